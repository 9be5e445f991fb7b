import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { greeting } from '../text/regions.ts'
import type { LabelName } from '../languages/words.ts'
import { parseDashed } from './pair.ts'
import { foldWords, wordsOf } from '../text/vocabulary.ts'
import { besideEvents } from '../decisions/own-event.ts'
import type { DecisionWeights } from '../decisions/weigh.ts'
import { isOn, type When } from '../decisions/when.ts'

/** The lines that tell of one event, and its date. */
export interface Section {
  when: When
  lines: Line[]
  /** The mail's only event, as far as can be told: what stands anywhere in it may be its. */
  alone: boolean
  /** Said beside the mail's events, more likely than one of them. */
  beside: boolean
}

/** One section per date; the same date and time given twice is one event, unless each has its own labels. */
export function splitSections(document: Document, whens: When[], weights: DecisionWeights): Section[] {
  const distinct = mergeRepeats(document, whens)
  const beside = besideEvents(document, distinct, weights)
  if (beside.size === 0) return splitEvents(document, distinct)
  const own = splitEvents(
    document,
    distinct.filter((when) => !beside.has(when)),
  )
  const passing = [...beside].map((when) => ({
    when,
    lines: linesBeside(document, when, distinct),
    alone: false,
    beside: true,
  }))
  const taken = new Set(passing.flatMap(({ lines }) => lines))
  return [
    ...own.map((section) => ({
      ...section,
      lines: section.lines.filter((line) => line === section.when.line || !taken.has(line)),
    })),
    ...passing,
  ].toSorted((a, b) => a.when.mention.start - b.when.mention.start)
}

/** "Next: 22 March, Dr U. K. Hassan": the lines of a day in passing, up to a blank line, a label or the next day. */
function linesBeside({ lines }: Document, { line }: When, whens: readonly When[]): Line[] {
  if (line.index < 0) return []
  const end = lines.findIndex(
    (below) =>
      below.index > line.index &&
      (below.text === '' || below.label !== null || whens.some((when) => when.line === below)),
  )
  return lines.slice(line.index, end === -1 ? lines.length : end)
}

function splitEvents(document: Document, distinct: readonly When[]): Section[] {
  if (distinct.length <= 1)
    return distinct.flatMap((when) => splitPairs({ when, lines: document.lines, alone: true, beside: false }))
  const starts = blocksOf(document, distinct) ?? startsOf(document, distinct)
  return distinct.map((when, index) => ({
    when,
    lines: upToHeading(document.lines.slice(starts[index], starts[index + 1] ?? document.lines.length), when),
    alone: false,
    beside: false,
  }))
}

/** Where each event's lines begin, by the lines around its date. */
function startsOf(document: Document, whens: readonly When[]): number[] {
  if (datesLead(document, whens)) return whens.map(({ line }) => line.index)
  // A heading above the date belongs to it only where every date has one.
  const headed = whens.every((when) => hasHeading(document, when))
  const prefix = recurringPrefix(document, whens)
  const parted = areParted(document, whens)
  return whens.map((when, index) =>
    parted && index === 0 && !isRuled(document, -1, when.line.index)
      ? 0
      : startOf(document, whens[index - 1] ?? null, when, headed, prefix),
  )
}

/**
 * Where each event's block begins, when every date stands under a label in a block of its own, below other lines:
 * "Sequence analysis / Teacher: … / Dates: 13-15 June", and after a blank line the next.
 */
function blocksOf(document: Document, whens: readonly When[]): number[] | null {
  if (areParted(document, whens)) return null
  const starts = whens.map(({ line, setting }) => {
    if (line.index < 0 || setting !== 'label') return -1
    const blank = document.lines.findLastIndex(({ index, text }) => index < line.index && text === '')
    return blank + 1 < line.index ? blank + 1 : -1
  })
  return starts.includes(-1) || new Set(starts).size < starts.length ? null : starts
}

/** Rules part the blocks of all events: what stands between two rules is one's, its heading, too. */
function areParted(document: Document, whens: readonly When[]): boolean {
  return whens.every(
    ({ line }, at) => at === 0 || isRuled(document, whens[at - 1]?.line.index ?? 0, line.index),
  )
}

function isRuled({ lines }: Document, from: number, to: number): boolean {
  return lines.slice(from + 1, to).some(({ rule }) => rule)
}

