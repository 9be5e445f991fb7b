import type { Token } from '../text/tokens.ts'
import { dayparts } from '../text/vocabulary.ts'
import { zoneAt } from './zone.ts'

/** One clock as it is written, without its half of the day filled in. */
export interface Clock {
  hour: number
  minute: number
  half: 'am' | 'pm' | null
  /** `bare` 3, `dotted` 15.15, `clear` 15:15, 15h, 15 Uhr, 3 pm. */
  form: 'bare' | 'dotted' | 'clear'
  /** Written with a leading zero: 24 hours are meant. */
  padded: boolean
  next: number
}

const hourWords = new Set([
  'h',
  'uhr',
  'heures',
  'heure',
  'hrs',
  'hr',
  'hours',
  'horas',
  'hs',
  'ore',
  "o'clock",
  'std',
])
const noonWords = new Set(['noon', 'midday', 'midi', 'mittags', 'mezzogiorno', 'mediodia'])
/** "alle 18.15", "um 15.15": no number but a time. */
export const timePrepositions = new Set([
  'at',
  'um',
  'alle',
  'ore',
  'a',
  'las',
  'ab',
  'from',
  'von',
  'hora',
  'horas',
])
/** Reads 15:15, 15.15 h, 15h15, 15 Uhr, 3 pm, 3:30 P.M., 1400, 14 c.t., noon, or a bare hour. */
export function clockAt(tokens: readonly Token[], at: number): Clock | null {
  const token = tokens[at]
  if (token === undefined || token.tainted) return null
  // "après-midi" is not noon.
  const compound = token.glued && /^[-‐‑]$/.test(tokens[at - 1]?.text ?? '')
  if (token.kind === 'word' && noonWords.has(token.folded) && !compound)
    return { hour: 12, minute: 0, half: null, form: 'clear', padded: true, next: at + 1 }
  if (token.kind !== 'number') return null
  if (token.text.length === 4) return militaryClock(tokens, at)
  if (token.text.length > 2 || Number(token.text) > 24) return null
  const before = tokens[at - 1]
  if (before !== undefined && token.glued && /[.,/:#]/.test(before.text) && tokens[at - 2]?.kind === 'number')
    return null
  const hour = Number(token.text)
  const padded = token.text.startsWith('0')
  let next = at + 1
  let minute = 0
  let form: Clock['form'] = 'bare'
  const separator = tokens[next]
  const minutes = tokens[next + 1]
  if (
    separator?.glued &&
    /^[:.]$/.test(separator.text) &&
    minutes?.kind === 'number' &&
    minutes.glued &&
    /^[0-5]\d$/.test(minutes.text)
  ) {
    minute = Number(minutes.text)
    form = separator.text === ':' ? 'clear' : 'dotted'
    next += 2
    // 15:15:00, or 1.15.3, 12.5%: seconds are skipped, numbers are not times.
    const third = tokens[next]
    if (third?.text === ':' && third.glued && /^[0-5]\d$/.test(tokens[next + 1]?.text ?? '')) next += 2
    else if (
      third?.glued &&
      /^[.%]$/.test(third.text) &&
      (third.text === '%' || (tokens[next + 1]?.kind === 'number' && tokens[next + 1]!.glued))
    )
      return null
  } else if (
    // "16,15 Uhr": a comma only where the word for hours follows.
    separator?.glued &&
    separator.text === ',' &&
    minutes?.kind === 'number' &&
    minutes.glued &&
    /^[0-5]\d$/.test(minutes.text) &&
    hourWords.has(tokens[next + 2]?.folded ?? '')
  ) {
    minute = Number(minutes.text)
    next += 2
  } else if (
    separator?.folded === 'h' &&
    minutes?.kind === 'number' &&
    /^[0-5]\d$/.test(minutes.text) &&
    (minutes.glued || !separator.glued)
  ) {
    minute = Number(minutes.text)
    form = 'clear'
    next += 2
  }
  const half = halfAt(tokens, next)
  if (half !== null) {
    if (hour > 12 && half.value === 'am') return null
    next = half.next
    form = 'clear'
  }
  const word = tokens[next]
  if (word?.kind === 'word' && hourWords.has(word.folded)) {
    form = 'clear'
    // "15 Uhr 15"
    const behind = tokens[next + 1]
    if (
      minute === 0 &&
      behind?.kind === 'number' &&
      !behind.tainted &&
      /^[0-5]\d$/.test(behind.text) &&
      word.folded !== 'h'
    ) {
      minute = Number(behind.text)
      next += 1
    }
    next +=
      tokens[next + 1]?.text === '.' &&
      word.folded.length <= 3 &&
      word.folded !== 'uhr' &&
      tokens[next + 2]?.kind !== 'break' &&
      word.folded !== 'h'
        ? 2
        : 1
  }
  const academic = quarterAt(tokens, next)
  if (academic !== null) {
    if (minute === 0) minute = academic.minutes
    form = 'clear'
    next = academic.next
    const uhr = tokens[next]
    if (uhr?.folded === 'uhr') next += 1
  }
  if (hour === 24 && minute > 0) return null
  const daypart = half ?? daypartAt(tokens, at, next)
  if (daypart !== null && half === null) {
    if (hour > 12 || hour === 0)
      return { hour, minute, half: null, form: 'clear', padded, next: daypart.next }
    return { hour, minute, half: daypart.value, form: 'clear', padded: false, next: daypart.next }
  }
  return { hour, minute, half: half?.value ?? null, form, padded, next }
}

/** 1700 hrs, 1400-1530, "Friday 13 March 2026, 1615", "at 1615"; alone, a number of four digits is a year or a room. */
function militaryClock(tokens: readonly Token[], at: number): Clock | null {
  const hourWord = (index: number) => hourWords.has(tokens[index]?.folded ?? '')
  const told = (index: number) =>
    hourWord(index) || (tokens[index]?.kind === 'word' && zoneAt(tokens, index) !== null)
  const digits = fourDigits(tokens, at)
  if (digits === null) return null
  const clock: Clock = { ...digits, half: null, form: 'clear', padded: true, next: at + 1 }
  if (told(at + 1)) return { ...clock, next: hourWord(at + 1) ? at + 2 : at + 1 }
  // Minutes that no five divides are no one's hour of a talk unless the word for hours follows.
  if (clock.minute % 5 !== 0) return null
  const dashed = /^[-–]$/.test(tokens[at + 1]?.text ?? '')
  const second = dashed ? fourDigits(tokens, at + 2) : null
  if (second !== null && told(at + 3)) return clock
  const before = /^[,;:]$/.test(tokens[at - 1]?.text ?? '') ? tokens[at - 2] : tokens[at - 1]
  const inDay = before?.inDay === true
  const led = inDay || timePrepositions.has(before?.folded ?? '')
  const from = /^[-–]$/.test(tokens[at - 1]?.text ?? '') ? at - 2 : at
  const other = from === at ? (second === null ? null : tokens[at + 2]!.text) : tokens[from]!.text
  // "from 2010-2015" are years, "at 1900" may be one.
  const years = isYearLike(tokens[at]!.text) && (other === null || isYearLike(other))
  const ends = from !== at && fourDigits(tokens, from) !== null
  return (led && (!years || (inDay && other !== null))) || (ends && !years) ? clock : null
}

function isYearLike(text: string): boolean {
  return /^(?:19|20)/.test(text)
}

function fourDigits(tokens: readonly Token[], at: number): { hour: number; minute: number } | null {
  const token = tokens[at]
  if (token?.kind !== 'number' || token.tainted || token.text.length !== 4) return null
  const [hour, minute] = [Number(token.text.slice(0, 2)), Number(token.text.slice(2))]
  return hour > 23 || minute > 59 ? null : { hour, minute }
}

function halfAt(tokens: readonly Token[], at: number): { value: 'am' | 'pm'; next: number } | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  if (token.folded === 'am' || token.folded === 'pm') {
    // "um 9 am Montag": German "am" stands apart and a word follows.
    if (token.folded === 'am' && !token.glued && weekdayLike(tokens[at + 1])) return null
    return { value: token.folded, next: at + 1 }
  }
  const dotted =
    (token.folded === 'a' || token.folded === 'p') &&
    tokens[at + 1]?.text === '.' &&
    tokens[at + 2]?.folded === 'm'
  if (!dotted) return null
  return { value: token.folded === 'a' ? 'am' : 'pm', next: tokens[at + 3]?.text === '.' ? at + 4 : at + 3 }
}

/** "8 Uhr abends", "8h du soir", "abends um 7.30": the half of the day in words behind the clock, or before its preposition. */
function daypartAt(
  tokens: readonly Token[],
  at: number,
  next: number,
): { value: 'am' | 'pm'; next: number } | null {
  for (let length = 4; length >= 1; length--) {
    const value = dayparts.get(
      tokens
        .slice(next, next + length)
        .map((token) => token.folded)
        .join(' '),
    )
    if (value !== undefined) return { value, next: next + length }
  }
  const before = dayparts.get(
    timePrepositions.has(tokens[at - 1]?.folded ?? '') ? (tokens[at - 2]?.folded ?? '') : '',
  )
  return before === undefined ? null : { value: before, next }
}

function weekdayLike(token: Token | undefined): boolean {
  return token?.kind === 'word' && /tag$|^mittwoch$|^samstag$/.test(token.folded)
}

/** c.t. is a quarter past, s.t. on the hour. */
function quarterAt(tokens: readonly Token[], at: number): { minutes: number; next: number } | null {
  const bracket = tokens[at]?.text === '(' ? 1 : 0
  const token = tokens[at + bracket]
  if (token === undefined) return null
  const close = (next: number) => (bracket === 1 && tokens[next]?.text === ')' ? next + 1 : next)
  if (token.folded === 'ct' || token.folded === 'st')
    return { minutes: token.folded === 'ct' ? 15 : 0, next: close(at + bracket + 1) }
  const dotted =
    (token.folded === 'c' || token.folded === 's') &&
    tokens[at + bracket + 1]?.text === '.' &&
    tokens[at + bracket + 2]?.folded === 't'
  if (!dotted) return null
  const next = tokens[at + bracket + 3]?.text === '.' ? at + bracket + 4 : at + bracket + 3
  return { minutes: token.folded === 'c' ? 15 : 0, next: close(next) }
}
