import { lastDayOf, type CalendarEvent } from '../calendar/event.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import { html, type Markup } from './html.ts'
import { hoursOf, inItsLanguage } from './list.ts'
import type { Words } from './words.ts'

/** A month by its days: a grid of weeks where there is room, a list of the days that have something where there is not. */
export function renderMonth(
  events: readonly CalendarEvent[],
  month: string,
  today: string,
  words: Words,
): Markup {
  const first = Temporal.PlainDate.from(`${month}-01`)
  const days = Array.from({ length: first.daysInMonth }, (_, at) => first.add({ days: at }))
  // 4 January 2027 is a Monday.
  const names = Array.from({ length: 7 }, (_, at) =>
    Temporal.PlainDate.from('2027-01-04')
      .add({ days: at })
      .toLocaleString(words.locale, { weekday: 'short' }),
  )
  return html`<div class="month">
    <p class="weekdays" aria-hidden="true">${names.map((name) => html`<span>${name}</span>`)}</p>
    <ol class="days">
      ${days.map((day) => renderDay(day, events, today, words))}
    </ol>
  </div>`
}

function renderDay(
  date: Temporal.PlainDate,
  events: readonly CalendarEvent[],
  today: string,
  words: Words,
): Markup {
  const day = date.toString()
  const talks = events.filter((event) => event.start.slice(0, 10) <= day && lastDayOf(event) >= day)
  const classes = [
    talks.length === 0 ? 'empty' : '',
    day === today ? 'today' : '',
    date.day === 1 ? `d${date.dayOfWeek}` : '',
  ]
  const name = date.toLocaleString(words.locale, { weekday: 'long', day: 'numeric', month: 'long' })
  return html`<li class="${classes.filter(Boolean).join(' ')}">
    <h2>
      <time datetime="${day}" ${day === today ? html` aria-current="date"` : null}
        ><span class="number" aria-hidden="true">${date.day}</span><span class="name">${name}</span></time
      >
    </h2>
    ${
      talks.length === 0
        ? null
        : html`<ul>
            ${talks.map((event) => renderEntry(event, day, words))}
          </ul>`
    }
  </li> `
}

function renderEntry(event: CalendarEvent, day: string, words: Words): Markup {
  const { talk } = event
  const [first] = talk.speakers
  const title = talk.title ?? words.noTitle
  const link = html`<a href="/talks/${shortIdOf(event.uid)}"
    >${inItsLanguage(title, words, talk.abstract)}</a
  >`
  // On its later days an event has no hour of its own.
  const hour = event.start.slice(0, 10) === day && event.start.includes('T') ? event.start.slice(11) : null
  return html`<li>
    ${hour === null ? null : html`<b>${hour}</b> `}${talk.status === 'confirmed' ? null : html`<strong class="warn">${words.off[talk.status]}:</strong> `}${isOff(event) ? html`<s>${link}</s>` : link}
    ${first === undefined ? null : html`<small><bdi>${first.name}${talk.speakers.length > 1 ? ' …' : ''}</bdi></small>`}
    ${event.start.slice(0, 10) === lastDayOf(event) ? null : html`<small>${hoursOf(event, words)}</small>`}
  </li> `
}
