import type { DateMention } from '../mentions/date.ts'
import type { TimeMention } from '../mentions/time.ts'
import { lineAt, type Document } from '../text/document.ts'
import { beginRows, endRows, foldWords } from '../text/vocabulary.ts'

const until =
  /^(?: ?(?:h|Uhr))?,? (?:to|until|till|through|bis|jusqu['’]au|au|al|fino al?|hasta el?)(?: (?:on|am|le|il|el|zum))? $/i
/** "… alle ore 13.30 e si finisce venerdì …", "… at 1.30 pm and finish on Friday …" */
const finishes =
  /^,? (?:(?:and|und|et|e|y) )?(?:(?:it|we|es|sie|wir|nous|elle|il|si) )?(?:(?:will )?(?:finish|end|close|conclude)(?:e?s)?|ende[nt]|schlie(?:ss|ß)t|finit|finissons|se termine|s['’]achève|finisce|termina|finiamo|conclude|acaba|finaliza|concluye)(?: (?:on|am|le|il|el))? $/i
const atHour = /^,? (?:(?:at|um|à|alle(?: ore)?|a las) )?$/i

/** The day and hour at which something ends that begins at an hour: "from Monday, 7 December, 13:00 until Wednesday, 9 December, 12:00". */
export function spanEnd(
  document: Document,
  from: TimeMention,
): { day: DateMention; hour: TimeMention } | null {
  const { text, dates, times } = document
  const flat = (start: number, end: number) => text.slice(start, end).replace(/\s+/g, ' ')
  const day = dates.find(({ start }) => start >= from.end)
  if (day === undefined) return null
  const between = flat(from.end, day.start)
  if (!until.test(between) && !finishes.test(between) && !isEndRow(document, day)) return null
  const hour = times.find(({ start }) => start >= day.end)
  return hour !== undefined && atHour.test(flat(day.end, hour.start)) ? { day, hour } : null
}

/** "Ends: Wednesday, 27 May 2026", below "Begins: Wednesday, 25 February 2026". */
function isEndRow(document: Document, day: DateMention): boolean {
  const first = document.dates[document.dates.indexOf(day) - 1]
  return (
    first !== undefined &&
    endRows.has(rowHead(document, day)) &&
    beginRows.has(rowHead(document, first)) &&
    lineAt(document, first.start) !== lineAt(document, day.start)
  )
}

function rowHead(document: Document, { start }: DateMention): string {
  const line = lineAt(document, start)
  return foldWords(line.text.slice(0, start - line.start))
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

/** True for a day or an hour that ends what begins on another day. */
export function endsSpan(document: Document, mention: DateMention | TimeMention): boolean {
  const day = 'from' in mention ? document.dates.findLast(({ end }) => end <= mention.start) : mention
  const from = day === undefined ? undefined : document.times.findLast(({ end }) => end <= day.start)
  const end = from === undefined ? null : spanEnd(document, from)
  if (end !== null && (end.day === mention || end.hour === mention)) return true
  return (
    day !== undefined &&
    lineAt(document, day.start) === lineAt(document, mention.start) &&
    isEndRow(document, day)
  )
}
