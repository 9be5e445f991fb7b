import type { Mail, ParserProfile } from '../announcement.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { DateMention } from '../mentions/date.ts'
import type { TimeMention } from '../mentions/time.ts'
import { parseAnnouncement } from '../parse.ts'
import { readDocument, type Document } from '../text/document.ts'
import { confirmedDoubts } from './doubts.ts'
import { readers, type Confirmed, type HabitField } from './fields.ts'
import type { Piece, Shape, ShapeLine } from './layout.ts'
import { pageOf, type Page, type Span, type Spot, type Unit } from './page.ts'
import { placeOfPeople, placeOfText } from './standing.ts'
import { takePeople } from './take.ts'

/** A longer mail is not an announcement laid out like others. */
const maxUnits = 150

/**
 * The shape of a mail by its confirmed events; null when their days and hours can't be found in it.
 * @param others the mail has more events than these
 */
export function shapeOf(
  mail: Mail,
  profile: ParserProfile,
  events: readonly Confirmed[],
  others = false,
): Shape | null {
  const document = readDocument(mail)
  const page = pageOf(document)
  const [event] = events
  if (event === undefined || page.units.length > maxUnits) return null
  const read = parseAnnouncement(mail, profile).talks.filter((talk) =>
    events.some(({ start }) => start === talk.start.value),
  )
  const doubts = confirmedDoubts(read.flatMap((talk) => talk.doubts))
  if (others || events.length > 1) return recordsOf(document, page, events, doubts)
  const when = spotsOf(document, page, event.start)
  if (when === null) return null
  const found = fieldsOf(page, event)
  return {
    lines: linesOf(page, found, when),
    fields: found.map(({ field }) => field),
    location: event.location,
    people: found.some(({ field }) => field === 'speakers') ? null : peopleLineOf(page, event),
    records: [],
    doubts,
  }
}

/**
 * "14:10 Sigrun Hallbauer (Novartis): …": how each speaker's line begins; null if that does not read the
 * speakers back.
 */
function peopleLineOf(page: Page, event: Confirmed): ShapeLine | null {
  const [first, ...others] = event.speakers
  const span = first === undefined || others.length === 0 ? null : placeOfPeople(page, [first])
  const unit = page.units.find(({ start, end }) => span !== null && span.start >= start && span.start < end)
  if (span === null || unit === undefined) return null
  const behind = /^\s*[:,–—-]/.exec(page.text.slice(span.end, unit.end))?.[0]
  const pieces = piecesOf(page, unit, [{ ...span, piece: { kind: 'field', field: 'speakers' } }], nowhere)
  const at = pieces.findIndex(({ kind }) => kind === 'field')
  if (behind === undefined || at === -1) return null
  const shown: ShapeLine = {
    label: unit.label,
    begins: unit.begins,
    start: unit.start,
    pieces: [...pieces.slice(0, at + 1), { kind: 'words', text: behind }],
  }
  return readers.speakers.agrees(takePeople(shown, page), event) ? shown : null
}

type Placed = Span & { field: HabitField }

/** Where the fields of an event stand, except those that overlap or can't be read back from its own mail. */
function fieldsOf(page: Page, event: Confirmed, part?: Span): Placed[] {
  const places: [HabitField, Span | null][] = [
    ['title', event.title === null ? null : placeOfText(page, event.title, part)],
    ['speakers', event.speakers.length === 0 ? null : placeOfPeople(page, event.speakers, part)],
    ['location', event.location === null ? null : placeOfText(page, event.location, part)],
  ]
  const found = places.flatMap(([field, span]) =>
    span !== null && readers[field].agrees(page.text.slice(span.start, span.end), event)
      ? [{ field, ...span }]
      : [],
  )
  return found.filter(
    (one) => !found.some((other) => other !== one && other.start < one.end && other.end > one.start),
  )
}

const maxRecords = 6
const maxRecordLines = 6

