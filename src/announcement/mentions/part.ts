import type { Token } from '../text/tokens.ts'

/** A day as far as it is written at one place. */
export interface Part {
  day: number
  month: number | null
  year: number | null
  next: number
  swappable?: boolean
  /** The month's name is one letter away from a real one. */
  misspelt?: boolean
}

export function numberAt(tokens: readonly Token[], at: number, max: number): number | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.tainted || token.text.length > 4) return null
  const value = Number(token.text)
  return value >= 1 && value <= max ? value : null
}
