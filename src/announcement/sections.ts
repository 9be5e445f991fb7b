import { greeting, type Document, type Line } from './document.ts'
import type { LabelName } from './languages/words.ts'
import type { When } from './when.ts'

/** The lines that tell of one event, and its date. */
export interface Section {
  when: When
  lines: Line[]
}

/** Label values of a section, each with the text that it was read from. */
export type Values = ReadonlyMap<LabelName, string[]>

/** One section a date; the same date and time said twice is one event. */
export function splitSections(document: Document, whens: When[]): Section[] {
  const distinct = mergeRepeats(whens)
  for (const when of distinct) resumeBody(document, when)
  if (distinct.length <= 1) return distinct.map((when) => ({ when, lines: document.lines }))
  // A heading above the date belongs to it only where every date has one.
  const headed = distinct.every((when) => hasHeading(document, when))
  const starts = distinct.map((when, index) => startOf(document, distinct[index - 1] ?? null, when, headed))
  return distinct.map((when, index) => ({
    when,
    lines: document.lines.slice(starts[index], starts[index + 1] ?? document.lines.length),
  }))
}

/** An abstract ends where the next event's own line begins. */
function resumeBody(document: Document, when: When): void {
  if (when.line.region !== 'abstract') return
  for (const line of document.lines.slice(when.line.index)) {
    if (line.region !== 'abstract' || line.label !== null) break
    line.region = 'body'
  }
}

function sameTime(a: When, b: When): boolean {
  return a.date.equals(b.date) && (a.time?.from ?? null) === (b.time?.from ?? null)
}

/** Keeps of each date and time the mention with the best setting; a date without time yields to the same day with one. */
function mergeRepeats(whens: When[]): When[] {
  const kept: When[] = []
  for (const when of whens) {
    if (when.dayHeading) continue
    const same = kept.findIndex(
      (other) =>
        sameTime(other, when) ||
        (other.date.equals(when.date) &&
          (other.time === null || when.time === null) &&
          compatible(other, when)),
    )
    if (same === -1) kept.push(when)
    else if (better(when, kept[same]!)) kept[same] = { ...when, last: when.last ?? kept[same]!.last }
    else if (when.last !== null && kept[same]!.last === null) kept[same] = { ...kept[same]!, last: when.last }
  }
  // Days inside a range of days are its programme.
  const ranges = kept.filter((when) => when.last !== null && when.last.since(when.date).days > 0)
  const outside = kept.filter(
    (when) =>
      !ranges.some(
        (range) =>
          range !== when &&
          Temporal.PlainDate.compare(when.date, range.date) >= 0 &&
          Temporal.PlainDate.compare(when.date, range.last!) <= 0,
      ),
  )
  return outside.toSorted((a, b) => a.mention.start - b.mention.start)
}

function compatible(a: When, b: When): boolean {
  return a.setting !== 'label' || b.setting !== 'label'
}

function better(a: When, b: When): boolean {
  const rank = (when: When) =>
    (when.time === null ? 0 : 4) + (when.setting === 'label' ? 2 : when.setting === 'headline' ? 1 : 0)
  return (
    rank(a) > rank(b) ||
    (rank(a) === rank(b) &&
      a.setting === 'headline' &&
      b.setting === 'headline' &&
      a.line.text.length <= b.line.text.length)
  )
}

/** Index of the line at which the section of `when` begins, behind the one of `previous`. */
function startOf(document: Document, previous: When | null, when: When, headed: boolean): number {
  const { lines } = document
  const own = when.line.index
  const floor = previous === null ? 0 : previous.line.index + 1
  if (own < floor) return own
  const rule = findLastIndexBetween(lines, floor, own, (line) => line.rule)
  if (rule !== -1) return rule + 1
  let start = own
  const seen = new Set<LabelName>(lines[own]!.label?.names ?? [])
  for (let index = own - 1; index >= floor; index--) {
    const line = lines[index]!
    if (line.text === '') {
      const above = lines[index - 1]
      // Over a blank line only to labels of the same block.
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

/** A label above a date is its own unless it is said already in this block, or belongs to text between. */
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

/** The values under the labels of a section; a value goes on over indented or wrapped lines. */
export function valuesOf(section: readonly Line[]): Map<LabelName, string[]> {
  const values = new Map<LabelName, string[]>()
  for (const [at, line] of section.entries()) {
    if (line.label === null || line.region === 'quoted' || line.region === 'signature') continue
    const value = valueFrom(section, at)
    for (const name of line.label.names) values.set(name, [...(values.get(name) ?? []), value])
  }
  return values
}

const longValues = new Set<LabelName>(['abstract', 'people', 'register', 'notes', 'link'])

function valueFrom(section: readonly Line[], at: number): string {
  const line = section[at]!
  const name = line.label!.names[0]!
  const parts = line.label!.value === '' ? [] : [line.label!.value]
  let next = at + 1
  if (parts.length === 0) while (section[next]?.text === '' && next < at + 3) next += 1
  for (; next < section.length && parts.length < 6; next++) {
    const more = section[next]!
    if (
      more.text === '' ||
      more.label !== null ||
      more.rule ||
      more.region === 'quoted' ||
      more.region === 'signature'
    )
      break
    const before = parts.at(-1)
    if (before !== undefined && !goesOn(line, before, more, name)) break
    parts.push(more.text)
  }
  return parts.join(longValues.has(name) ? ' ' : '\n')
}

/** Whether a value goes on in the line below: indented to the value's column, or wrapped in the middle of a phrase. */
function goesOn(label: Line, before: string, more: Line, name: LabelName): boolean {
  const indented = more.indent >= label.indent + 4
  if (name === 'title') {
    if (/["”“»]\.?$/.test(before) && /^["“„«]/.test(label.label!.value || before)) return false
    if (indented) return true
    const wrapped = label.text.length >= 48 || before.length >= 48 || /[,:–-]$/.test(before)
    return wrapped && more.text.length < 100 && !/[.!?]$/.test(before)
  }
  if (name === 'where' || name === 'speaker' || name === 'affiliation')
    return (
      (indented && !more.text.startsWith('(')) ||
      /[,;–-]$/.test(before) ||
      (name === 'speaker' && label.label!.value === '' && more.text.length < 70)
    )
  return indented
}
