import { months } from './vocabulary.ts'

const written =
  /(?<![\p{L}\d.])(\d{1,2})(?:\.|st|nd|rd|th)? {1,3}(\p{L}{3,12})\.?,? {1,3}((?:19|20)\d\d)(?!\d)/giu
const numeric = /(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)(?![\d.])/g

/**
 * The first day in a text that does not exist, as written: "31 February 2027", "11.13.2026"; null when all
 * exist.
 */
export function noSuchDay(text: string): string | null {
  for (const match of text.matchAll(written)) {
    const month = months.get(match[2]?.toLowerCase() ?? '')
    if (month !== undefined && !isDay(Number(match[3]), month, Number(match[1]))) return match[0]
  }
  for (const match of text.matchAll(numeric))
    if (!isDay(Number(match[3]), Number(match[2]), Number(match[1]))) return match[0]
  return null
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth
}
