import type { TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'

/** The hours side by side that give one moment in several zones. */
export function momentOf(document: Document, time: TimeMention): TimeMention[] {
  const { times } = document
  const at = times.findIndex(({ start, end }) => start === time.start && end === time.end)
  // Read only in a quote or in the subject: not among the hours of the text.
  if (at === -1) return [time]
  let from = at
  let to = at
  while (from > 0 && isBeside(document, times[from - 1]!, times[from]!)) from -= 1
  while (to + 1 < times.length && isBeside(document, times[to]!, times[to + 1]!)) to += 1
  return times.slice(from, to + 1)
}

/** Only marks or "or" between two hours, and a zone after the second. */
export function isBeside(document: Document, first: TimeMention, second: TimeMention): boolean {
  const between = document.text.slice(first.end, second.start)
  return second.zoneSource !== null && /^\s*[/|=,;(]?\s*(?:or|resp\.|bzw\.)?\s*$/.test(between)
}
