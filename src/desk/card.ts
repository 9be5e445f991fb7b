import { approvalOf, eventsNow, preview } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Field, Talk } from '../announcement/announcement.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { EventPlan } from '../calendar/plan.ts'
import { secondReadings } from '../ledger/answers.ts'
import { sourceOf } from '../ledger/messages.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { marksOf } from '../talks/marks.ts'
import type { Reading, Waiting } from '../talks/reading.ts'
import { factsOf } from '../talks/talk.ts'
import { stateOf } from './form.ts'
import { noValues, valuesOf, type Values } from './fields.ts'

/** Everything that a human needs to settle one thing that waits. */
export interface Card {
  item: Waiting
  mail: MailText | null
  talks: readonly Talk[]
  /** What is published unless a human changes it. */
  asRead: Values
  /** The same, with values filled in that are only likely. */
  shown: Values
  doubtful: Set<string>
  /** The zone of its times, where it is not the list's own. */
  timeZone: string | null
  /** What publishing it as read would do. */
  plan: EventPlan
  /** The published event that it would change. */
  event: CalendarEvent | null
  /** What else is on that day. */
  sameDay: CalendarEvent[]
  /** The talks that the mail may be about: those that were announced before it, the nearest first. */
  candidates: CalendarEvent[]
  proposals: Proposal[]
  /** The confirmed mail of its office that it was read by. */
  by: Reading['by'] | null
  /** The office that it is laid out like, though its sender was never confirmed for it. */
  asks: string | null
  state: string
}

/** A mail as a human reads it. */
export interface MailText {
  key: string
  from: string
  date: string
  subject: string
  text: string
}

/** Another reading of a field, with the words that say so. */
export interface Proposal {
  field: keyof Values
  value: string
  quote: string
}

export async function cardOf(services: Services, item: Waiting): Promise<Card> {
  const readings = await storedReadings(services.ledger)
  const reading = readings.find(({ key }) => key === item.key) ?? null
  const seconds = (await secondReadings(services.ledger)).filter(({ key }) => key === item.key)
  const talk = talkIn(reading, item.talk)
  const again = seconds.map((second) => talkIn(second, item.talk)).filter((one) => one !== null)
  const heard = talk ?? again.at(-1) ?? null
  const plan = await preview(services, [approvalOf(item)])
  const [made] = plan.put.filter(({ event }) => item.event === null || event.uid === item.event)
  const facts = made?.event.talk ?? (heard === null ? null : factsOf(heard))
  const asRead = facts === null ? noValues : valuesOf(facts)
  const { live: events } = await eventsNow(services)
  const event = events.find(({ uid }) => uid === item.event) ?? null
  const day = asRead.day || event?.start.slice(0, 10)
  const numbers = new Map(readings.map(({ key, number }) => [key, number]))
  const isOlder = ({ talk: { sources } }: CalendarEvent) =>
    (numbers.get(sources[0] ?? '') ?? Infinity) < (reading?.number ?? 0)
  const card = {
    item,
    mail: await mailText(services, item.key),
    talks: heard === null ? [] : [heard],
    asRead,
    shown: heard === null ? asRead : withLikely(asRead, heard),
    timeZone: facts?.timeZone ?? null,
    doubtful: doubtfulIn(item, heard),
    plan,
    event,
    sameDay: events.filter(({ start, uid }) => start.slice(0, 10) === day && uid !== item.event),
    candidates: nearest(events.filter(isOlder), day ?? item.date.slice(0, 10)),
    proposals: again.flatMap((other) => proposalsOf(asRead, other)),
    by: reading?.by ?? null,
    asks: reading?.asks ?? null,
  }
  // Differs once a mail has said more or the event has changed: then the human decided on something else.
  return { ...card, state: stateOf([item, asRead, event?.sequence]) }
}

const mostCandidates = 60

/** Talks by their distance from a day. */
function nearest(events: readonly CalendarEvent[], day: string): CalendarEvent[] {
  const from = Temporal.PlainDate.from(day)
  const distance = ({ start }: CalendarEvent) => Math.abs(from.until(start.slice(0, 10)).days)
  return events.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostCandidates)
}

function talkIn(reading: Pick<Reading, 'announcement' | 'marks'> | null, name: string | null): Talk | null {
  if (reading === null || name === null) return null
  const at = marksOf(reading as Reading).findIndex((mark) => mark.name === name)
  return reading.announcement.talks[at] ?? null
}

/** A mail's text; null when the ledger has none of that key. */
export async function mailText({ ledger, reader }: Services, key: string): Promise<MailText | null> {
  const stored = await sourceOf(ledger, key)
  if (stored === null) return null
  const { message } = await reader.decode(stored.source, stored.date)
  const { from, date, subject, text } = message
  return { key, from: [from.name, `<${from.address}>`].filter(Boolean).join(' '), date, subject, text }
}

const valueOf = (field: Field<string> | null) => field?.value ?? ''

/** What the mail likely says, where nothing is sure. */
function withLikely(values: Values, talk: Talk): Values {
  return {
    ...values,
    title: values.title || valueOf(talk.title),
    location: values.location || valueOf(talk.location),
    speakers: values.speakers || renderSpeakers(talk.speakers.map(({ value }) => value)),
  }
}

/** Beginnings of the words with which reasons mention a field. */
const wordsOf: [string, string[]][] = [
  ['start', ['day', 'hour', 'time', 'date', 'weekday', 'clock', 'start', 'year', 'zone', 'moved', 'noon']],
  ['end', ['end', 'duration']],
  ['location', ['place', 'room', 'location']],
  ['title', ['title']],
  ['speakers', ['speaker']],
  ['status', ['cancel', 'postpone', 'tentative', 'status']],
]

/** The fields that the reasons speak of. */
function doubtfulIn({ field, reasons }: Waiting, talk: Talk | null): Set<string> {
  if (field !== null) return new Set([field])
  const said = reasons
    .join(' ')
    .toLowerCase()
    .split(/[^a-z]+/)
  const named = wordsOf.flatMap(([name, begins]) =>
    said.some((word) => begins.some((begin) => word.startsWith(begin))) ? [name] : [],
  )
  const unsure = (['title', 'location'] as const).filter((name) => talk?.[name]?.certainty === 'unsure')
  return new Set([...named, ...unsure])
}

function proposalsOf(asRead: Values, talk: Talk): Proposal[] {
  const values = valuesOf(factsOf(talk))
  const quotes: Partial<Record<keyof Values, string>> = {
    day: talk.start.source,
    hour: talk.start.source,
    endHour: talk.end?.source ?? '',
    title: talk.title?.source ?? '',
    location: talk.location?.source ?? '',
    online: talk.online?.source ?? '',
    speakers: talk.speakers.map(({ source }) => source).join('; '),
  }
  return (Object.keys(quotes) as (keyof Values)[])
    .filter((field) => values[field] !== '' && values[field] !== asRead[field])
    .map((field) => ({ field, value: values[field], quote: (quotes[field] ?? '').slice(0, 200) }))
}
