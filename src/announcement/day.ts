import type { Token } from './tokens.ts'
import { months } from './vocabulary.ts'

/** A day as far as it is written at one place. */
export interface Part {
  day: number
  month: number | null
  year: number | null
  next: number
  swappable?: boolean
}

const ordinals = new Set(['st', 'nd', 'rd', 'th', 'er', 're', 'e', 'ter', 'ten', 'ste'])

/** One day with what stands around it: 16.12.2022, 16 December, December 16th 2022, 2022-12-16, 16. */
export function partAt(tokens: readonly Token[], at: number, afterWeekday: boolean): Part | null {
  const token = tokens[at]
  if (token === undefined) return null
  if (token.kind === 'word') return monthFirst(tokens, at)
  if (token.kind !== 'number' || token.tainted) return null
  return isoDate(tokens, at) ?? numericDate(tokens, at, afterWeekday) ?? dayFirst(tokens, at, afterWeekday)
}

function numberAt(tokens: readonly Token[], at: number, max: number): number | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.tainted || token.text.length > 4) return null
  const value = Number(token.text)
  return value >= 1 && value <= max ? value : null
}

function isoDate(tokens: readonly Token[], at: number): Part | null {
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
function numericDate(tokens: readonly Token[], at: number, afterWeekday: boolean): Part | null {
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
  // "15.3. 10h15": two digits behind a space are an hour.
  const whole = yearToken?.text.length === 4 || yearToken?.glued === true
  const year = yearToken?.kind === 'number' && !yearToken.tainted && whole ? yearValue(yearToken.text) : null
  if (year !== null) return { day, month, year, next: at + 5, swappable }
  if (separator === '-') return null
  if (separator === '/') return afterWeekday ? { day, month, year: null, next: at + 3, swappable } : null
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

function looksLikeTime(tokens: readonly Token[], at: number): boolean {
  return /^(?:h|uhr|am|pm|hrs|p|a)$/.test(tokens[at + 3]?.folded ?? '') || Number(tokens[at + 2]!.text) === 0
}

function dayFirst(tokens: readonly Token[], at: number, afterWeekday: boolean): Part | null {
  const day = numberAt(tokens, at, 31)
  if (day === null || tokens[at]!.text.length > 2) return null
  let next = at + 1
  let marked = false
  const suffix = tokens[next]
  if (suffix?.glued && (ordinals.has(suffix.folded) || /^[.°ºª]$/.test(suffix.text))) {
    marked = suffix.text !== '.' || afterWeekday
    next += 1
  }
  if (opensRange(tokens, next, day)) return { day, month: null, year: null, next }
  // "the / 13th" at a line's end, "5th of October", "28 de octubre", "4-June".
  for (
    let steps = 0;
    steps < 3 &&
    (tokens[next]?.kind === 'break' || ['of', 'de', ',', '-', "d'"].includes(tokens[next]?.folded ?? ''));
    steps++
  )
    next += 1
  const month = monthAt(tokens, next)
  if (month === null)
    return afterWeekday && marked && !isClockLike(tokens, at)
      ? { day, month: null, year: null, next: at + 2 }
      : null
  const year = yearBehind(tokens, month.next)
  return { day, month: month.value, year: year?.year ?? null, next: year?.next ?? month.next }
}

/** "13 – 19 October", "4, 5 and 6 May": the month stands behind the last day. */
function opensRange(tokens: readonly Token[], at: number, day: number): boolean {
  let next = at
  for (let steps = 0; steps < 3; steps++) {
    if (!/^(?:[-–—,&/]|to|bis|au|al|and|und|et|y|e)$/.test(tokens[next]?.folded ?? '')) return false
    const last = numberAt(tokens, next + 1, 31)
    if (last === null || last <= day) return false
    next += 2
    const suffix = tokens[next]
    if (suffix?.glued && (ordinals.has(suffix.folded) || suffix.text === '.')) next += 1
    if (monthAt(tokens, next) !== null) return true
  }
  return false
}

function isClockLike(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'number' && tokens[at + 2]!.glued
}

function monthFirst(tokens: readonly Token[], at: number): Part | null {
  const month = monthAt(tokens, at)
  if (month === null) return null
  const at2 = tokens[month.next]?.folded === 'the' ? month.next + 1 : month.next
  const day = numberAt(tokens, at2, 31)
  if (day === null || tokens[at2]!.text.length > 2) return null
  // "May 15:30" is no fifteenth.
  if (tokens[at2 + 1]?.text === ':' && tokens[at2 + 2]?.kind === 'number') return null
  const suffix = tokens[at2 + 1]
  const next = suffix?.glued && ordinals.has(suffix.folded) ? at2 + 2 : at2 + 1
  const year = yearBehind(tokens, next)
  return { day, month: month.value, year: year?.year ?? null, next: year?.next ?? next }
}

function monthAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  const value = months.get(token.folded)
  if (value === undefined) return null
  return { value, next: tokens[at + 1]?.text === '.' && tokens[at + 1]!.glued ? at + 2 : at + 1 }
}

function yearValue(text: string): number | null {
  if (/^(?:19|20)\d\d$/.test(text)) return Number(text)
  return /^\d\d$/.test(text) ? 2000 + Number(text) : null
}

/** A year behind the day and month, past a comma, "de" or a line end; l989 and '22 too. */
function yearBehind(tokens: readonly Token[], at: number): { year: number; next: number } | null {
  let next = at
  for (let steps = 0; steps < 2 && [',', 'de', 'del', '/', '-'].includes(tokens[next]?.folded ?? ''); steps++)
    next += 1
  const token = tokens[next]
  if (token?.kind === 'number' && !token.tainted && token.text.length === 4) {
    const year = yearValue(token.text)
    return year === null ? null : { year, next: next + 1 }
  }
  const typo = token?.folded === 'l' && tokens[next + 1]?.glued && /^9\d\d$/.test(tokens[next + 1]!.text)
  if (typo) return { year: 1000 + Number(tokens[next + 1]!.text), next: next + 2 }
  const short =
    /^['’]$/.test(token?.text ?? '') && tokens[next + 1]?.glued && /^\d\d$/.test(tokens[next + 1]!.text)
  return short ? { year: 2000 + Number(tokens[next + 1]!.text), next: next + 2 } : null
}

/** "4th to 8th", "4-8": a day without its month, when the first part has one or a third part will. */
export function bareDay(tokens: readonly Token[], at: number, first: Part): Part | null {
  const day = numberAt(tokens, at, 31)
  if (day === null || tokens[at]!.text.length > 2 || day <= first.day) return null
  const suffix = tokens[at + 1]
  const ordinal = suffix?.glued && (ordinals.has(suffix.folded) || suffix.text === '.')
  const next = ordinal ? at + 2 : at + 1
  // "May 4, 11:00", "4 June - 15.15": a time begins here.
  if (
    /^[:.]$/.test(tokens[next]?.text ?? '') &&
    tokens[next + 1]?.kind === 'number' &&
    tokens[next + 1]!.glued
  )
    return null
  if (/^(?:h|uhr|am|pm|hrs|heures|a|p)$/.test(tokens[next]?.folded ?? '')) return null
  if (/^[-–—]$/.test(tokens[next]?.text ?? '') && tokens[next + 1]?.kind === 'number') return null
  const year = yearBehind(tokens, next)
  return { day, month: null, year: year?.year ?? null, next: year?.next ?? next }
}
