import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { greeting } from '../text/regions.ts'
import type { LabelName } from '../languages/words.ts'
import { parseDashed } from './pair.ts'
import { isRuled, mergeRepeats, parts } from './repeats.ts'
import { wordsOf } from '../text/vocabulary.ts'
import { besideEvents } from '../decisions/own-event.ts'
import { ownLine } from '../decisions/own-line.ts'
import type { DecisionWeights } from '../decisions/weigh.ts'
import type { When } from '../decisions/when.ts'

/** The lines that tell of one event, and its date. */
export interface Section {
  when: When
  /** Where it begins: the line of its day, or of its hour below a day of several. */
  line: Line
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
    line: when.line,
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
    return distinct.flatMap((when) =>
      splitPairs({ when, line: when.line, lines: document.lines, alone: true, beside: false }),
    )
  const { lines } = document
  const placed = distinct
    .map((when) => ({ when, at: { ...when, line: ownLine(document, when, distinct) } }))
    .toSorted((a, b) => a.at.line.index - b.at.line.index)
  const whens = placed.map(({ at }) => at)
  const starts = blocksOf(document, whens) ?? startsOf(document, whens)
  return placed.map(({ when, at }, index) => {
    const own = upToHeading(lines.slice(starts[index], starts[index + 1] ?? lines.length), at)
    const shared = at.line === when.line ? [] : sharedBy(lines, when, whens)
    return {
      when,
      line: at.line,
      lines: [...shared.filter((line) => !own.includes(line)), ...own],
      alone: false,
      beside: false,
    }
  })
}

/** What stands from the day's line to the first of its hours is told of all its talks. */
function sharedBy(lines: readonly Line[], { line, mention }: When, whens: readonly When[]): Line[] {
  const first = Math.min(
    ...whens.filter((other) => other.mention === mention).map((other) => other.line.index),
  )
  return lines.slice(line.index, Math.min(first, line.index + mostShared))
}

const mostShared = 5

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
  return pairs.map((pair) => ({ ...section, lines: [...shared, pair], alone: false, beside: false }))
}

/** A section ends at a rule with words in it: "- - - - Other Logic News - - - -". */
function upToHeading(lines: Line[], when: When): Line[] {
  const end = lines.findIndex((line) => line.index > when.line.index && line.rule && /\p{L}/u.test(line.text))
  return end === -1 ? lines : lines.slice(0, end)
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
  const rule = findLastIndexBetween(lines, floor, own - 1, (line) => parts(lines, line))
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
