import { lastDayOf, type CalendarEvent } from '../calendar/event.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { changeMarks } from '../talks/changed.ts'
import { isOff, shortIdOf, type KnownTalk } from '../talks/talk.ts'
import { isReserved, slugOf } from './filter.ts'
import { html, type Markup } from './html.ts'
import { languageOfText } from './title-language.ts'
import type { Words } from './words.ts'

/** Talks by week or month, and in these by day; `today` is null where past ones are listed. */
export function renderList(
  events: readonly CalendarEvent[],
  today: string | null,
  words: Words,
  isEmbedded = false,
): Markup[] {
  const groups = Map.groupBy(events, (event) => periodOf(dayIn(event, today), today, words))
  return [...groups].map(
    ([period, list]) =>
      html`<h2>${period}</h2>
        ${[...Map.groupBy(list, (event) => dayIn(event, today))].map(
          ([day, talks]) =>
            html`<div class="day">
              ${renderDay(day, words)}
              <ol class="talks">
                ${talks.map((event) => renderTalk(event, words, isEmbedded))}
              </ol>
            </div> `,
        )}`,
  )
}

function renderDay(day: string, { locale }: Words): Markup {
  const date = Temporal.PlainDate.from(day)
  return html`<h3>
    <span>${date.toLocaleString(locale, { weekday: 'long' })} </span
    ><b>${date.toLocaleString(locale, { day: 'numeric', month: 'long' })}</b>
  </h3>`
}

/** A talk that began earlier and goes on is shown today. */
function dayIn({ start }: CalendarEvent, today: string | null): string {
  const day = start.slice(0, 10)
  return today !== null && day < today ? today : day
}

/** This week, the next one, then months. */
function periodOf(day: string, today: string | null, words: Words): string {
  const date = Temporal.PlainDate.from(day)
  if (today !== null) {
    const now = Temporal.PlainDate.from(today)
    const monday = now.subtract({ days: now.dayOfWeek - 1 })
    const weeks = Math.floor(monday.until(date).days / 7)
    if (weeks === 0) return words.thisWeek
    if (weeks === 1) return words.nextWeek
  }
  return date.toLocaleString(words.locale, { month: 'long', year: 'numeric' })
}

function renderTalk(event: CalendarEvent, words: Words, isEmbedded: boolean): Markup {
  const { talk } = event
  const title = talk.title ?? words.noTitle
  const mark = talk.status === 'confirmed' ? null : words.off[talk.status]
  // Our pages can't be framed.
  const target = isEmbedded ? html` target="_blank" rel="noopener"` : null
  const path = `/talks/${shortIdOf(event.uid)}`
  const link = html`<a href="${path}" ${target}>${inItsLanguage(title, words, talk.abstract)}</a>`
  const isLong = event.start.slice(0, 10) !== lastDayOf(event)
  const classes = [colourOf(talk.series), isOff(event) ? 'off' : '', isLong ? 'long' : '']
  return html`<li class="${classes.filter(Boolean).join(' ')}">
    <time datetime="${event.start}">${renderHours(event, words)}</time>
    <div>
      <p class="title">
        ${mark === null ? null : html`<strong class="warn">${mark}:</strong> `}${isOff(event) ? html`<s>${link}</s>` : link}
        ${changeMarks(talk).map((change) => html` <span class="mark">${words.marks[change]}</span>`)}
      </p>
      ${talk.speakers.length === 0 ? null : html`<p><bdi>${renderSpeakers(talk.speakers)}</bdi></p>`}
      ${renderPlace(event, isEmbedded)}
    </div>
    ${isEmbedded || isOff(event) ? null : renderPlus(path, title, words)}
  </li> `
}

/** The room, or that it is online; null: nobody knows. */
export function roomOf({ location, online }: KnownTalk): string | null {
  return location ?? (online === null ? null : 'online')
}

/** The room, then the series as a link to all its talks. */
function renderPlace({ talk }: CalendarEvent, isEmbedded: boolean): Markup {
  const room = roomOf(talk)
  const slug = slugOf(talk.series ?? '')
  const series =
    talk.series === null
      ? null
      : isEmbedded || slug === '' || isReserved(slug)
        ? html`<bdi>${talk.series}</bdi>`
        : html`<a href="/${slug}"><bdi>${talk.series}</bdi></a>`
  return html`<p class="place">
    ${room === null ? null : html`<bdi>${room}</bdi>`}${room === null || series === null ? null : ' · '}${series}
  </p>`
}

/** Adds one talk to a calendar: by short redirects of ours, because fifty long addresses make a slow page. */
function renderPlus(path: string, title: string, words: Words): Markup {
  return html`<details class="plus">
    <summary aria-label="${words.one}: ${title}" title="${words.one}">+</summary>
    <ul>
      <li><a href="${path}/google" rel="nofollow">${words.google}</a></li>
      <li><a href="${path}/outlook" rel="nofollow">${words.outlookWork}</a></li>
      <li><a href="${path}/outlook-home" rel="nofollow">${words.outlookHome}</a></li>
      <li><a href="${path}.ics">${words.apple}, ${words.file}</a></li>
    </ul>
  </details>`
}

/** The start stands out, the end is below it. */
function renderHours(event: CalendarEvent, words: Words): Markup {
  const [day, hour = ''] = event.start.split('T')
  if (day !== lastDayOf(event) || hour === '' || event.endAssumed) return html`${hoursOf(event, words)}`
  return html`${hour}<small>–${endHourOf(event)}</small>`
}

/** A title or an abstract, marked with its language where that is plainly not the page's. */
export function inItsLanguage(text: string, { locale }: Words, more: string | null = null): Markup {
  const language = languageOfText(text) ?? (more === null ? null : languageOfText(more))
  return language === null || locale.startsWith(language)
    ? html`<bdi>${text}</bdi>`
    : html`<bdi lang="${language}">${text}</bdi>`
}

/** "15:15–16:00", without an end that is only assumed; both ends where it is of several days. */
export function hoursOf(event: CalendarEvent, words: Words): string {
  const { start, end, endAssumed } = event
  const [day = '', hour = ''] = start.split('T')
  const [lastDay = '', lastHour = ''] = end.split('T')
  if (day !== lastDayOf(event)) {
    const at = (date: string, time: string) => [shortDay(date, words), time].filter(Boolean).join(' ')
    return `${at(day, hour)} – ${at(lastDay, lastHour)}`
  }
  if (hour === '') return words.allDay
  return `${hour}${endAssumed ? '' : `–${endHourOf(event)}`}`
}

/** "24:00" for midnight at the end of the same day. */
function endHourOf({ start, end }: CalendarEvent): string {
  const [day = '', hour = ''] = end.split('T')
  return hour === '00:00' && day !== start.slice(0, 10) ? '24:00' : hour
}

function shortDay(day: string, { locale }: Words): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale, { day: 'numeric', month: 'short' })
}

/** The same series has the same colour, everywhere and always. */
function colourOf(series: string | null): string {
  if (series === null) return 's'
  let sum = 0
  for (const letter of slugOf(series)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return `s${sum % 8}`
}
