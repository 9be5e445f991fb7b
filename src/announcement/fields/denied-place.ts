import type { Document } from '../text/document.ts'
import { findNegation, foldWords, insteadOfIn } from '../text/vocabulary.ts'

const nearLetters = 70
const mostPlaces = 5
const clauseEnd = /[.;:!?,()]|(?<!\p{L})(?:but|sondern|mais|ma|bensì|sino)(?!\p{L})/iu

/** "will NOT take place in MA A1 10, but in CM 1 113": each time that the place is named, it is said not to be it. */
export function isDenied({ text }: Document, place: string): boolean {
  const before: string[] = []
  let at = text.indexOf(place)
  while (at !== -1 && before.length < mostPlaces) {
    before.push(text.slice(Math.max(0, at - nearLetters), at))
    at = text.indexOf(place, at + place.length)
  }
  return before.length > 0 && before.every(denies)
}

function denies(before: string): boolean {
  const clause = before.replace(/\s+/g, ' ').split(clauseEnd).at(-1) ?? ''
  // "findet statt in HG G 19.1"
  const bare = clause.replace(/\bfinde[nt]\b.*\bstatt\b/i, '')
  return findNegation(bare) !== null || insteadOfIn(foldWords(bare)) !== null
}
