import type { Document } from './document.ts'
import { keptWith } from './remembered.ts'
import { foldWords } from './vocabulary.ts'

/** The words (folded) that a mail writes small somewhere, addresses aside: "decentralised trials" are nobody's name there. */
export const smallWordsOf = keptWith((document: Document): ReadonlySet<string> => {
  const text = document.text.replace(/\S*[@/_]\S*/g, ' ')
  return new Set(text.match(/(?<![\p{L}\p{N}'’.-])\p{Ll}[\p{Ll}\p{M}]{2,}(?![\p{L}'’])/gu)?.map(foldWords))
})
