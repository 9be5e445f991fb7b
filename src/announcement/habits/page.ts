import { findDates, type DateMention } from '../mentions/date.ts'
import { findTimes, type TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { tokenize } from '../text/tokens.ts'

/** Offsets in a page's text. */
export interface Span {
  start: number
  end: number
}

/** What is laid out as one: a line, or a paragraph that was wrapped into several. */
export interface Unit extends Span {
  text: string
  /** Names of its label; empty: it has none. */
  label: readonly string[]
  /** Below an empty line. */
  begins: boolean
}

/** A day or a clock with its span on the page. */
export interface Spot extends Span {
  kind: 'day' | 'clock'
  of: DateMention | TimeMention
  /** True for those of the subject, which are not among the document's mentions. */
  inSubject: boolean
}

/** A mail as one text, its body and then its subject, for layouts to be laid over it. */
export interface Page {
  text: string
  /** Where the subject begins. */
  subject: number
  units: Unit[]
  spots: Spot[]
}

export function pageOf(document: Document): Page {
  // Quoted mail is blanked, so that offsets stay.
  const body = document.lines
    .map((line) => (line.region === 'quoted' ? ' '.repeat(line.text.length) : line.text))
    .join('\n')
  const subject = body.length + 2
  const tokens = tokenize(document.subject)
  const dates = findDates(tokens)
  const spot = (kind: Spot['kind'], inSubject: boolean) => (of: DateMention | TimeMention) => {
    const by = inSubject ? subject : 0
    return { kind, of, inSubject, start: of.start + by, end: of.end + by }
  }
  const text = `${body}\n\n${document.subject}`
  return {
    text,
    subject,
    units: [
      ...unitsOf(document, text),
      { start: subject, end: text.length, text: document.subject, label: [], begins: true },
    ],
    spots: [
      ...document.dates.map(spot('day', false)),
      ...document.times.map(spot('clock', false)),
      ...dates.map(spot('day', true)),
      ...findTimes(tokens, dates).map(spot('clock', true)),
    ].toSorted((a, b) => a.start - b.start),
  }
}

function unitsOf({ lines }: Document, text: string): Unit[] {
  const units: Unit[] = []
  const width = widthOf(lines)
  let last: Line | undefined
  for (const line of lines) {
    const isText = line.text !== '' && !line.rule && line.region !== 'quoted'
    const unit = units.at(-1)
    if (
      isText &&
      unit !== undefined &&
      last !== undefined &&
      goesOn(last, line, width) &&
      !isNextOf(unit, line)
    ) {
      unit.end = line.start + line.text.length
      unit.text = text.slice(unit.start, unit.end)
    } else if (isText)
      units.push({
        start: line.start,
        end: line.start + line.text.length,
        text: line.text,
        label: line.label?.names ?? [],
        begins: (lines[line.index - 1]?.text ?? '') === '',
      })
    last = isText ? line : undefined
  }
  return units
}

/** The next word would not have fitted: the line was wrapped, not ended by its writer. */
function goesOn(line: Line, next: Line, width: number): boolean {
  if (next.index !== line.index + 1 || next.label !== null) return false
  const word = /^[\p{L}\d"“„«('][^\s]*/u.exec(next.text)?.[0]
  return word !== undefined && lengthOf(line) <= width && lengthOf(line) + 1 + word.length > width
}

/** "13:40 Anna Weiss: …" / "14:20 Beat Kurz: …": the next item of a list, however long the one before is. */
function isNextOf(unit: Unit, line: Line): boolean {
  const [first, next] = [unit.text, line.text].map(
    (text) => text.split(/\s/, 1)[0]?.replace(/\d/g, '0') ?? '',
  )
  return first === next && /0/.test(next ?? '')
}

function lengthOf({ indent, text }: Line): number {
  return indent + text.length
}

/** A writer's program wraps at a width that several lines come near to; a shorter line is ended by its writer. */
const [narrowest, near, several] = [55, 8, 4]

/** The width at which a mail's lines were wrapped; 0: they were not. */
function widthOf(lines: readonly Line[]): number {
  const lengths = lines.map(lengthOf).filter((length) => length >= narrowest)
  const widths = lengths.filter(
    (width) => lengths.filter((length) => length <= width && length > width - near).length >= several,
  )
  return Math.max(0, ...widths)
}

/** The spots of a kind within a stretch. */
export function spotsIn({ spots }: Page, kind: Spot['kind'], { start, end }: Span): Spot[] {
  return spots.filter((spot) => spot.kind === kind && spot.start >= start && spot.start < end)
}
