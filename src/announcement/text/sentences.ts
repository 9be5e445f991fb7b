import type { Document } from './document.ts'
import { firstNotBefore } from './halving.ts'
import { keptWith } from './remembered.ts'

/** What is further away belongs to no date's sentence. */
const most = 800

/** The sentence around an offset, bounded by blank lines and by . ! ? before a capital. */
export function sentenceAt(document: Document, offset: number): { text: string; start: number } {
  const from = Math.max(0, offset - most)
  const near = document.text.slice(from, offset + most)
  const blank = near.indexOf('\n\n', offset - from)
  const [before, after] = endsAround(document, offset)
  const start = Math.max(from + near.lastIndexOf('\n\n', offset - from) + 1, before)
  const end = Math.min(from + (blank === -1 ? near.length : blank), after)
  const sentence = document.text.slice(start, end)
  return { text: sentence.trim(), start: start + sentence.length - sentence.trimStart().length }
}

/** The last end of a sentence up to an offset, and the first one after it. */
function endsAround(document: Document, offset: number): [number, number] {
  const ends = endsIn(document)
  const next = firstNotBefore(ends.length, (at) => (ends[at] ?? Infinity) <= offset)
  return [ends[next - 1] ?? 0, ends[next] ?? Infinity]
}

const endsIn = keptWith(({ text }: Document): readonly number[] =>
  [
    ...text.matchAll(
      /(?<!\b(?:Dr|Prof|Dept|St|Mr|Mrs|Ms|Nr|No|bzw|ca|vs|e\.g|i\.e|[cs]\.\s?t|\d{1,2}|[A-Z]))[.!?]["”“»)]?[ \n]+(?=[\p{Lu}\d"„“«(*-])/gu,
    ),
  ].map((match) => match.index + match[0].length),
)
