import type { DateMention } from '../mentions/date.ts'
import type { TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'

const until =
  /^(?: ?(?:h|Uhr))?,? (?:to|until|till|through|bis|jusqu['’]au|au|al|fino al?|hasta el?)(?: (?:on|am|le|il|el|zum))? $/i
const atHour = /^,? (?:(?:at|um|à|alle|a las) )?$/i

/** The day and hour at which something ends that begins at an hour: "from Monday, 7 December, 13:00 until Wednesday, 9 December, 12:00". */
export function spanEnd(
  { text, dates, times }: Document,
  from: TimeMention,
): { day: DateMention; hour: TimeMention } | null {
  const flat = (start: number, end: number) => text.slice(start, end).replace(/\s+/g, ' ')
  const day = dates.find(({ start }) => start >= from.end)
  if (day === undefined || !until.test(flat(from.end, day.start))) return null
  const hour = times.find(({ start }) => start >= day.end)
  return hour !== undefined && atHour.test(flat(day.end, hour.start)) ? { day, hour } : null
}

/** True for a day or an hour that ends what begins on another day. */
export function endsSpan(document: Document, mention: DateMention | TimeMention): boolean {
  const day = 'from' in mention ? document.dates.findLast(({ end }) => end <= mention.start) : mention
  const from = day === undefined ? undefined : document.times.findLast(({ end }) => end <= day.start)
  const end = from === undefined ? null : spanEnd(document, from)
  return end !== null && (end.day === mention || end.hour === mention)
}
