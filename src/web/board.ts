import encodeQr from 'qr'
import type { CalendarEvent } from '../calendar/event.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { isOff } from '../talks/talk.ts'
import { pathOf } from './filter.ts'
import { html, trusted, type Markup } from './html.ts'
import { renderLayout } from './layout.ts'
import { hoursOf, inItsLanguage, roomOf } from './list.ts'
import { isOpen } from './period.ts'
import { nameOf, type PageView, type Site, type SiteData } from './site.ts'
import { words as allWords, type Words } from './words.ts'

/** As many as fit on one sheet of A4. */
const maxShown = 12
const daysAhead = 7

/** The next seven days, or the days that were asked for, on one sheet of paper, with the page's address as a QR code. */
export function renderBoard(site: Site, data: SiteData, view: PageView, today: string): string {
  const words = allWords[view.language]
  const last = Temporal.PlainDate.from(today)
    .add({ days: daysAhead - 1 })
    .toString()
  const period = isOpen(view.filter.period) ? { from: today, to: last } : view.filter.period
  const filter = { ...view.filter, period }
  const talks = data.matching(filter).filter((outline) => !isOff(outline))
  const shown = data.talksOf(talks.slice(0, maxShown))
  // A talk that began earlier and goes on is shown on the first day.
  const dayIn = ({ start }: CalendarEvent) => {
    const day = start.slice(0, 10)
    return period.from !== null && day < period.from ? period.from : day
  }
  const page = `${site.baseUrl}${pathOf(view.filter)}`
  return renderLayout({
    language: view.language,
    isChosen: view.isChosen,
    title: nameOf(site, filter, words),
    path: `/board${pathOf(view.filter)}`,
    list: site.list,
    isPaper: true,
    main: html`<div class="sheet">
      <div class="head">
        <h1>${nameOf(site, filter, words)}</h1>
        <figure>
          ${trusted(encodeQr(page, 'svg').replace('<svg ', '<svg role="img" aria-hidden="true" '))}
          <figcaption>${words.scan}<br />${page.replace(/^https?:\/\//, '')}</figcaption>
        </figure>
      </div>
      ${shown.length === 0 ? html`<p>${words.nothingThen}</p>` : null}
      ${[...Map.groupBy(shown, dayIn)].map(
        ([day, list]) =>
          html`<section>
            <h2>${dayName(day, words)}</h2>
            <div>${list.map((event) => renderLine(event, words))}</div>
          </section>`,
      )}
      ${talks.length > shown.length ? html`<p>${words.moreOnPage(talks.length - shown.length)}</p>` : null}
    </div>`,
    footer: html``,
  })
}

/** "Fri 27 November": the heading has the year. */
function dayName(day: string, { locale }: Words): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  })
}

function renderLine(event: CalendarEvent, words: Words): Markup {
  const { talk } = event
  return html`<article>
    <p class="hour"><b>${hoursOf(event, words)}</b></p>
    <div>
      <p class="title">${inItsLanguage(talk.title ?? words.noTitle, words, talk.abstract)}</p>
      ${talk.speakers.length === 0 ? null : html`<p><bdi>${renderSpeakers(talk.speakers)}</bdi></p>`}
      <p class="place">
        <bdi>${[roomOf(talk), talk.series].filter((part) => part !== null).join(' · ')}</bdi>
      </p>
    </div>
  </article>`
}