/** "12 February / Presenter: … / Title: …", "Date: … / Speaker: …": every date stands above the labels of its talk, none below them. */
function datesLead(document: Document, whens: readonly When[]): boolean {
  const named = (from: number, to: number) =>
    document.lines
      .slice(from, to)
      .some(({ label }) => label !== null && /^(?:title|speaker)$/.test(label.names[0]!))
  return (
    (whens.every(({ line, setting }) => line.index >= 0 && line.label === null && setting === 'headline') ||
      whens.every(({ setting }) => setting === 'label')) &&
    !named(0, whens[0]!.line.index) &&
    whens.every(({ line }, at) => named(line.index + 1, whens[at + 1]?.line.index ?? document.lines.length))
  )
}

/** "TITLE – NAME" on two lines or more: as many talks at the same date. */
function splitPairs(section: Section): Section[] {
  const isPair = (line: Line) =>
    line.region === 'body' &&
    line.label === null &&
    line.text.length < 220 &&
    !line.text.startsWith('"') &&
    parseDashed(line.text) !== null
  const pairs = section.lines.filter((line) => line !== section.when.line && isPair(line))
  if (
    pairs.length < 2 ||
    section.lines.some((line) => line.label !== null && /^(?:title|speaker)$/.test(line.label.names[0]!))
  )
    return [section]
  const shared = section.lines.filter((line) => line.index < pairs[0]!.index)
  return pairs.map((pair) => ({ when: section.when, lines: [...shared, pair], alone: false, beside: false }))
}

/** A section ends at a rule with words in it: "- - - - Other Logic News - - - -". */
function upToHeading(lines: Line[], when: When): Line[] {
  const end = lines.findIndex((line) => line.index > when.line.index && line.rule && /\p{L}/u.test(line.text))
  return end === -1 ? lines : lines.slice(0, end)
}

function isRange(when: When): boolean {
  return when.last !== null && Temporal.PlainDate.compare(when.last, when.date) > 0
}

function isRepeat(document: Document, a: When, b: When): boolean {
  if (!a.date.equals(b.date) || isRange(a) !== isRange(b)) return false
  const same = (a.time?.from ?? null) === (b.time?.from ?? null)
  const oneHasNone = a.time === null || b.time === null
  if (!same && !oneHasNone) return false
  // Two blocks of one day, and the hour of one could not be read.
  if (
    !same &&
    a.setting === 'headline' &&
    b.setting === 'headline' &&
    isRuled(document, a.line.index, b.line.index)
  )
    return false
  return !(a.setting === 'label' && b.setting === 'label' && ownLabels(document, a, b))
}

/** Between two labelled dates stands a title or speaker, and after the second another: two events at once. */
function ownLabels(document: Document, a: When, b: When): boolean {
  const named = (from: number, to: number) =>
    document.lines
      .slice(from, to)
      .some((line) => line.label !== null && /^(?:title|speaker)$/.test(line.label.names[0]!))
  const next = document.lines.findIndex(
    (line) =>
      line.index > b.line.index && (line.label?.names[0] === 'when' || line.label?.names[0] === 'time'),
  )
  return named(a.line.index, b.line.index) && named(b.line.index, next === -1 ? document.lines.length : next)
}

/** Keeps for each event the mention with the best setting, and the others as its repeats. */
export function mergeRepeats(document: Document, whens: When[]): When[] {
  const kept: When[] = []
  for (const when of whens) {
    if (when.dayHeading) continue
    const at = kept.findIndex((other) => isRepeat(document, other, when))
    const other = kept[at]
    if (other === undefined) kept.push(when)
    else
      kept[at] = better(when, other)
        ? { ...when, repeats: [...other.repeats, other] }
        : { ...other, repeats: [...other.repeats, when] }
  }
  const inside = (when: When, range: When) => range !== when && isOn(range, when.date)
  // Days inside a range of days are its programme.
  const labelled = kept.filter((when) => when.setting === 'label' && !isRange(when)).length
  // "Activities from May 2 to 10" over talks with labels of their own is the heading of a digest.
  // "June 8-12, 2026" over two timed dates or more is the heading of a calendar.
  const timedInside = (range: When) =>
    kept.filter((when) => when.time !== null && !isRange(when) && inside(when, range)).length
  const ranges = kept.filter(
    (when) =>
      isRange(when) &&
      (when.setting === 'label' || labelled < 2) &&
      timedInside(when) < (weekWords.test(foldWords(when.line.text)) ? 1 : 2),
  )
  return kept
    .filter(
      (when) => (!isRange(when) || ranges.includes(when)) && !ranges.some((range) => inside(when, range)),
    )
    .toSorted((a, b) => a.mention.start - b.mention.start)
}

/** "Woche vom 5. bis 9. Oktober", "Seminars 5 - 9 October": a heading over single talks. */
const weekWords =
  /\b(?:weeks?|woche|semaine|settimana|semana|seminars|talks|vortrage|seminari|exposes|seminarios|charlas)\b/

