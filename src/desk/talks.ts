import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideAll, eventsNow } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import type { FeedStore } from '../publication/store.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { decisions } from '../ledger/decisions.ts'
import { storedEvent, writtenOf } from '../ledger/events.ts'
import { foldCase } from '../text.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import { html, type Markup } from '../web/html.ts'
import type { Entry } from './entry.ts'
import type { Desk } from './desk.ts'
import { formOf, inQuery, stateOf, textIn } from './form.ts'
import { afterMove, problemsWith, valuesIn, valuesOf } from './fields.ts'
import { flashOf } from './flash.ts'
import { sendNotFound, sendPage, whenOf } from './page.ts'
import { byOf } from './visitor.ts'
import { actsOf } from './talk-acts.ts'
import { talkLink } from './talk-link.ts'
import { renderTalk, type ShownTalk } from './talk-page.ts'
import { wordsFor, type DeskWords } from './words.ts'

const shown = 200
/** Two entries of the same talk are seldom further apart. */
const nearDays = 31
const shows = ['coming', 'past', 'off', 'withdrawn', 'deleted'] as const
type Show = (typeof shows)[number]

/** All talks, and all about one. */
export function addTalks(server: FastifyInstance, desk: Desk): void {
  server.get('/talks', async (request, reply) => {
    const services = desk.services()
    const words = wordsFor(request)
    const [wanted, query] = [inQuery(request, 'show'), inQuery(request, 'q')]
    const show = shows.find((one) => one === wanted) ?? (query === '' ? 'coming' : null)
    const today = services.now().slice(0, 10)
    const { live: talks, withdrawn } = await eventsNow(services)
    const live = new Set(talks.map(({ uid }) => uid))
    const found = [...talks, ...withdrawn]
      .filter((event) => show === null || isShown(event, show, today, live))
      .filter((event) => hasWords(event, query))
      .toSorted((a, b) => (show === 'coming' ? 1 : -1) * (a.start < b.start ? -1 : 1))
    return sendPage(request, reply, {
      title: words.talks,
      section: 'talks',
      main: html`${await flashOf(desk, request)}
        <h1>${words.talks}</h1>
        <form class="search" action="/talks" role="search">
          <label
            ><span>${words.search}</span><input type="search" name="q" value="${query}" data-key="/"
          /></label>
          <label
            ><span>${words.which}</span>
            <select name="show">
              <option value="">${words.allTalks}</option>
              ${shows.map((one) => html`<option value="${one}" ${one === show ? html` selected` : null}>${words.shows[one]}</option>`)}
            </select></label
          >
          <button>${words.show}</button>
        </form>
        <p>${words.found(found.length)}</p>
        ${renderList(found.slice(0, shown), words)}`,
    })
  })
  server.get('/talks/:id', async (request, reply) => sendTalk(desk, request, reply, {}))
  server.post('/talks/:id', async (request, reply) =>
    desk.turn(async () => {
      const [services, form] = [desk.services(), formOf(request)]
      const talk = await findTalk(services, idIn(request))
      if (talk === null) return sendNotFound(request, reply)
      const now = valuesOf(talk.event.talk)
      const hasFields = form.has('day')
      const values = { ...now, ...valuesIn(form) }
      const why = textIn(form, 'why')
      if (textIn(form, 'state') !== talk.state)
        return sendTalk(
          desk,
          request,
          reply.code(409),
          hasFields ? { ...afterMove(form, now), why } : { moved: new Map() },
        )
      const choice = textIn(form, 'do')
      const problems =
        choice === 'correct'
          ? problemsWith(values, talk.event.talk.timeZone ?? services.profile.timeZone, now)
          : []
      const acts =
        problems.length > 0 ? [] : await actsOf(services, talk.event, choice, values, textIn(form, 'into'))
      if (!Array.isArray(acts) || problems.length > 0)
        return sendTalk(desk, request, reply.code(422), {
          ...(hasFields ? { values, why } : {}),
          problems: Array.isArray(acts) ? problems : [acts],
        })
      const path = `/talks/${shortIdOf(talk.event.uid)}`
      if (acts.length === 0) return reply.redirect(path, 303)
      const by = byOf(request)
      const { number } = await decideAll(services, acts, by)
      return reply.redirect(`${choice === 'merge' ? '/talks' : path}?done=${number}`, 303)
    }),
  )
}

