import { isPerson } from '../items/pair.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findBeside, findHappening, findType, purposesIn } from '../text/vocabulary.ts'
import { bucketOf, featuresOf, probabilityOf, type DecisionWeights } from './weigh.ts'
import { ownLine } from './own-line.ts'
import { isOn, isRanged, type When } from './when.ts'

/** From this chance on a day and hour of several is an event of its own. */
const own = 0.5
/** So many are no programme yet, in which each stands in a row of its own. */
const few = 4
/** With so many others of its form a day is a row of one. */
const rows = 2

/** Of several days and hours those that are more likely said beside the mail's events than an event each; never all. */
export function besideEvents(
  document: Document,
  whens: readonly When[],
  { ownEvent }: DecisionWeights,
): ReadonlySet<When> {
  if (whens.length < 2 || whens.length > few || areRows(whens)) return new Set()
  const beside = whens.filter(
    (when) =>
      alikeTo(when, whens).length < rows &&
      (isInPassing(document, when, whens) ||
        probabilityOf(ownEvent, ownEventFeatures(document, when, whens)) < own),
  )
  return new Set(beside.length < whens.length ? beside : [])
}

const nearLines = 4
const clauseLength = 70

/** What speaks for and against one of several days and hours being an event of its own, by the others beside it. */
export function ownEventFeatures(document: Document, when: When, whens: readonly When[]): string[] {
  const others = whens.filter((other) => other !== when)
  const best = others.reduce((one, other) => (sureOf(other) > sureOf(one) ? other : one), others[0] ?? when)
  const { text } = sentenceAt(document, when.mention.start)
  const before = wordsBefore(document, when.mention)
  const at = whens.indexOf(when)
  const line = ownLine(document, when, whens)
  const ofOthers = others.map((other) => ownLine(document, other, whens))
  const next = Math.min(...ofOthers.flatMap(({ index }) => (index > line.index ? [index] : [])))
  const lines = document.lines.slice(line.index, Math.min(line.index + nearLines, next))
  const sameDay = others.filter((other) => other.date.equals(when.date))
  return [
    `setting:${when.setting}`,
    `setting:${when.setting} beside ${best.setting}`,
    bucketOf('sure', sureOf(when), [0.3, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95]),
    bucketOf('best', sureOf(best), [0.5, 0.65, 0.75, 0.85, 0.95]),
    bucketOf('behind the best', sureOf(best) - sureOf(when), [0, 0.1, 0.2, 0.35, 0.5]),
    bucketOf('whens', whens.length, [2, 3, 5, 8]),
    bucketOf('alike', alikeTo(when, whens).length, [0, 1, 2, 4]),
    `hour:${when.time === null ? 'none' : 'own'} beside ${best.time === null ? 'none' : 'own'}`,
    ...purposesIn(before).map((purpose) => `for ${purpose}`),
    ...purposesIn(when.time === null ? '' : wordsBefore(document, when.time)).map(
      (purpose) => `hour for ${purpose}`,
    ),
    `zone:${isZoned(when)} beside ${isZoned(best)}`,
    ...featuresOf({
      bias: true,
      'before the best': when.mention.start < best.mention.start,
      'on the day of the best': when.date.equals(best.date),
      'on a line with another': ofOthers.includes(line),
      'its hour heads a line': line !== when.line,
      'at one written day': others.some((other) => other.mention === when.mention),
      'within the hour': sameDay.some((other) => isWithinTheHour(when, other)),
      'on its day': sameDay.length > 0,
      'within another': others.some((other) => isRanged(other) && isOn(other, when.date)),
      ranged: isRanged(when),
      'far from the best': Math.abs(when.line.index - best.line.index) > 12,
      'before the others by more': when.date.until(best.date).days > 5,
      'after the others by more': best.date.until(when.date).days > 5,
      weekday: when.mention.weekday !== null,
      relative: when.mention.relative !== null,
      signature: when.line.region === 'signature',
      'a person near': lines.some((line) => line.label === null && isPerson(line.text)),
      'a label near': lines.some((line) => isLabelled(line)),
      'a title or speaker before it': labelBefore(document, when, whens),
      'a type before': findType(before) !== null,
      happening: findHappening(text) !== null,
      beside: findBeside(before) !== null,
      'the last': at === whens.length - 1,
      'the first': at === 0,
      'in the subject': document.subjectDays.some((day) => day.equals(when.date)),
      'the best in the subject': document.subjectDays.some((day) => day.equals(best.date)),
      usual: when.usual !== undefined,
      'line alone': when.line.text.length - (when.mention.end - when.mention.start) <= 3,
      'long sentence': text.length > 160,
    }),
  ]
}

/** "• 20th June, 2016: Colm Mulcahy / • 21st July, 2016: Justin Moore": each begins its line, all with an hour or none. */
function areRows(whens: readonly When[]): boolean {
  const begin = whens.every(({ line, mention }) => line.index >= 0 && mention.start - line.start <= bullet)
  return begin && new Set(whens.map(({ time }) => time === null)).size === 1
}

/** So many letters may stand before it. */
const bullet = 3

/** "31 March: Dr U. K. Hassan", a line by itself without an hour, below a talk that has one. */
function isInPassing({ lines }: Document, { line, time }: When, whens: readonly When[]): boolean {
  const isBlank = (at: number) => (lines[at]?.text ?? '') === ''
  return (
    time === null &&
    isBlank(line.index - 1) &&
    isBlank(line.index + 1) &&
    whens.some((other) => other.time !== null && other.line.index < line.index)
  )
}

function isZoned({ time }: When): boolean {
  return time !== null && time.zone !== null
}

function sureOf({ sure, time }: When): number {
  return sure.day * (time === null ? 0.7 : sure.hour)
}

function alikeTo(when: When, whens: readonly When[]): readonly When[] {
  return whens.filter(
    (other) =>
      other !== when &&
      other.setting === when.setting &&
      (other.time === null) === (when.time === null) &&
      isRanged(other) === isRanged(when),
  )
}

function isWithinTheHour(a: When, b: When): boolean {
  return a.time !== null && b.time !== null && Math.abs(a.time.from - b.time.from) < 60
}

/** The words of a sentence before a day or an hour. */
function wordsBefore(document: Document, mention: { start: number }): string {
  const { text, start } = sentenceAt(document, mention.start)
  return text.slice(0, Math.max(0, mention.start - start)).slice(-clauseLength)
}

function isLabelled({ label }: Line): boolean {
  return /^(?:title|speaker|where)$/.test(label?.names[0] ?? '')
}

function labelBefore(document: Document, when: When, whens: readonly When[]): boolean {
  const from = whens[whens.indexOf(when) - 1]?.line.index ?? -1
  return document.lines.slice(from + 1, Math.max(from + 1, when.line.index)).some((line) => isLabelled(line))
}