/** "Monday, July 8, 2002" alone on its line: the heading of a day's programme. */
function isBareDate(when: When): boolean {
  return when.line.text.length - (when.mention.end - when.mention.start) <= 2 && when.repeats.length === 0
}

/** The one that says more; of two lines alike the later, since a summary stands before the details. */
function better(a: When, b: When): boolean {
  // The hours below it are the programme's.
  if (isBareDate(a) && !isBareDate(b) && b.setting === 'headline' && b.mention.relative === null) return false
  const rank = (when: When) =>
    (when.time === null ? 0 : 4) + (when.setting === 'label' ? 2 : when.setting === 'headline' ? 1 : 0)
  return rank(a) > rank(b) || (rank(a) === rank(b) && a.setting === 'headline' && !isBareDate(a))
}

/** Index of the line at which the section of `when` begins, after that of `previous`. */
function startOf(
  document: Document,
  previous: When | null,
  when: When,
  headed: boolean,
  prefix: string | null,
): number {
  const { lines } = document
  const own = when.line.index
  const floor = previous === null ? 0 : previous.line.index + 1
  if (own < floor) return own
  const rule = findLastIndexBetween(lines, floor, own - 1, (line) => line.rule)
  if (rule !== -1) return rule + 1
  const heading =
    prefix === null
      ? -1
      : lines.findIndex((line) => line.index >= floor && line.index < own && prefixOf(line) === prefix)
  if (heading !== -1) {
    for (const line of lines.slice(heading, own))
      if (line.region === 'abstract' && line.label === null) line.region = 'body'
    let first = heading
    while (first > floor && isHeading(lines[first - 1]!)) first -= 1
    return first
  }
  let start = own
  const seen = new Set<LabelName>(lines[own]!.label?.names ?? [])
  for (let index = own - 1; index >= floor; index--) {
    const line = lines[index]!
    if (line.text === '') {
      const above = lines[index - 1]
      // Across a blank line only to labels of the same block.
      if (above?.label == null || index - 1 < floor || !belongs(above, seen, previous)) break
      continue
    }
    if (line.label !== null) {
      if (!belongs(line, seen, previous)) break
      for (const name of line.label.names) seen.add(name)
    } else if (!headed || !isHeading(line)) break
    start = index
  }
  return start
}

/** The first two words of a line, or its label's name: how the blocks of a digest begin alike. */
function prefixOf(line: Line): string | null {
  if (line.label !== null)
    return /^(?:title|speaker|series)$/.test(line.label.names[0]!) ? `${line.label.names[0]}:` : null
  if (!/^(?:body|abstract)$/.test(line.region) || line.text.length > 90 || line.rule) return null
  const words = wordsOf(line.text).slice(0, 2).join(' ')
  return words.length >= 8 ? words : null
}

/** A beginning of lines that stands before every date, and so opens each block; null when there is none. */
function recurringPrefix(document: Document, whens: readonly When[]): string | null {
  const gaps = whens.map((when, at) =>
    document.lines.slice(at === 0 ? 0 : whens[at - 1]!.line.index + 1, Math.max(0, when.line.index)),
  )
  const sets = gaps.map((lines) => new Set(lines.map(prefixOf)))
  return (
    gaps[0]!.map(prefixOf).find((prefix) => prefix !== null && sets.every((set) => set.has(prefix))) ?? null
  )
}

function isHeading(line: Line): boolean {
  return (
    line.region === 'body' &&
    line.text !== '' &&
    line.label === null &&
    !line.rule &&
    line.text.length <= 90 &&
    !/[.!?]$/.test(line.text) &&
    !greeting.test(line.text)
  )
}

function hasHeading(document: Document, when: When): boolean {
  const above = document.lines[when.line.index - 1]
  return above !== undefined && isHeading(above)
}

/** A label above a date is its own unless the block has it already, or it belongs to the text in between. */
function belongs(line: Line, seen: ReadonlySet<LabelName>, previous: When | null): boolean {
  const names = line.label!.names
  if (!names.every((name) => /^(?:title|speaker|affiliation|series|where)$/.test(name))) return false
  if (names.some((name) => seen.has(name))) return false
  return (
    previous === null || line.index > previous.line.index + 1 || !/^(?:where|title|speaker)$/.test(names[0]!)
  )
}

function findLastIndexBetween(
  lines: Line[],
  from: number,
  to: number,
  test: (line: Line) => boolean,
): number {
  for (let index = to; index >= from; index--) if (test(lines[index]!)) return index
  return -1
}
