import type { CalendarEvent } from '../calendar/event.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { changeMarks } from '../talks/changed.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import { slugOf } from './filter.ts'
import { html, type Markup } from './html.ts'
import { longDay } from './layout.ts'
import type { Words } from './words.ts'

/** Talks by weeks and months, and in them by days; `today`: null where they are of a past year. */
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
            html`<h3>${longDay(day, words)}</h3>
              <ol class="talks">
                ${talks.map((event) => renderTalk(event, words, isEmbedded))}
              </ol> `,
        )}`,
  )
}

/** What has begun, and goes on, is on today. */
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
  // Our pages let nobody frame them.
  const target = isEmbedded ? html` target="_blank" rel="noopener"` : null
  const link = html`<a href="/talks/${shortIdOf(event.uid)}" ${target}><bdi>${title}</bdi></a>`
  const place = [talk.series, talk.location ?? (talk.online === null ? null : 'online')]
  return html`<li class="${colourOf(talk.series)}${isOff(event) ? ' off' : ''}">
    <time datetime="${event.start}">${hoursOf(event, words)}</time>
    <div>
      <p class="title">
        ${mark === null ? null : html`<strong class="warn">${mark}:</strong> `}${isOff(event) ? html`<s>${link}</s>` : link}
        ${changeMarks(talk).map((mark) => html` <span class="mark">${words.marks[mark]}</span>`)}
      </p>
      ${talk.speakers.length === 0 ? null : html`<p><bdi>${renderSpeakers(talk.speakers)}</bdi></p>`}
      <p class="place"><bdi>${place.filter((part) => part !== null).join(' · ')}</bdi></p>
    </div>
  </li> `
}

/** "15:15–16:00", no end where it is only assumed; of several days both ends. */
export function hoursOf({ start, end, endAssumed }: CalendarEvent, words: Words): string {
  const [day = '', hour = ''] = start.split('T')
  const [lastDay = '', lastHour = ''] = end.split('T')
  if (day !== lastDay) {
    const at = (date: string, time: string) => [shortDay(date, words), time].filter(Boolean).join(' ')
    return `${at(day, hour)} – ${at(lastDay, lastHour)}`
  }
  if (hour === '') return words.allDay
  return `${hour}${endAssumed ? '' : `–${lastHour}`}`
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
