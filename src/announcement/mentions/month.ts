import type { Token } from '../text/tokens.ts'
import { neighbourMonths } from '../languages/neighbours.ts'
import { months, shortMonths } from '../text/vocabulary.ts'

/** A month as it is written. */
export interface Month {
  /** 1 = January. */
  value: number
  next: number
  /** One letter off a short month name: "marzzo", "amrs"; a long one like "Ocotber" can be nothing else. */
  misspelt: boolean
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
/** Shorter names are too near to other words: "may", "mai", "set". */
const leastLetters = 4
/** A misspelt name this long needs no year to be known by: "15 Ocotber", "5 Novemeber". */
const plainLetters = 7

/** Reads the name of a month: "March", "mars", "Oct.". */
export function monthAt(tokens: readonly Token[], at: number): Month | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  // They are written small: "5 Marco Ricci" is no fifth of março.
  const small = !/^\p{Lu}/u.test(token.text)
  const value = months.get(token.folded) ?? (small ? neighbourMonths.get(token.folded) : undefined)
  return value === undefined ? null : { value, next: pastDot(tokens, at + 1), misspelt: false }
}

/**
 * After a day also "18.VI.2025", "18 VI 2025" and "2. XII.", and before a year "30 set 2021" and a misspelt
 * name: "10 amrs 2015", "1 de marzzo de 2006".
 */
export function monthBehindDay(tokens: readonly Token[], at: number): Month | null {
  return monthAt(tokens, at) ?? romanAt(tokens, at) ?? shortAt(tokens, at) ?? misspeltAt(tokens, at)
}

function pastDot(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === '.' && tokens[at].glued ? at + 1 : at
}

function romanAt(tokens: readonly Token[], at: number): Month | null {
  const value = roman.indexOf(tokens[at]?.text ?? '') + 1
  const dotted = tokens[at - 1]?.text === '.' && tokens[at + 1]?.text === '.' && tokens[at + 1]!.glued
  const apart = tokens[at - 1]?.kind === 'number'
  const next = dotted ? at + 2 : at + 1
  // "2. XII." alone; "3. V. Müller" is not a day.
  const plain = dotted && tokens[at]!.text.length > 1
  return value > 0 && (plain || ((dotted || apart) && isYear(tokens[next])))
    ? { value, next, misspelt: false }
    : null
}

function shortAt(tokens: readonly Token[], at: number): Month | null {
  const value = shortMonths.get(tokens[at]?.folded ?? '')
  const next = pastDot(tokens, at + 1)
  return value !== undefined && isYear(tokens[next]) ? { value, next, misspelt: false } : null
}

function isYear(token: Token | undefined): boolean {
  return token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text)
}

function misspeltAt(tokens: readonly Token[], at: number): Month | null {
  const token = tokens[at]
  if (token?.kind !== 'word' || token.text.length < leastLetters || token.text.length > 11) return null
  const least = isYear(tokens[/^del?$/.test(tokens[at + 1]?.folded ?? '') ? at + 2 : at + 1])
    ? leastLetters
    : plainLetters
  const near = [...months].filter(([name]) => name.length >= least && isOneSlipAway(token.folded, name))
  const [value, ...others] = new Set(near.map(([, month]) => month))
  if (value === undefined || others.length > 0) return null
  return { value, next: at + 1, misspelt: near.some(([name]) => name.length < plainLetters) }
}

/** One letter too many, too few or wrong, or two neighbours swapped. */
function isOneSlipAway(written: string, name: string): boolean {
  let from = 0
  while (from < written.length && from < name.length && written[from] === name[from]) from += 1
  const [rest, wanted] = [written.slice(from), name.slice(from)]
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    (rest !== '' && rest.slice(1) === wanted.slice(1)) ||
    (rest.length >= 2 && rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  )
}
