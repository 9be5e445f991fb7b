import type { Field, Speaker } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import type { LabelName } from '../languages/words.ts'
import { type Pair, parseProgrammeLine } from '../items/pair.ts'
import { parsePeople } from '../mentions/person.ts'
import { cleanPlace, placeBehind } from '../mentions/place.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import { cleanTitle } from './title.ts'
import type { When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

function firstValue(values: ReadonlyMap<LabelName, string[]>, name: LabelName): string | null {
  return values.get(name)?.find((value) => value.trim() !== '') ?? null
}

export function speakersOf(values: ReadonlyMap<LabelName, string[]>): Field<Speaker>[] {
  const value = firstValue(values, 'speaker')
  if (value === null) return []
  const people = parsePeople(value)
  const affiliation = firstValue(values, 'affiliation')
  if (people.length === 1 && people[0]!.value.affiliation === null && affiliation !== null)
    people[0]!.value = { ...people[0]!.value, affiliation: affiliation.replace(/\n/g, ', ') }
  return people
}

export function titleOf(values: ReadonlyMap<LabelName, string[]>): Field<string> | null {
  const value = firstValue(values, 'title')
  if (value === null) return null
  const title = cleanTitle(value)
  return title === null ? null : { value: title, certainty: 'stated', source: value }
}

/** "Title: TBA": known to be open, so nothing else is taken for it. */
export function hasOpenTitle(values: ReadonlyMap<LabelName, string[]>): boolean {
  const value = firstValue(values, 'title')
  return value !== null && cleanTitle(value) === null
}

/** "Program: Jane Doe -- Title": a pair under a heading that is neither speaker nor title. */
export function pairOf(values: ReadonlyMap<LabelName, string[]>): Pair | null {
  for (const value of values.get('notes') ?? []) {
    const pair = parseProgrammeLine(headOf(value, '\n'))
    if (pair !== null) return pair
  }
  return null
}

export function seriesOf(values: ReadonlyMap<LabelName, string[]>): Field<string> | null {
  const value = firstValue(values, 'series')
  return value === null || value.length > 120
    ? null
    : { value: value.replace(/\n/g, ' '), certainty: 'stated', source: value }
}

export function placeOf(
  values: ReadonlyMap<LabelName, string[]>,
  document: Document,
  when: When,
): Field<string> | null {
  for (const value of nearest(values.get('where') ?? [], document, when)) {
    const bare = withoutDates(document, value)
    const place = cleanPlace(bare)
    if (place !== null) return { value: place, certainty: 'stated', source: value }
  }
  if (when.setting !== 'label') return null
  // "Date: Thursday 16th February, 2.00 in Fine Hall 224": the place after the time.
  const end = Math.max(
    when.mention.end,
    when.time !== null && when.time.start < when.line.start + when.line.text.length ? when.time.end : 0,
  )
  const rest = document.text.slice(end, when.line.start + when.line.text.length)
  const place = placeBehind(
    rest.replace(/^[^\p{L}\d(]*\((?:[^()]*(?:CES?T|time|UTC|GMT|EST|EDT)[^()]*)\)/u, ''),
  )
  return place !== null &&
    (looksLikePlace(place.value) || /^(?:in|at) /.test(rest.trim().replace(/^[,;.]\s*/, '')))
    ? place
    : null
}

/** The places, the one nearest to the date first: "Philadelphia" above, the hall beside it. */
function nearest(places: readonly string[], document: Document, when: When): string[] {
  const distance = (value: string) =>
    Math.abs(document.text.indexOf(headOf(value, '\n'), Math.max(0, when.line.start - 400)) - when.line.start)
  return places.toSorted((a, b) => distance(a) - distance(b))
}

/** The value of "Time and place:" without its dates and times. */
function withoutDates(document: Document, value: string): string {
  let text = value
  const at = document.text.indexOf(headOf(value, '\n'))
  if (at === -1) return text
  const spans = [...document.dates, ...document.times]
    .filter((span) => span.start >= at && span.end <= at + value.length)
    .toSorted((a, b) => b.start - a.start)
  if (spans.length === 0) return text
  for (const span of spans) text = `${text.slice(0, span.start - at)}${text.slice(span.end - at)}`
  return text.replace(/^[\s,;:.–-]+(?:(?:at|um|à|from|in|h)\b)?[\s,;:]*/i, '').replace(/[,;]\s*(?=[,;])/g, '')
}
