import type { DateMention } from '../mentions/date.ts'
import type { Document } from '../text/document.ts'
import { keptWith } from '../text/remembered.ts'
import { sentenceAt } from '../text/sentences.ts'

const exceptOn =
  /\b(?:except|exceptions?|ausnahmen?|eccezione|eccetto|au(?:ß|ss)er|sauf|tranne|salvo|excepto|not):?(?: (?:on|am|le|il|el))?(?: \p{L}{3,10},?)?\s*$/iu

/** "Tuesdays, except on 8 December", "in HG G 19.1 (exception: 28.11., HG E 1.2)": what the sentence says is not said of that day. */
export function isExcepted(document: Document, { start }: DateMention): boolean {
  return exceptedIn(document).has(start)
}

const exceptedIn = keptWith((document: Document): ReadonlySet<number> => {
  const starts = document.dates.map(({ start }) => start)
  return new Set(
    starts.filter((at) => {
      const sentence = sentenceAt(document, at)
      return exceptOn.test(sentence.text.slice(0, Math.max(0, at - sentence.start)))
    }),
  )
})
