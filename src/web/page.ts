import type { CalendarEvent } from '../calendar/event.ts'
import { embedSnippet } from './embed.ts'
import { isEverything, pathOf, type Filter } from './filter.ts'
import { html, type Markup } from './html.ts'
import { renderLayout, shortMoment } from './layout.ts'
import { renderList } from './list.ts'
import { renderSearch } from './search-form.ts'
import { nameOf, type PageView, type Site, type SiteData } from './site.ts'
import { renderSubscribe, subscriptionsOf } from './subscribe.ts'
import { words as allWords, type Words } from './words.ts'

const maxShown = 80
/** Of a choice or a search. */
const maxPast = 40

/** The front page, a choice of talks, or a year of them. */
export function renderPage(site: Site, data: SiteData, view: PageView, today: string): string {
  const words = allWords[view.language]
  const matching = data.matching(view.filter)
  const chosen =
    view.year === null
      ? matching.filter((event) => event.end.slice(0, 10) >= today)
      : matching.filter((event) => event.start.startsWith(`${view.year}-`))
  const shown = chosen.slice(0, view.year === null ? maxShown : undefined)
  const everything = isEverything(view.filter)
  const path = view.year === null ? pathOf(view.filter) : `/years/${view.year}`
  const heading = view.year === null ? words.coming : `${words.more} ${view.year}`
  const name = nameOf(site, view.filter, words)
  const past =
    everything || view.year !== null ? [] : matching.filter((event) => event.end.slice(0, 10) < today)
  return renderLayout({
    language: view.language,
    isChosen: view.isChosen,
    title: view.year === null ? name : `${name} ${view.year}`,
    path,
    list: site.list,
    head: html`<meta name="description" content="${words.intro}" />
      <link rel="alternate" type="text/calendar" title="${name}" href="${pathOf(view.filter, '.ics')}" />
      <link
        rel="alternate"
        type="application/atom+xml"
        title="${name}"
        href="${pathOf(view.filter, '.atom')}"
      /> `,
    intro: html`<h1>
      ${view.year === null ? (everything ? words.calendarOf(site.list.name) : name) : heading}
    </h1>`,
    main: html`${view.year === null ? renderWays(site, view, words) : null}
      ${renderSearch(words, view.filter, data.vocabulary, data.events)}
      <section aria-label="${heading}">
        <p class="note" role="status">
          ${words.found(chosen.length)}${everything ? null : html` · <a href="/">${words.showAll}</a>`}
        </p>
        ${chosen.length === 0 && everything ? html`<p>${words.nothing}</p>` : null}
        ${renderList(shown, view.year === null ? today : null, words)}
        ${shown.length < chosen.length ? html`<p>${yearLinks(chosen, words)}</p>` : null}
      </section>
      ${
        past.length === 0
          ? null
          : html`<section class="past" aria-label="${words.past}">
              <p class="note">${words.past}: ${words.found(past.length)}</p>
              ${renderList(past.toReversed().slice(0, maxPast), null, words)}
            </section>`
      }
      <section aria-labelledby="past">
        <h2 id="past">${words.past}</h2>
        <p>
          ${yearLinks(
            data.events.filter((event) => event.start.slice(0, 10) < today),
            words,
          )}
        </p>
        <p><a href="/archive.ics">${words.archive}</a></p>
      </section>`,
    footer: renderStatus(site, data, words, view.filter),
  })
}

function renderWays(site: Site, { filter, device }: PageView, words: Words): Markup {
  const everything = isEverything(filter)
  const feedUrl = `${site.baseUrl}${pathOf(filter, '.ics')}`
  const ways = subscriptionsOf(
    device,
    feedUrl,
    nameOf(site, filter),
    everything ? site.googleCalendarId : null,
  )
  return renderSubscribe(words, ways, {
    device,
    feedUrl,
    qrPath: pathOf(filter, '.svg'),
    filtered: !everything,
    hasGoogle: site.googleCalendarId !== null,
    snippet: embedSnippet(site, filter, nameOf(site, filter)),
  })
}

function yearLinks(events: readonly CalendarEvent[], words: Words): Markup[] {
  const years = [...new Set(events.map(({ start }) => start.slice(0, 4)))].toSorted().toReversed()
  return years.map((year) => html`<a href="/years/${year}" aria-label="${words.more} ${year}">${year}</a> `)
}

/** What is honestly known: when list mail came last, and what waits for a human. */
export function renderStatus(site: Site, { status }: SiteData, words: Words, filter: Filter): Markup {
  const last = status.lastMailAt === null ? '–' : shortMoment(status.lastMailAt, site.list.timeZone, words)
  return html`<p>${words.lastMail(last)} · ${words.waiting(status.waiting)}</p>
    <p>
      <a href="${pathOf(filter, '.ics')}">iCalendar</a> ·
      <a href="${isEverything(filter) ? '/talks.json' : pathOf(filter, '.json')}">JSON</a> ·
      <a href="${pathOf(filter, '.atom')}">Atom</a>
    </p>`
}
