import type { CalendarEvent } from '../calendar/event.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import { isEverything, pathOf, slugOf, type Filter, type FilterGroup, type Vocabulary } from './filter.ts'
import { html, type Markup } from './html.ts'
import { longDay, renderLayout, shortMoment } from './layout.ts'
import { nameOf, type PageView, type Site, type SiteData } from './site.ts'
import { renderSubscribe, subscriptionsOf } from './subscribe.ts'
import { words as allWords, type Words } from './words.ts'

const maxShown = 80

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
  return renderLayout({
    language: view.language,
    title: view.year === null ? name : `${name} ${view.year}`,
    path,
    list: site.list,
    head: html`<link
        rel="alternate"
        type="text/calendar"
        title="${name}"
        href="${pathOf(view.filter, '.ics')}"
      />
      <link
        rel="alternate"
        type="application/atom+xml"
        title="${name}"
        href="${pathOf(view.filter, '.atom')}"
      /> `,
    intro: html`<h1>${everything ? words.calendarOf(site.list.name) : name}</h1>
      <p>${words.intro}</p>`,
    main: html`${renderSearch(words, view.filter, data.vocabulary, data.events)}
      ${view.year === null ? renderWays(site, view, words) : null}
      <section aria-labelledby="coming">
        <h2 id="coming">${heading}</h2>
        <p class="note" role="status">
          ${words.found(chosen.length)}${everything ? null : html` · <a href="/">${words.showAll}</a>`}
        </p>
        ${chosen.length === 0 && everything ? html`<p>${words.nothing}</p>` : null}
        ${renderDays(shown, view.year === null ? today : null, words)}
        ${shown.length < chosen.length ? html`<p>${yearLinks(chosen, words)}</p>` : null}
      </section>
      <section aria-labelledby="past">
        <h2 id="past">${words.past}</h2>
        <p>${yearLinks(data.events, words)}</p>
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
  })
}

const selects: readonly Exclude<FilterGroup, 'online'>[] = ['kind', 'city', 'institution', 'series']

/** A plain form: it works without a script, and its answer is an address that can be subscribed to. */
function renderSearch(
  words: Words,
  filter: Filter,
  vocabulary: Vocabulary,
  events: readonly CalendarEvent[],
): Markup {
  const used = new Set(
    events.flatMap(({ talk, place }) => [
      talk.type,
      place.city,
      ...place.institutions,
      slugOf(talk.series ?? ''),
    ]),
  )
  const options = (group: FilterGroup) =>
    [...vocabulary.values()].filter((word) => word.group === group && used.has(word.slug))
  const chosen = new Set(filter.words.map(({ slug }) => slug))
  return html`<details class="find" ${isEverything(filter) ? null : html` open`}>
    <summary>${words.find}</summary>
    <form role="search" action="/search" method="get" aria-label="${words.find}">
      <div>
        <label for="q">${words.search}</label
        ><input type="search" id="q" name="q" value="${filter.search}" maxlength="100" />
      </div>
      ${selects.map(
        (group) =>
          html`<div>
            <label for="${group}">${words.groups[group]}</label
            ><select id="${group}" name="${group}">
              <option value="">${words.any}</option>
              ${options(group).map(
                ({ slug, name, value }) =>
                  html`<option value="${slug}" ${chosen.has(slug) ? html` selected` : null}>
                    ${group === 'kind' ? words.kinds[value as keyof Words['kinds']] : name}
                  </option>`,
              )}
            </select>
          </div> `,
      )}<label class="check"
        ><input
          type="checkbox"
          name="online"
          value="online"
          ${chosen.has('online') ? html` checked` : null}
        />
        ${words.onlineOnly}</label
      >
      <button class="go">${words.show}</button>
    </form>
  </details>`
}

function renderDays(events: readonly CalendarEvent[], today: string | null, words: Words): Markup[] {
  const dayOf = ({ start }: CalendarEvent) => {
    const day = start.slice(0, 10)
    return today !== null && day < today ? today : day
  }
  return [...Map.groupBy(events, dayOf)].map(
    ([day, list]) =>
      html`<h3>${longDay(day, words)}</h3>
        <ol class="talks">
          ${list.map((event) => renderTalk(event, words))}
        </ol> `,
  )
}

function renderTalk(event: CalendarEvent, words: Words): Markup {
  const { talk } = event
  const title = talk.title ?? words.noTitle
  const mark = talk.status === 'confirmed' ? null : words.off[talk.status]
  const link = html`<a href="/talks/${shortIdOf(event.uid)}"><bdi>${title}</bdi></a>`
  return html`<li class="${colourOf(talk.series)}${isOff(event) ? ' off' : ''}">
    <time datetime="${event.start}">${hoursOf(event, words)}</time>
    <div>
      <p class="title">
        ${mark === null ? null : html`<strong class="warn">${mark}:</strong> `}${isOff(event) ? html`<s>${link}</s>` : link}
      </p>
      ${talk.speakers.length === 0 ? null : html`<p><bdi>${renderSpeakers(talk.speakers)}</bdi></p>`}
      <p class="place">
        <bdi
          >${[talk.series, talk.location ?? (talk.online === null ? null : 'online')].filter((part) => part !== null).join(' · ')}</bdi
        >
      </p>
    </div>
  </li> `
}

/** "15:15–16:00"; no end where it is only assumed. */
export function hoursOf(event: CalendarEvent, words: Words): string {
  if (!event.start.includes('T')) return words.allDay
  return `${event.start.slice(11)}${event.endAssumed ? '' : `–${event.end.slice(11)}`}`
}

/** The same series has the same colour, everywhere and always. */
function colourOf(series: string | null): string {
  if (series === null) return 's'
  let sum = 0
  for (const letter of slugOf(series)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return `s${sum % 8}`
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
