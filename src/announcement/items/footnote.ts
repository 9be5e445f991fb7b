import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import type { Section } from './sections.ts'

/**
 * "18 Nov *" over "* in Lecture Theatre Q014, at 2 pm": the line that says what the mark on a talk's day means;
 * null without a mark. Several lines with the same mark are a list, no footnotes.
 */
export function footnoteOf({ lines }: Document, { when }: Section): Line | null {
  const { sign } = when.line
  if (sign === null) return null
  const notes = lines.filter(({ text }) => note.exec(text)?.[1] === sign)
  return notes.length === 1 ? (notes[0] ?? null) : null
}

const note = /^\(?([*†‡]+)\)?:?\s*(?=[\p{L}\p{N}])/u

/** What a footnote says, without its mark. */
export function noteText({ text }: Line): string {
  return text.replace(note, '')
}
