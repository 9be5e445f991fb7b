import type { Talk } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import { wordsAsWritten } from '../../text.ts'

/** This many words of a name tell it from others. */
const nameWords = 6

/** Where the title is read from, or else the speaker; -1: from no sentence of the body. */
export function nameAt({ text }: Document, { title, speakers }: Talk): number {
  const [speaker] = speakers
  const value = title?.certainty === 'stated' ? title.value : speaker?.value.name
  return value === undefined ? -1 : text.search(wordsAsWritten(value, nameWords))
}
