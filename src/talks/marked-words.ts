import type { Talk } from '../announcement/announcement.ts'
import { wordsAsWritten } from '../text.ts'

const fields = ['start', 'end', 'title', 'location', 'online', 'series', 'status'] as const

/** A longer source is found by its beginning. */
const shownWords = 60

/** A piece of a mail's text; `field`: what was read in it, null where nothing was. */
export interface MarkedPiece {
  text: string
  field: (typeof fields)[number] | 'speakers' | null
}

/** A mail's text in pieces: the words of each talk's fields, longest first, each marked once and never within another. */
export function markedWords(text: string, talks: readonly Talk[]): MarkedPiece[] {
  return talks.reduce<MarkedPiece[]>(
    (pieces, talk) => sourcesOf(talk).reduce(markedIn, pieces),
    [{ text, field: null }],
  )
}

function sourcesOf(talk: Talk) {
  const all = [
    ...fields.map((field) => ({ field, source: talk[field]?.source ?? '' })),
    ...talk.speakers.map(({ source }) => ({ field: 'speakers' as const, source })),
  ]
  return all
    .filter(({ source }) => source.trim() !== '')
    .toSorted((a, b) => b.source.length - a.source.length)
}

function markedIn(
  pieces: MarkedPiece[],
  { field, source }: ReturnType<typeof sourcesOf>[number],
): MarkedPiece[] {
  const pattern = wordsAsWritten(source, shownWords)
  for (const [at, piece] of pieces.entries()) {
    const found = piece.field === null ? pattern.exec(piece.text) : null
    if (found === null) continue
    const end = found.index + found[0].length
    const parts: MarkedPiece[] = [
      { text: piece.text.slice(0, found.index), field: null },
      { text: found[0], field },
      { text: piece.text.slice(end), field: null },
    ]
    return pieces.toSpliced(at, 1, ...parts.filter((part) => part.text !== ''))
  }
  return pieces
}