/** For each event the units from that of its day to that of its last field; those built alike only once. */
function recordsOf(
  document: Document,
  page: Page,
  events: readonly Confirmed[],
  doubts: string[],
): Shape | null {
  const records = new Map<string, ShapeLine[]>()
  for (const event of events) {
    const when = spotsOf(document, page, event.start)
    const day = [...(when?.own ?? [])].find(({ kind, inSubject }) => kind === 'day' && !inSubject)
    const unit = day === undefined ? undefined : unitAt(page, day.start)
    if (when === null || unit === undefined) continue
    const next = page.spots.find(({ kind, start }) => kind === 'day' && start > unit.end)
    const end = next === undefined ? page.subject : (unitAt(page, next.start)?.start ?? page.subject)
    const fields = fieldsOf(page, event, { start: unit.start, end: Math.min(end, page.subject) })
    if (!fields.some(({ field }) => field !== 'location')) continue
    const last = Math.max(...fields.map((field) => field.end))
    const lines = linesOf(page, fields, when).filter(({ start }) => start >= unit.start && start < last)
    if (lines.length <= maxRecordLines && records.size < maxRecords)
      records.set(JSON.stringify(lines.map(({ pieces }) => pieces)), lines)
  }
  if (records.size === 0) return null
  return { lines: [], fields: [], location: null, people: null, records: [...records.values()], doubts }
}

function unitAt({ units }: Page, at: number): Unit | undefined {
  return units.find(({ start, end }) => at >= start && at < end)
}

/** The days and clocks that name an event's start, and apart those that repeat it; null when none do. */
function spotsOf({ sent }: Document, page: Page, start: string): When | null {
  const { spots } = page
  const [day = '', hour] = start.split('T')
  const minutes = hour === undefined ? null : Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5))
  const days = spots.filter(
    ({ kind, of }) => kind === 'day' && resolveDate(of as DateMention, sent)?.date.toString() === day,
  )
  const clocks = spots.filter(({ kind, of }) => kind === 'clock' && (of as TimeMention).from === minutes)
  if (days.length === 0 || (minutes !== null && clocks.length === 0)) return null
  const all = [...days, ...clocks]
  // "Dienstag, 4. November, 17 Uhr": where both stand, or else where each stands first.
  const whole = page.units.filter(
    (unit) =>
      [days, clocks].every((some) => some.some((spot) => isIn(spot, unit))) && unit.start < page.subject,
  )
  const first = [days[0], clocks[0]].map((spot) => page.units.find((unit) => spot && isIn(spot, unit)))
  const own = whole.length > 0 ? whole : first
  const isOwn = (spot: Spot) => spot.inSubject || own.some((unit) => unit && isIn(spot, unit))
  return { own: new Set(all.filter(isOwn)), again: new Set(all.filter((spot) => !isOwn(spot))) }
}

interface When {
  own: ReadonlySet<Spot>
  again: ReadonlySet<Spot>
}

function isIn({ start }: Span, unit: Span): boolean {
  return start >= unit.start && start < unit.end
}

function linesOf(page: Page, fields: readonly Placed[], when: When): ShapeLine[] {
  const told = fields.map(({ field, ...span }) => ({ ...span, piece: { kind: 'field' as const, field } }))
  const isCovered = ({ start }: Unit) => fields.some((field) => field.start < start && field.end > start)
  return page.units
    .filter((unit) => !isCovered(unit))
    .map((unit) => ({
      label: unit.label,
      begins: unit.begins,
      start: unit.start,
      pieces: piecesOf(page, unit, told, when),
    }))
}

type Told = Span & { piece: Piece }

const nowhere: When = { own: new Set(), again: new Set() }

function piecesOf(page: Page, unit: Unit, fields: readonly Told[], when: When): Piece[] {
  // A year in a title is the title's.
  const spots = page.spots
    .filter((spot) => !fields.some(({ start, end }) => spot.start < end && spot.end > start))
    .map((spot): Told => ({
      ...spot,
      piece: { kind: spot.kind, event: when.again.has(spot) ? null : when.own.has(spot) },
    }))
  const pieces: Piece[] = []
  let at = unit.start
  const words = (to: number) => {
    const text = page.text.slice(at, to)
    if (text.trim() !== '') pieces.push({ kind: 'words', text })
  }
  const own = [...fields, ...spots].filter(({ start }) => start >= unit.start && start < unit.end)
  for (const { start, end, piece } of own.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    words(start)
    pieces.push(piece)
    at = end
  }
  if (at < unit.end) words(unit.end)
  return pieces
}
