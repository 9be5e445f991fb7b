import { lineAt, type Document } from '../text/document.ts'
import { beginsLine, type Line } from '../text/line.ts'
import type { When } from './when.ts'

/**
 * The line at which an event begins: its day's; of several hours below one day, "Friday, 5 December, HG G 19.1 /
 * 15.15 … / 16.15 …", each one's own.
 */
export function ownLine(document: Document, when: When, whens: readonly When[]): Line {
  const ofDay = whens.filter((other) => other.line === when.line)
  if (ofDay.length < 2) return when.line
  const heads = new Map(ofDay.map((one) => [one, headOf(document, one)]))
  // One hour in running text is said of the talk above it.
  const areApart =
    new Set(heads.values()).size === ofDay.length && ofDay.every((one) => heads.get(one) !== null)
  return (areApart ? heads.get(when) : null) ?? when.line
}

/** The line below the day's that begins with the hour, or the first one of its block where the hour is labelled. */
function headOf(document: Document, { line, time, hourInSubject }: When): Line | null {
  if (line.index < 0 || time === null || hourInSubject === true) return null
  const { lines } = document
  const ofHour = lineAt(document, time.start)
  if (ofHour.index <= line.index) return null
  if (beginsLine(ofHour, time)) return ofHour
  if (ofHour.label?.names[0] !== 'time') return null
  const blank = lines.findLastIndex(({ index, text }) => index < ofHour.index && text === '')
  return lines[Math.max(blank, line.index) + 1] ?? null
}