function idIn(request: FastifyRequest): string {
  return (request.params as { id: string }).id
}

function isShown(event: CalendarEvent, show: Show, today: string, live: ReadonlySet<string>): boolean {
  switch (show) {
    case 'coming':
      return live.has(event.uid) && event.end.slice(0, 10) >= today
    case 'past':
      return live.has(event.uid) && event.end.slice(0, 10) < today
    case 'off':
      return isOff(event)
    case 'withdrawn':
      return !live.has(event.uid)
    case 'deleted':
      return !event.talk.inGoogle
  }
}

function hasWords({ summary, description, location }: CalendarEvent, query: string): boolean {
  const text = foldCase(`${summary} ${location ?? ''} ${description}`)
  return foldCase(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

async function findTalk(services: Services, id: string): Promise<ShownTalk | null> {
  const { ledger, feed } = services
  const { live, withdrawn } = await eventsNow(services)
  const events = [...live, ...withdrawn]
  const [event, ...others] = events.filter(({ uid }) => id.length >= 8 && uid.startsWith(id))
  if (event === undefined || others.length > 0) return null
  const written = await writtenOf(ledger, event.uid)
  const stored = await storedEvent(ledger, event.uid)
  const all = await decisions(ledger)
  return {
    event,
    published: publishedIn(feed, [event, ...(stored === null ? [] : [stored])]),
    stored,
    written,
    made: all.filter(
      ({ act, number }) =>
        ('event' in act && act.event === event.uid) ||
        event.talk.changes.some(({ by }) => by.kind === 'human' && by.decision === number) ||
        ('mail' in act && act.mail !== '' && event.talk.sources.includes(act.mail)),
    ),
    mails: (await storedReadings(services.ledger)).filter(({ key }) => event.talk.sources.includes(key)),
    // What it may be the same as: the talks of the days around.
    near: live.filter(({ uid, start }) => uid !== event.uid && daysBetween(start, event.start) <= nearDays),
    isWithdrawn: withdrawn.includes(event),
    state: stateOf([
      event.uid,
      event.sequence,
      valuesOf(event.talk),
      event.talk.inGoogle,
      withdrawn.includes(event),
    ]),
  }
}

function daysBetween(one: string, other: string): number {
  return Math.abs(Temporal.PlainDate.from(one.slice(0, 10)).until(other.slice(0, 10)).days)
}

async function sendTalk(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry,
): Promise<FastifyReply> {
  const words = wordsFor(request)
  const talk = await findTalk(desk.services(), idIn(request))
  if (talk === null) return sendNotFound(request, reply)
  return sendPage(request, reply, {
    title: talk.event.summary,
    section: 'talks',
    main: html`${await flashOf(desk, request)}
    ${renderTalk(request, talk, entry, desk.services().profile.timeZone, words)}`,
  })
}

function renderList(events: readonly CalendarEvent[], words: DeskWords): Markup {
  return html`<ul class="list">
    ${events.map(
      (event) =>
        html`<li>
          <time>${whenOf(event.start, words)}</time> ${talkLink(event)} <small>${event.location}</small>
        </li>`,
    )}
  </ul>`
}

/** As readers have it: in the month where it stands, or stood. */
function publishedIn({ talks }: FeedStore, events: readonly CalendarEvent[]): CalendarEvent | null {
  const uid = events[0]?.uid
  for (const month of new Set(events.map(({ start }) => start.slice(0, 7))))
    for (const talk of talks(month)) if (talk.uid === uid) return talk
  return null
}
