import type { Mail } from '../announcement.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { lineAt, readDocument, type Document, type Line } from '../text/document.ts'
import type { Piece, Shape, ShapeLine } from './layout.ts'
import { takePeople } from './take.ts'
import { placeOfPeople, placeOfText, type Span } from './standing.ts'
import { habitFields, readers, type Confirmed, type HabitField } from './fields.ts'

/** A longer mail is no announcement that is laid out like others. */
const maxLines = 150

/**
 * The shape of a mail by its confirmed events; null when their days and hours can't be found in it.
 * @param others it has more events than these
 */
export function shapeOf(mail: Mail, events: readonly Confirmed[], others = false): Shape | null {
  const document = readDocument(mail)
  const [event] = events
  if (event === undefined) return null
  if (others || events.length > 1) return recordsOf(document, events)
  const when = mentionsOf(document, event.start)
  if (when === null) return null
  const found = fieldsOf(document, event)
  const lines = linesOf(document, found, when)
  if (lines.length > maxLines) return null
  return {
    lines,
    fields: found.map(({ field }) => field),
    without: habitFields.filter((field) => readers[field].isOpen(event)),
    location: event.location,
    people: found.some(({ field }) => field === 'speakers') ? null : peopleLineOf(document, event),
    records: [],
  }
}

/** "14:10 Sigrun Hallbauer (Novartis): …": how each speaker's line begins; null when it does not give back who speaks. */
function peopleLineOf(document: Document, event: Confirmed): ShapeLine | null {
  const [first, ...others] = event.speakers
  if (first === undefined || others.length === 0) return null
  const span = placeOfPeople(document, [first])
  if (span === null) return null
  const line = lineAt(document, span.start)
  const end = line.start + line.text.length
  const behind = /^\s*[:,–—-]/.exec(document.text.slice(span.end, end))?.[0]
  const [known] = linesOf(document, [{ ...span, field: 'speakers' }], new Set()).filter(
    ({ start }) => start === line.start,
  )
  if (behind === undefined || known === undefined) return null
  const at = known.pieces.findIndex(({ kind }) => kind === 'field')
  const pieces: Piece[] = [...known.pieces.slice(0, at + 1), { kind: 'words', text: behind }]
  const shown = { ...known, pieces }
  return readers.speakers.agrees(takePeople(shown, document), event) ? shown : null
}

/** Where the fields of an event stand. What its own mail does not give back, or two fields share, is not read by it. */
function fieldsOf(document: Document, event: Confirmed, part?: Span): Placed[] {
  const places: [HabitField, Span | null][] = [
    ['title', event.title === null ? null : placeOfText(document, event.title, part)],
    ['speakers', event.speakers.length === 0 ? null : placeOfPeople(document, event.speakers, part)],
    ['location', event.location === null ? null : placeOfText(document, event.location, part)],
  ]
  const found = places.flatMap(([field, span]) =>
    span !== null && readers[field].agrees(document.text.slice(span.start, span.end), event)
      ? [{ field, ...span }]
      : [],
  )
  return found.filter(
    (one) => !found.some((other) => other !== one && other.start < one.end && other.end > one.start),
  )
}

type Placed = Span & { field: HabitField }

const maxRecords = 6
const maxRecordLines = 6

/** Of each event the lines from that with its day and hour to the last of its fields; those that are built alike once. */
function recordsOf(document: Document, events: readonly Confirmed[]): Shape | null {
  const records = new Map<string, ShapeLine[]>()
  for (const event of events) {
    const when = [...(mentionsOf(document, event.start) ?? [])]
    const day = when.find((span) => document.dates.some((mention) => mention === span))
    const line = day === undefined ? undefined : lineAt(document, day.start)
    if (line === undefined) continue
    const next = document.dates.find(({ start }) => start > line.start + line.text.length)
    const part = {
      start: line.start,
      end: next === undefined ? document.text.length : lineAt(document, next.start).start,
    }
    const fields = fieldsOf(document, event, part)
    const last = Math.max(...fields.map(({ end }) => end))
    if (!fields.some(({ field }) => field !== 'location')) continue
    const lines = linesOf(document, fields, new Set(when)).filter(
      (one) => one.start >= line.start && one.start < last,
    )
    if (lines.length <= maxRecordLines && records.size < maxRecords)
      records.set(JSON.stringify(lines.map(({ pieces }) => pieces)), lines)
  }
  if (records.size === 0) return null
  return { lines: [], fields: [], without: [], location: null, people: null, records: [...records.values()] }
}

interface Told extends Span {
  piece: Piece
}

/** Days and clocks of the event among those of the mail. */
function mentionsOf(document: Document, start: string): ReadonlySet<Span> | null {
  const [day = '', hour] = start.split('T')
  const days = document.dates.filter(
    (mention) => resolveDate(mention, document.sent)?.date.toString() === day,
  )
  const minutes = hour === undefined ? null : Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5))
  const clocks = document.times.filter(({ from }) => from === minutes)
  return days.length === 0 || (minutes !== null && clocks.length === 0) ? null : new Set([...days, ...clocks])
}

function linesOf(document: Document, fields: readonly Placed[], when: ReadonlySet<Span>): ShapeLine[] {
  const told: Told[] = [
    ...fields.map(({ field, start, end }) => ({ start, end, piece: { kind: 'field' as const, field } })),
    ...document.dates.map((span) => ({ ...span, piece: { kind: 'day' as const, event: when.has(span) } })),
    ...document.times.map((span) => ({ ...span, piece: { kind: 'clock' as const, event: when.has(span) } })),
  ]
  // A year in a title is the title's.
  const outside = told.filter(
    (one) =>
      one.piece.kind === 'field' || !fields.some(({ start, end }) => one.start < end && one.end > start),
  )
  const covered = (line: Line) => fields.some(({ start, end }) => start < line.start && end > line.start)
  return document.lines
    .filter((line) => line.text !== '' && !line.rule && line.region !== 'quoted' && !covered(line))
    .map((line) => ({
      label: line.label?.names ?? [],
      start: line.start,
      begins: (document.lines[line.index - 1]?.text ?? '') === '',
      pieces: piecesOf(document, line, outside),
    }))
}

function piecesOf(document: Document, line: Line, told: readonly Told[]): Piece[] {
  const pieces: Piece[] = []
  let at = line.start
  const end = line.start + line.text.length
  const words = (to: number) => {
    const text = document.text.slice(at, to)
    if (text.trim() !== '') pieces.push({ kind: 'words', text })
  }
  const own = told.filter(({ start }) => start >= line.start && start < end)
  for (const { start, end: behind, piece } of own.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue
    words(start)
    pieces.push(piece)
    at = behind
  }
  if (at < end) words(end)
  return pieces
}
