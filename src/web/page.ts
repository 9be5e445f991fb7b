import { embedSnippet } from './embed.ts'
import { isEverything, fileOf, pathOf, type Filter } from './filter.ts'
import { html, type Markup } from './html.ts'
import { renderLayout, shortMoment } from './layout.ts'
import { renderList } from './list.ts'
import { renderMonth } from './month.ts'
import type { Outline } from './outline.ts'
import { isOpen, monthOf, noPeriod, periodOf, type Period } from './period.ts'
import { renderSearch } from './search-form.ts'
import { nameOf, type PageView, type Site, type SiteData } from './site.ts'
import { renderSubscribe, subscriptionsOf } from './subscribe.ts'
import { words as allWords, type Words } from './words.ts'

/** A page of 60 kB; the months have the rest. */
const maxShown = 48
/** The same for a year, or any days. */
const maxListed = 400
/** Past talks below a choice or a search. */
const maxPast = 40

/** The front page, a choice of talks, a year or a month of them. */
export function renderPage(site: Site, data: SiteData, view: PageView, today: string): string {
  const words = allWords[view.language]
  const { filter } = view
  const open = isOpen(filter.period)
  const everything = isEverything(filter)
  const name = nameOf(site, filter, words)
  const isComing = ({ end }: Outline) => end.slice(0, 10) >= today
  const all = data.matching({ ...filter, period: noPeriod })
  const { ahead = [], over = [] } = Object.groupBy(all, (outline) => (isComing(outline) ? 'ahead' : 'over'))
  const coming = open ? ahead : data.matching(filter)
  const most = open ? maxShown : maxListed
  const past = open && !everything ? over : []
  return renderLayout({
    language: view.language,
    isChosen: view.isChosen,
    title: name,
    path: pathOf(filter),
    list: site.list,
    skipTo: 'talks',
    head: renderHead(site, filter, name, words),
    intro: html`<h1>${everything ? words.calendarOf(site.list.name) : name}</h1>`,
    main: html`${open ? renderWays(site, view, words) : null} ${renderSearch(words, filter, data, today)}
      ${renderMonths(filter, ahead, words)}
      <section id="talks" tabindex="-1" aria-label="${open ? words.coming : name}">
        <p class="note" role="status">
          ${words.found(coming.length)}${everything ? null : html` · <a href="/">${words.showAll}</a>`}
        </p>
        ${coming.length === 0 && everything ? html`<p>${words.nothing}</p>` : null}
        ${renderTalks(coming, data, filter, today, words)}
        ${
          coming.length > most && monthOf(filter.period) === null
            ? html`<p>${words.andMore(coming.length - most)}</p>
                ${renderMonths(filter, coming, words)}`
            : null
        }
      </section>
      ${
        past.length === 0
          ? null
          : html`<section class="past" aria-label="${words.past}">
              <p class="note">${words.past}: ${words.found(past.length)}</p>
              ${renderList(data.talksOf(past.toReversed().slice(0, maxPast)), null, words)}
              ${past.length > maxPast ? html`<p>${words.andOlder(past.length - maxPast)}</p>` : null}
            </section>`
      }
      ${renderYears(filter, over, words)}`,
    footer: renderStatus(site, data, words, filter),
  })
}

function renderHead(site: Site, filter: Filter, name: string, words: Words): Markup {
  return html`<meta name="description" content="${words.intro}" />
    <meta property="og:type" content="website" />
    <meta property="og:title" content="${name}" />
    <meta property="og:description" content="${words.intro}" />
    <meta property="og:url" content="${site.baseUrl}${pathOf(filter)}" />
    <link rel="alternate" type="text/calendar" title="${name}" href="${fileOf(site.list, filter, '.ics')}" />
    <link
      rel="alternate"
      type="application/atom+xml"
      title="${name}"
      href="${fileOf(site.list, filter, '.atom')}"
    /> `
}

/** A month as a grid, everything else as a list. */
function renderTalks(
  outlines: readonly Outline[],
  { talksOf }: SiteData,
  { period }: Filter,
  today: string,
  words: Words,
): Markup | Markup[] {
  const month = monthOf(period)
  if (month !== null) return renderMonth(talksOf(outlines), month, today, words)
  return isOpen(period)
    ? renderList(talksOf(outlines.slice(0, maxShown)), today, words)
    : renderList(talksOf(outlines.slice(0, maxListed)), null, words)
}

