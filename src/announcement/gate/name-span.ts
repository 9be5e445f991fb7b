import type { Talk } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import { wordsAsWritten } from '../../text.ts'

/** This many words of a name tell it from others. */
const nameWords = 6

/** Where the title stands, or else the speaker; null: in no sentence of the body. */
export function nameSpan(
  { text }: Document,
  { title, speakers }: Talk,
): { start: number; end: number } | null {
  const [speaker] = speakers
  const value = title?.certainty === 'stated' ? title.value : speaker?.value.name
  const start = value === undefined ? -1 : text.search(wordsAsWritten(value, nameWords))
  return value === undefined || start === -1 ? null : { start, end: start + value.length }
}
