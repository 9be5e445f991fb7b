import type { Token } from '../text/tokens.ts'

/** Two digits from this number on are years of the last century. */
const firstYearOfMail = 70

/** The year that four digits, or two of them, stand for. */
export function yearValue(text: string): number | null {
  if (/^(?:19|20)\d\d$/.test(text)) return Number(text)
  if (!/^\d\d$/.test(text)) return null
  return Number(text) >= firstYearOfMail ? 1900 + Number(text) : 2000 + Number(text)
}

/** A year after the day and month, past a comma, "de" or a line end; l989 and '22 too. */
export function yearBehind(tokens: readonly Token[], at: number): { year: number; next: number } | null {
  let next = at
  for (let steps = 0; steps < 2 && [',', 'de', 'del', '/', '-'].includes(tokens[next]?.folded ?? ''); steps++)
    next += 1
  const token = tokens[next]
  if (token?.kind === 'number' && !token.tainted && token.text.length === 4) {
    const year = yearValue(token.text)
    return year === null ? null : { year, next: next + 1 }
  }
  // "18-Mar-26": the hyphen before the year is the one before the month.
  const hyphen =
    tokens[at]?.text === '-' && tokens[at].glued && tokens[at - 2]?.text === '-' && tokens[at - 2]!.glued
  if (hyphen && tokens[at + 1]?.glued && /^\d\d$/.test(tokens[at + 1]!.text))
    return { year: 2000 + Number(tokens[at + 1]!.text), next: at + 2 }
  const typo = token?.folded === 'l' && tokens[next + 1]?.glued && /^9\d\d$/.test(tokens[next + 1]!.text)
  if (typo) return { year: 1000 + Number(tokens[next + 1]!.text), next: next + 2 }
  const short =
    /^['’]$/.test(token?.text ?? '') && tokens[next + 1]?.glued && /^\d\d$/.test(tokens[next + 1]!.text)
  return short ? { year: yearValue(tokens[next + 1]!.text)!, next: next + 2 } : null
}
