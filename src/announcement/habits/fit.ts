import type { DateMention } from '../mentions/date.ts'
import type { TimeMention } from '../mentions/time.ts'
import type { Document, Line } from '../text/document.ts'
import { align } from './align.ts'
import { readPeople, type HabitField } from './fields.ts'
import { placeOfText } from './standing.ts'
import { takeFields, takePeople, takeRecord } from './take.ts'
import { foldWords } from '../text/vocabulary.ts'
import type { Shape } from './layout.ts'

/** What a shape says of a new mail. */
export interface Fit {
  /** Days and clocks that are the event's, and those that are not. */
  mentions: ReadonlyMap<DateMention | TimeMention, boolean>
  /** Of each event the words of its fields that stand where the shape has them, by its days. */
  events: readonly FittedEvent[]
  /** Lines that every mail of the office has: they hold no field. */
  fixed: readonly Line[]
  /** The share of the shape's days, clocks and fields that were found, 0 to 1. */
  share: number
}

export interface FittedEvent {
  days: readonly DateMention[]
  fields: ReadonlyMap<HabitField, string>
}

/** Lays a shape over a mail; null when its day stands nowhere there. */
export function fit(shape: Shape, document: Document): Fit | null {
  return shape.records.length > 0 ? fitRecords(shape, document) : fitWhole(shape, document)
}

/** Every event of a mail that is built as one of the example's is. */
function fitRecords({ records }: Shape, document: Document): Fit | null {
  const lines = document.lines.filter(({ text, region }) => text !== '' && region !== 'quoted')
  const mentions = new Map<DateMention | TimeMention, boolean>()
  const events = lines.flatMap((line, at): FittedEvent[] => {
    const days = mentionsOn(document, line, 'day') as DateMention[]
    if (days.length === 0) return []
    for (const known of records) {
      const own = lines.slice(at, at + known.length)
      const fields = takeRecord(known, own, document)
      if (fields === null) continue
      for (const mention of own.flatMap((one) => [
        ...mentionsOn(document, one, 'day'),
        ...mentionsOn(document, one, 'clock'),
      ]))
        mentions.set(mention, true)
      return [{ days, fields }]
    }
    return []
  })
  return events.length === 0 ? null : { mentions, events, fixed: [], share: 1 }
}

function fitWhole(shape: Shape, document: Document): Fit | null {
  const pairs = align(shape.lines, document)
  const mentions = new Map<DateMention | TimeMention, boolean>()
  let [wanted, found] = [shape.fields.length, 0]
  for (const [at, { pieces }] of shape.lines.entries())
    for (const kind of ['day', 'clock'] as const) {
      const known = pieces.flatMap((piece) => (piece.kind === kind ? [piece.event] : []))
      if (!known.includes(true) && known.length === 0) continue
      const line = pairs[at]
      const own = line == null ? [] : mentionsOn(document, line, kind)
      const isEvents = known.includes(true)
      if (isEvents) wanted += 1
      // "16.15 – 17.15 (instead of 12.15)": more than the example has, behind the event's own.
      const told = own.length === known.length ? known : known.slice(0, known.lastIndexOf(true) + 1)
      if (own.length < known.length || told.length === 0) continue
      if (isEvents) found += 1
      for (const [index, mention] of own.slice(0, told.length).entries())
        mentions.set(mention, told[index] === true)
    }
  if (!document.dates.some((mention) => mentions.get(mention) === true)) return null
  const fields = takeFields(shape, pairs, document, false)
  const usual = shape.location === null ? null : placeOfText(document, shape.location)
  if (usual !== null && !fields.has('location'))
    fields.set('location', document.text.slice(usual.start, usual.end))
  for (const [field, text] of takeFields(shape, pairs, document, true))
    if (!fields.has(field)) fields.set(field, text)
  const people = shape.people === null ? '' : takePeople(shape.people, document)
  if (people !== '') fields.set('speakers', people)
  // Lines without a word of their own hold anything: they are believed around a name.
  if (shape.fields.includes('speakers') && readPeople(fields.get('speakers') ?? '').length === 0)
    for (const field of ['speakers', ...bareFields(shape)] as const) fields.delete(field)
  const days = document.dates.filter((mention) => mentions.get(mention) === true)
  return {
    mentions,
    events: [{ days, fields }],
    fixed: fixedOf(shape, pairs),
    share: (found + fields.size) / wanted,
  }
}

/** Fields that have their line for themselves, with no label. */
function bareFields({ lines }: Shape): HabitField[] {
  return lines.flatMap(({ label, pieces: [only, ...others] }) =>
    only?.kind === 'field' && others.length === 0 && label.length === 0 ? [only.field] : [],
  )
}

function fixedOf({ lines }: Shape, pairs: readonly (Line | null)[]): Line[] {
  return lines.flatMap(({ pieces }, at) => {
    const line = pairs[at]
    const [only, ...others] = pieces
    if (line == null || only?.kind !== 'words' || others.length > 0) return []
    return foldWords(only.text).trim() === foldWords(line.text).trim() ? [line] : []
  })
}

function mentionsOn(
  { dates, times }: Document,
  { start, text }: Line,
  kind: 'day' | 'clock',
): (DateMention | TimeMention)[] {
  return (kind === 'day' ? dates : times).filter(
    (span) => span.start >= start && span.start < start + text.length,
  )
}
