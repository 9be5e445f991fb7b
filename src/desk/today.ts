import type { FastifyInstance } from 'fastify'
import { eventsNow, waitingNow } from '../../jobs/decide.ts'
import { healthOf } from '../../jobs/run/health.ts'
import { partsOf, type PartState } from '../../jobs/run/parts.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { badDays, ran } from '../ledger/bad-days.ts'
import { countMessages, waitingMails } from '../ledger/messages.ts'
import { openRemarks } from '../ledger/remarks.ts'
import { html, type Markup } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { momentOf, sendPage, whenOf } from './page.ts'
import { talkLink } from './talk-link.ts'
import { renderQueue } from './waiting.ts'
import { wordsFor, type DeskWords } from './words.ts'

const shownDays = 30
const shownWaiting = 12
const talkDays = 7
/** A day with this many minutes of trouble was a bad one; fewer don't count. */
const badMinutes = 15

/** What an admin sees first: whether all is well, what waits, and the talks of the next seven days. */
export function addToday(server: FastifyInstance, desk: Desk): void {
  server.get('/', async (request, reply) => {
    const services = desk.services()
    const { ledger, profile, now } = services
    const words = wordsFor(request)
    const today = Temporal.Instant.from(now()).toZonedDateTimeISO(profile.timeZone).toPlainDate()
    const from = today.subtract({ days: shownDays - 1 }).toString()
    const [states, days, waiting, mails] = [
      await partsOf(services),
      await badDays(ledger, from),
      await waitingNow(services),
      await waitingMails(ledger, shownWaiting),
    ]
    const named = new Set(states.map(({ problem }) => problem))
    const others = (await healthOf(services)).problems.filter((text) => !named.has(text))
    const until = today.add({ days: talkDays }).toString()
    const coming = (await eventsNow(services)).live
      .filter(({ end, start }) => end.slice(0, 10) >= today.toString() && start.slice(0, 10) <= until)
      .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    const remarks = await openRemarks(ledger)
    const count = waiting.length + (await countMessages(ledger)).waiting + remarks.length
    return sendPage(request, reply, {
      title: words.today,
      section: 'today',
      main: html`<div data-live>
        <h1>${count === 0 ? words.nothingWaits : words.waits(count)}</h1>
        ${count === 0 ? null : renderQueue(waiting.slice(0, shownWaiting), mails, words)}
        ${remarks.length === 0 ? null : html`<p><a href="/waiting#remarks">${words.readersSay}: ${remarks.length}</a></p>`}
        ${count > Math.min(waiting.length, shownWaiting) + mails.length + remarks.length ? html`<p><a href="/waiting">${words.all}</a></p>` : null}
        <h2>${words.howItStands}</h2>
        <ul class="parts">
          ${states.map((state) => renderPart(state, barOf(state, days, today), profile.timeZone, words))}
        </ul>
        ${
          others.length === 0
            ? null
            : html`<h3>${words.alsoWrong}</h3>
                <ul>
                  ${others.map((text) => html`<li class="bad" lang="en">${text}</li>`)}
                </ul>`
        }
        <h2>${words.nextDays}</h2>
        ${renderTalks(coming, words)}
      </div>`,
    })
  })
}

type Day = 'good' | 'bad' | 'unknown'

function barOf(
  { part }: PartState,
  rows: Awaited<ReturnType<typeof badDays>>,
  today: Temporal.PlainDate,
): { day: string; was: Day; minutes: number }[] {
  return Array.from({ length: shownDays }, (_, at) => {
    const day = today.subtract({ days: shownDays - 1 - at }).toString()
    const minutes = rows.find((row) => row.day === day && row.part === part)?.minutes ?? 0
    const wasRunning = rows.some((row) => row.day === day && row.part === ran)
    return { day, minutes, was: minutes >= badMinutes ? 'bad' : wasRunning ? 'good' : 'unknown' }
  })
}

function renderPart(
  { part, isOn, lastGood, nextExpected, problem }: PartState,
  bar: ReturnType<typeof barOf>,
  timeZone: string,
  words: DeskWords,
): Markup {
  const state = !isOn ? 'off' : problem === null ? 'good' : 'bad'
  const bad = bar.filter(({ was }) => was === 'bad').length
  return html`<li class="part ${state}">
    <b>${words.parts[part]}</b>
    <span class="state">${words.states[state]}</span>
    <span class="bar" role="img" aria-label="${words.badDays(bad)}" title="${words.badDays(bad)}"
      >${bar.map(({ was }) => html`<i class="${was}"></i>`)}</span
    >
    <small
      >${[
        lastGood === null ? '' : `${words.lastGood} ${momentOf(lastGood, timeZone, words)}`,
        nextExpected === null ? '' : `${words.next} ${momentOf(nextExpected, timeZone, words)}`,
      ]
        .filter(Boolean)
        .join(' · ')}</small
    >
    ${problem === null || !isOn ? null : html`<p class="bad" lang="en">${problem}</p>`}
  </li>`
}

function renderTalks(events: readonly CalendarEvent[], words: DeskWords): Markup {
  if (events.length === 0) return html`<p>${words.noTalks}</p>`
  return html`<ul class="list">
    ${events.map(
      (event) =>
        html`<li>
          <time>${whenOf(event.start, words)}</time> ${talkLink(event)} <small>${event.location}</small>
        </li>`,
    )}
  </ul>`
}
