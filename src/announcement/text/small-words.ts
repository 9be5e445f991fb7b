import type { Document } from './document.ts'
import { foldWords } from './vocabulary.ts'

const known = new WeakMap<Document, ReadonlySet<string>>()

/** The words (folded) that a mail writes small somewhere, addresses aside: "decentralised trials" are nobody's name there. */
export function smallWordsOf(document: Document): ReadonlySet<string> {
  const before = known.get(document)
  if (before !== undefined) return before
  const text = document.text.replace(/\S*[@/_]\S*/g, ' ')
  const words = new Set(
    text.match(/(?<![\p{L}\p{N}'’.-])\p{Ll}[\p{Ll}\p{M}]{2,}(?![\p{L}'’])/gu)?.map(foldWords),
  )
  known.set(document, words)
  return words
}
