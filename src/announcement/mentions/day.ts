import { dashes, type Token } from '../text/tokens.ts'
import { monthAt, monthBehindDay } from './month.ts'
import { isoDate, numericDate } from './numeric-day.ts'
import { numberAt, type Part } from './part.ts'
import { yearBehind } from './year.ts'
import { shortWeekdays, weekdays } from '../text/vocabulary.ts'

const ordinals = new Set(['st', 'nd', 'rd', 'th', 'er', 're', 'e', 'ter', 'ten', 'ste'])

/** Between the days of a range or list. */
const rangeWords = new Set([
  ...dashes,
  'to',
  'bis',
  'au',
  'al',
  'until',
  'through',
  'till',
  'and',
  'und',
  'et',
  'y',
  'e',
  '&',
  '/',
  '+',
])

/** One day with what stands around it: 16.12.2022, 16 December, December 16th 2022, 2022-12-16, 16. */
export function partAt(tokens: readonly Token[], at: number, afterWeekday: boolean): Part | null {
  const token = tokens[at]
  if (token === undefined) return null
  if (token.kind === 'word') return isStreet(tokens, at) ? null : monthFirst(tokens, at)
  if (token.kind !== 'number' || token.tainted) return null
  return isoDate(tokens, at) ?? numericDate(tokens, at, afterWeekday) ?? dayFirst(tokens, at, afterWeekday)
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
  if (isStreet(tokens, next + 1)) return null
  if (opensRange(tokens, next, day)) return { day, month: null, year: null, next }
  // "5th of October", "28 de octubre", "4-June".
  for (let steps = 0; steps < 3 && /^(?:of|de|,|-|d')$/.test(tokens[next]?.folded ?? ''); steps++) next += 1
  if (tokens[next]?.kind === 'break') {
    const below = /^(?:of|de)$/.test(tokens[next + 1]?.folded ?? '') ? next + 2 : next + 1
    if (!goesOnBelow(tokens, at, below, marked || afterWeekday)) return null
    next = below
  }
  const month = monthBehindDay(tokens, next)
  if (month === null)
    return afterWeekday && marked && !isClockLike(tokens, at)
      ? { day, month: null, year: null, next: at + 2 }
      : null
  if (hasOwnDay(tokens, month.next)) return null
  const year = yearBehind(tokens, month.next)
  return {
    day,
    month: month.value,
    year: year?.year ?? null,
    next: year?.next ?? month.next,
    misspelt: month.misspelt,
  }
}

/** True for the month of "avenue du 1er-Mars 26", "rue du 31-Décembre": streets, which a hyphen tells from days. */
function isStreet(tokens: readonly Token[], month: number): boolean {
  const [word, hyphen, before] = [tokens[month], tokens[month - 1], tokens[month - 2]]
  const day = before?.kind === 'number' ? month - 2 : month - 3
  return (
    word?.glued === true &&
    hyphen?.glued === true &&
    hyphen.text === '-' &&
    /^\p{Lu}/u.test(word.text) &&
    tokens[day]?.kind === 'number' &&
    tokens[day - 1]?.folded === 'du'
  )
}

/**
 * "1. October 8, 2026", "HG G 19 October 8": the month has a day of its own, so the number before it is not
 * its day; "3 October 15:15" has not.
 */
function hasOwnDay(tokens: readonly Token[], at: number): boolean {
  const number = tokens[at]
  if (number?.kind !== 'number' || number.text.length > 2 || numberAt(tokens, at, 31) === null) return false
  const behind = tokens[at + 1]
  if (behind?.glued && ordinals.has(behind.folded)) return true
  if (behind === undefined || behind.kind === 'break') return true
  if (behind.text !== ',') return false
  // "12 March 14, 16 and 18 Uhr" is rare enough; "October 8, 16:15" and "October 8, 2026" are not.
  const next = tokens[at + 2]
  return (
    next === undefined ||
    next.kind !== 'number' ||
    next.text.length === 4 ||
    /^[:.h]$/.test(tokens[at + 3]?.text ?? '')
  )
}

/**
 * "on the 13th / of December": a day at a line's end whose month begins the next line.
 * "Room: HG G 19 / December 12, 2014" is a room above a date of its own: the day must be marked as one, and
 * the month must have no day of its own.
 */
function goesOnBelow(tokens: readonly Token[], at: number, below: number, told: boolean): boolean {
  const month = monthAt(tokens, below)
  if (month === null || !(told || leadsDay(tokens[at - 1]))) return false
  const behind = numberAt(tokens, tokens[month.next]?.folded === 'the' ? month.next + 1 : month.next, 31)
  return behind === null || tokens[month.next]!.text.length > 2
}

/** "on 13", "vom 13", "the 13": a day, whatever follows it. */
function leadsDay(before: Token | undefined): boolean {
  return /^(?:on|am|vom|den|dem|le|du|au|the|il|el|del|al|zum)$/.test(before?.folded ?? '')
}

/** Where the words between the days of a range or list end: "-", "bis zum", "--"; null without any. */
export function connectorAt(tokens: readonly Token[], at: number): number | null {
  // "vom Montag, 24. August, bis am Mittwoch, 26. August"
  const comma = tokens[at]?.text === ',' && /^(?:bis|until|au|al)$/.test(tokens[at + 1]?.folded ?? '')
  const from = comma ? at + 1 : at
  const first = tokens[from]
  if (first === undefined || !rangeWords.has(first.folded)) return null
  let next = from + 1
  if (isDash(first) && tokens[next]?.glued && isDash(tokens[next])) next += 1
  while (
    next < from + 5 &&
    /^(?:the|zum|am|den|dem|le|il|el|la|and|including)$/.test(tokens[next]?.folded ?? '')
  )
    next += 1
  return next
}

function isDash(token: Token | undefined): boolean {
  return /^[-‐‑–—−]$/.test(token?.text ?? '')
}

/**
 * "13 – 19 October", "4, 5 and 6 May", "Thursday 8 - Tuesday 13 June", "14. bis zum 17.9.": the month stands
 * after the last day.
 */
function opensRange(tokens: readonly Token[], at: number, day: number): boolean {
  let next = at
  for (let steps = 0; steps < 3; steps++) {
    const behind = tokens[next]?.text === ',' ? next + 1 : connectorAt(tokens, next)
    if (behind === null) return false
    const from = pastWeekday(tokens, behind)
    const last = numberAt(tokens, from, 31)
    if (last === null || last <= day || tokens[from]!.text.length > 2) return false
    next = from + 1
    const suffix = tokens[next]
    if (suffix?.glued && (ordinals.has(suffix.folded) || suffix.text === '.')) next += 1
    const named = /^(?:of|de|di)$/.test(tokens[next]?.folded ?? '') ? next + 1 : next
    if (monthAt(tokens, named) !== null) return true
    if (suffix?.text === '.' && numericDate(tokens, from, true) !== null) return true
  }
  return false
}

function pastWeekday(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.folded ?? ''
  if (!weekdays.has(word) && !shortWeekdays.has(word)) return at
  return /^[.,]$/.test(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1
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
  // "May 15:30" is not the fifteenth.
  if (tokens[at2 + 1]?.text === ':' && tokens[at2 + 2]?.kind === 'number') return null
  const suffix = tokens[at2 + 1]
  const next = suffix?.glued && ordinals.has(suffix.folded) ? at2 + 2 : at2 + 1
  const year = yearBehind(tokens, next)
  return { day, month: month.value, year: year?.year ?? null, next: year?.next ?? next }
}

/** "4th to 8th", "4-8": a day without its month, when the first part has one or a third part will. */
export function bareDay(tokens: readonly Token[], at: number, first: Part): Part | null {
  const day = numberAt(tokens, at, 31)
  if (day === null || tokens[at]!.text.length > 2 || day <= first.day) return null
  // "2 March 2016 / 12.30": the full stop is a clock's, not a day's.
  if (isClockLike(tokens, at)) return null
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