/** The months that have something to come, each a page of its own. */
function renderMonths(filter: Filter, coming: readonly Outline[], words: Words): Markup | null {
  const shown = monthOf(filter.period)
  const months = periodsIn(coming, 'YYYY-MM'.length)
  if (months.length === 0 && isOpen(filter.period)) return null
  const link = (period: Period, text: string, isHere: boolean) =>
    html`<li>
      <a href="${pathOf({ ...filter, period })}" ${isHere ? html` aria-current="page"` : null}>${text}</a>
    </li> `
  return html`<nav class="months" aria-label="${words.months}">
    <ul>
      ${link(noPeriod, words.coming, isOpen(filter.period))}
      ${months.map(({ slug, period }) => link(period, monthName(slug, months[0]?.slug ?? slug, words), slug === shown))}
    </ul>
  </nav>`
}

/** The months or years of talks, as far as they have an address. */
function periodsIn(outlines: readonly Outline[], letters: number): { slug: string; period: Period }[] {
  const slugs = [...new Set(outlines.map(({ start }) => start.slice(0, letters)))].toSorted()
  return slugs.flatMap((slug) => {
    const period = periodOf([slug])
    return period === null ? [] : [{ slug, period }]
  })
}

/** "December", or "Jan 2027" for another year than the first one's. */
function monthName(month: string, first: string, { locale }: Words): string {
  const isOther = month.slice(0, 4) !== first.slice(0, 4)
  return Temporal.PlainDate.from(`${month}-01`).toLocaleString(locale, {
    month: isOther ? 'short' : 'long',
    ...(isOther ? { year: 'numeric' } : {}),
  })
}

function renderYears(filter: Filter, past: readonly Outline[], words: Words): Markup | null {
  const years = periodsIn(past, 'YYYY'.length).toReversed()
  const archive = isEverything({ ...filter, period: noPeriod })
  if (years.length === 0 && !archive) return null
  return html`<section aria-labelledby="past" class="years">
    <h2 id="past">${words.past}</h2>
    <p>
      ${years.map(
        ({ slug, period }) =>
          html`<a href="${pathOf({ ...filter, period })}" aria-label="${words.more} ${slug}">${slug}</a> `,
      )}
    </p>
    ${archive ? html`<p><a href="/archive.ics">${words.archive}</a></p>` : null}
  </section>`
}

function renderWays(site: Site, { filter, device, language, isChosen }: PageView, words: Words): Markup {
  const everything = isEverything(filter)
  const feedUrl = `${site.baseUrl}${fileOf(site.list, filter, '.ics')}`
  const name = nameOf(site, filter)
  const ways = subscriptionsOf(device, feedUrl, name, everything ? site.googleCalendarId : null)
  return renderSubscribe(words, ways, {
    device,
    feedUrl,
    qrPath: fileOf(site.list, filter, '.svg'),
    filtered: !everything,
    hasGoogle: site.googleCalendarId !== null,
    snippet: embedSnippet(site, filter, name, isChosen ? language : null),
  })
}

/** What is known: when the last list mail came, what waits for a human, and the same talks in other forms. */
export function renderStatus(site: Site, { status }: SiteData, words: Words, filter: Filter): Markup {
  const { lastMailAt, waiting } = status
  return html`<p>
      ${lastMailAt === null ? null : words.lastMail(shortMoment(lastMailAt, site.list.timeZone, words))}
      ${waiting === 0 ? null : words.waiting(waiting)}
    </p>
    <p>
      <a href="${boardPathOf(filter)}">${words.board}</a> ·
      <a href="${fileOf(site.list, filter, '.ics')}">iCalendar</a> ·
      <a href="${isEverything(filter) ? '/talks.json' : fileOf(site.list, filter, '.json')}">JSON</a> ·
      <a href="${fileOf(site.list, filter, '.atom')}">Atom</a>
    </p>`
}

function boardPathOf(filter: Filter): string {
  return isEverything(filter) ? '/board' : `/board${pathOf(filter)}`
}
