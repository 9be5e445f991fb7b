import { lineAt, type Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { keptWith } from '../text/remembered.ts'

/** The lines of one event in a mail that tells of each with the same labels: "Time: … / Date: … / Speaker: …", again and again. */
export interface Record {
  /** Index of its first line, and of the next record's. */
  from: number
  to: number
}

const fewest = 2
/** A label for all events may stand above the first. */
const mostAbove = 3
/** The share of the first record's labels that each other record must have. */
const leastAlike = 0.6

/** The records of a mail, in their order; none where labels do not recur. */
export const recordsOf = keptWith((document: Document): readonly Record[] => {
  const labelled = document.lines.filter(
    ({ label, region }) => label !== null && region !== 'quoted' && region !== 'signature',
  )
  let records: readonly Record[] = []
  for (let above = 0; above <= mostAbove && records.length === 0; above++)
    records = recordsFrom(document, labelled.slice(above))
  return records
})

function recordsFrom(document: Document, labelled: readonly Line[]): readonly Record[] {
  const head = headOf(labelled[0])
  const firsts = labelled.filter((line) => headOf(line) === head)
  if (head === null || firsts.length < fewest) return []
  const records = firsts.map(({ index }, at) => ({
    from: index,
    to: firsts[at + 1]?.index ?? document.lines.length,
  }))
  const heads = records.map((record) => new Set(linesIn(labelled, record).map(headOf)))
  const isLike = heads.every(
    (own) => [...own].filter((one) => heads[0]?.has(one)).length >= leastAlike * (heads[0]?.size ?? 0),
  )
  const dated = records.every(
    (record) => linesIn(labelled, record).filter((line) => isDay(document, line)).length === 1,
  )
  return isLike && dated ? records : []
}

function headOf(line: Line | undefined): string | null {
  return line?.label?.head ?? null
}

function linesIn(lines: readonly Line[], { from, to }: Record): Line[] {
  return lines.filter(({ index }) => index >= from && index < to)
}

/** A date label followed by a day. */
function isDay({ dates }: Document, line: Line): boolean {
  const isWhen = line.label?.names.some((name) => name === 'date' || name === 'when') ?? false
  return isWhen && dates.some(({ start }) => start >= line.start && start <= line.start + line.text.length)
}

/** The record that an offset lies in; null outside all of them. */
export function recordAt(document: Document, offset: number): Record | null {
  const { index } = lineAt(document, offset)
  return recordsOf(document).find(({ from, to }) => index >= from && index < to) ?? null
}
