import type { Token } from '../text/tokens.ts'
import { numberAt, type Part } from './part.ts'
import { yearBehind, yearValue } from './year.ts'

export function isoDate(tokens: readonly Token[], at: number): Part | null {
  const separator = tokens[at + 1]
  if (
    tokens[at]!.text.length !== 4 ||
    !separator?.glued ||
    !/[-/.]/.test(separator.text) ||
    tokens[at + 3]?.text !== separator.text
  )
    return null
  const year = yearValue(tokens[at]!.text)
  const month = numberAt(tokens, at + 2, 12)
  const day = numberAt(tokens, at + 4, 31)
  return year && month && day && tokens[at + 4]!.glued ? { day, month, year, next: at + 5 } : null
}

/** 16.12.2022, 16.12.22, 16.12., 16/12, 16/12/2022, 16-12-2022; without a year only where a weekday or a dot says it is a date. */
export function numericDate(tokens: readonly Token[], at: number, afterWeekday: boolean): Part | null {
  const separator = tokens[at + 1]?.text ?? ''
  if (!/^[./-]$/.test(separator)) return null
  if (tokens[at]!.text.length > 2) return null
  const first = numberAt(tokens, at, 31)
  const second = numberAt(tokens, at + 2, 31)
  if (first === null || second === null || tokens[at + 2]!.text.length > 2) return null
  const spaced = separator !== '.' && !(tokens[at + 1]!.glued && tokens[at + 2]!.glued)
  if (spaced) return null
  const [day, month] = second > 12 && first <= 12 && separator === '/' ? [second, first] : [first, second]
  if (month > 12) return null
  const swappable = separator === '/' && first <= 12 && second <= 12 && first !== second
  const yearToken = tokens[at + 3]?.text === separator ? tokens[at + 4] : undefined
  // "15.3. 10h15": two digits after a space are an hour.
  const whole = yearToken?.text.length === 4 || yearToken?.glued === true
  const year = yearToken?.kind === 'number' && !yearToken.tainted && whole ? yearValue(yearToken.text) : null
  if (year !== null) return { day, month, year, next: at + 5, swappable }
  if (separator === '-') return null
  if (separator === '/')
    return afterWeekday || leadsSlash(tokens, at) ? { day, month, year: null, next: at + 3, swappable } : null
  // "3.11." with its last dot, or "Mo 3.11": else it may be a time or a number.
  const dotted = tokens[at + 3]?.text === '.' && tokens[at + 3]!.glued
  if (!dotted && !(afterWeekday && tokens[at + 2]!.text.length <= 2 && !looksLikeTime(tokens, at)))
    return null
  if (dotted && tokens[at + 4]?.kind === 'number' && tokens[at + 4]!.glued) return null
  if (dotted && !afterWeekday && !(tokens[at + 2]!.glued && leadsDate(tokens[at - 1]))) return null
  return {
    day,
    month,
    year: yearBehind(tokens, at + (dotted ? 4 : 3))?.year ?? null,
    next: yearBehind(tokens, at + (dotted ? 4 : 3))?.next ?? at + (dotted ? 4 : 3),
  }
}

const dateLeads = new Set([
  'am',
  'vom',
  'bis',
  'den',
  'dem',
  'le',
  'du',
  'au',
  'until',
  'on',
  'by',
  'ab',
  'zum',
  'und',
  'and',
  'il',
  'el',
  'del',
  'al',
  'from',
  'of',
  'date',
  'datum',
])

/** "Section 3.1." is no third of January: a bare day and month begins a line or follows a word of dates. */
function leadsDate(before: Token | undefined): boolean {
  return (
    before === undefined ||
    before.kind === 'break' ||
    /^[(,:;–—-]$/.test(before.text) ||
    dateLeads.has(before.folded)
  )
}

/** "le 8/2", "il 25/12": an article that only a day has before a slash. */
function leadsSlash(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:le|il|el|am|vom|dal|du|den)$/.test(tokens[at - 1]?.folded ?? '') &&
    !/^[/.%-]$/.test(tokens[at + 3]?.text ?? '') &&
    tokens[at + 1]!.glued
  )
}

function looksLikeTime(tokens: readonly Token[], at: number): boolean {
  return /^(?:h|uhr|am|pm|hrs|p|a)$/.test(tokens[at + 3]?.folded ?? '') || Number(tokens[at + 2]!.text) === 0
}
