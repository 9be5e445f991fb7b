import type { DateMention } from '../mentions/date.ts'
import type { TimeMention } from '../mentions/time.ts'
import { foldWords } from '../text/vocabulary.ts'
import { align } from './align.ts'
import { readPeople, type HabitField } from './fields.ts'
import type { Shape, ShapeLine } from './layout.ts'
import { spotsIn, type Page, type Spot, type Unit } from './page.ts'
import { placeOfText } from './standing.ts'
import { takeFields, takePeople, takeRecord } from './take.ts'

/** What a shape says of a new mail. */
export interface Fit {
  /** Days and clocks that are the event's, and those that are not. */
  mentions: ReadonlyMap<DateMention | TimeMention, boolean>
  /** The subject names the event's day, and its hour if the example's does. */
  inSubject: boolean
  /** For each event its days, and the words that stand where the shape has its fields. */
  events: readonly FittedEvent[]
  /** Units that every mail of the office has: they hold no field. */
  fixed: readonly Unit[]
  /** The share of the shape's days, clocks and fields that were found, 0 to 1. */
  share: number
}

export interface FittedEvent {
  /** None: the subject names the day. */
  days: readonly DateMention[]
  fields: ReadonlyMap<HabitField, string>
}

/** Lays a shape over a mail; null when the event's day is not found there. */
export function fit(shape: Shape, page: Page): Fit | null {
  return shape.records.length > 0 ? fitRecords(shape, page) : fitWhole(shape, page)
}

/** Every event of a mail that is laid out like one of the example's. */
function fitRecords({ records }: Shape, page: Page): Fit | null {
  const units = page.units.slice(0, -1)
  const mentions = new Map<DateMention | TimeMention, boolean>()
  const events = units.flatMap((unit, at): FittedEvent[] => {
    const days = spotsIn(page, 'day', unit).map(({ of }) => of as DateMention)
    if (days.length === 0) return []
    for (const known of records) {
      const own = units.slice(at, at + known.length)
      const fields = takeRecord(known, own, page)
      if (fields === null) continue
      for (const [{ of }, event] of toldSpots(known, own, page).told) mentions.set(of, event)
      return [{ days, fields }]
    }
    return []
  })
  return events.length === 0 ? null : { mentions, inSubject: false, events, fixed: [], share: 1 }
}

function fitWhole(shape: Shape, page: Page): Fit | null {
  const pairs = align(shape.lines, page)
  const { told, wanted, found } = toldSpots(shape.lines, pairs, page)
  const days = [...told].flatMap(([{ kind, of, inSubject }, event]) =>
    kind === 'day' && event && !inSubject ? [of as DateMention] : [],
  )
  const inSubject = [...told].some(([spot, event]) => spot.kind === 'day' && event && spot.inSubject)
  if (days.length === 0 && !inSubject) return null
  const fields = fieldsIn(shape, pairs, page)
  return {
    mentions: new Map([...told].flatMap(([spot, event]) => (spot.inSubject ? [] : [[spot.of, event]]))),
    inSubject,
    events: [{ days, fields }],
    fixed: fixedOf(shape, pairs),
    share: (found + fields.size) / (wanted + shape.fields.length),
  }
}

/** The days and clocks that stand where the shape has its own, and whether those are the event's. */
function toldSpots(lines: readonly ShapeLine[], pairs: readonly (Unit | null)[], page: Page) {
  const told = new Map<Spot, boolean>()
  let [wanted, found] = [0, 0]
  for (const [at, { pieces }] of lines.entries())
    for (const kind of ['day', 'clock'] as const) {
      const known = pieces.flatMap((piece) => (piece.kind === kind ? [piece.event] : []))
      const unit = pairs[at]
      const own = unit == null ? [] : spotsIn(page, kind, unit)
      const isEvents = known.includes(true)
      if (isEvents) wanted += 1
      // "16.15 – 17.15 (instead of 12.15)": more than the example has, after the event's own.
      const sure = own.length === known.length ? known : known.slice(0, known.lastIndexOf(true) + 1)
      if (own.length < known.length || sure.length === 0) continue
      if (isEvents) found += 1
      for (const [index, spot] of own.slice(0, sure.length).entries()) {
        const event = sure[index]
        if (event != null) told.set(spot, event)
      }
    }
  return { told, wanted, found }
}

function fieldsIn(shape: Shape, pairs: readonly (Unit | null)[], page: Page): Map<HabitField, string> {
  const fields = takeFields(shape, pairs, page, false)
  const usual = shape.location === null ? null : placeOfText(page, shape.location)
  if (usual !== null && !fields.has('location'))
    fields.set('location', page.text.slice(usual.start, usual.end))
  for (const [field, text] of takeFields(shape, pairs, page, true))
    if (!fields.has(field)) fields.set(field, text)
  const people = shape.people === null ? '' : takePeople(shape.people, page)
  if (people !== '') fields.set('speakers', people)
  // Units that are nothing but a field match anything: they are believed only where a speaker was read.
  if (shape.fields.includes('speakers') && readPeople(fields.get('speakers') ?? '').length === 0)
    for (const field of ['speakers', ...bareFields(shape)] as const) fields.delete(field)
  return fields
}

/** Fields that have their unit to themselves, without a label. */
function bareFields({ lines }: Shape): HabitField[] {
  return lines.flatMap(({ label, pieces: [only, ...others] }) =>
    only?.kind === 'field' && others.length === 0 && label.length === 0 ? [only.field] : [],
  )
}

function fixedOf({ lines }: Shape, pairs: readonly (Unit | null)[]): Unit[] {
  return lines.flatMap(({ pieces }, at) => {
    const unit = pairs[at]
    const [only, ...others] = pieces
    if (unit == null || only?.kind !== 'words' || others.length > 0) return []
    return foldWords(only.text).trim() === foldWords(unit.text).trim() ? [unit] : []
  })
}
