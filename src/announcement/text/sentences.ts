import type { Document } from './document.ts'

/** The sentence around an offset, bounded by blank lines and by . ! ? before a capital. */
export function sentenceAt(document: Document, offset: number): { text: string; start: number } {
  const { text } = document
  const paragraphStart = text.lastIndexOf('\n\n', offset) + 1
  const blank = text.indexOf('\n\n', offset)
  const paragraphEnd = blank === -1 ? text.length : blank
  const from = Math.max(paragraphStart, offset - 800)
  const paragraph = text.slice(from, Math.min(paragraphEnd, offset + 800))
  const ends = [
    ...paragraph.matchAll(
      /(?<!\b(?:Dr|Prof|Dept|St|Mr|Mrs|Ms|Nr|No|bzw|ca|vs|e\.g|i\.e|[cs]\.\s?t|\d{1,2}|[A-Z]))[.!?]["”“»)]?[ \n]+(?=[\p{Lu}\d"„“«(*-])/gu,
    ),
  ].map((match) => match.index + match[0].length)
  const before = ends.findLast((end) => from + end <= offset) ?? 0
  const after = ends.find((end) => from + end > offset) ?? paragraph.length
  const sentence = paragraph.slice(before, after)
  const indent = sentence.length - sentence.trimStart().length
  return { text: sentence.trim(), start: from + before + indent }
}
