import type { Token } from '../text/tokens.ts'
import { dayparts } from '../text/vocabulary.ts'
import type { Clock } from './written-clock.ts'
import { phraseAt, spokenAt } from './spoken.ts'
import { zoneAt } from './zone.ts'

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
  'uur',
])
const noonWords = new Set(['noon', 'midday', 'midi', 'mittags', 'mezzogiorno', 'mediodia'])
/** "alle 18.15", "um 15.15": not a number but a time. */
const timePrepositions = new Set([
  'at',
  'um',
  'om',
  'kl',
  'klokken',
  'h',
  'alle',
  'ore',
  'a',
  'las',
  'ab',
  'from',
  'von',
  'hora',
  'horas',
  'beginn',
  'start',
  'starts',
  'begin',
  'begins',
  'debut',
  'inizio',
  'inicio',
  'zeit',
  'time',
  'heure',
  'ora',
])
/** True behind "at", "um", "kl." or "h.": a number there is an hour. */
export function isLed(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const word = before?.text === '.' && before.glued ? tokens[at - 2] : before
  // "HCI H 13.01" is a room.
  return timePrepositions.has(word?.folded ?? '') && word?.text !== 'H'
}

/** Reads 15:15, 15.15 h, 15h15, 15 Uhr, 3 pm, 3:30 P.M., 1400, 14 c.t., noon, or a bare hour. */
export function clockAt(tokens: readonly Token[], at: number): Clock | null {
  const token = tokens[at]
  if (token === undefined || token.tainted) return null
  const spoken = spokenAt(tokens, at)
  if (spoken !== null) return spoken
  if (token.kind === 'word' && noonWords.has(token.folded) && !isInName(tokens, at))
    return { hour: 12, minute: 0, half: null, form: 'clear', padded: true, next: at + 1 }
  if (token.kind !== 'number') return null
  const twelve = twelveHourDigits(tokens, at)
  if (twelve !== null) return twelve
  if (token.text.length === 4) return militaryClock(tokens, at)
  if (token.text.length > 2 || Number(token.text) > 24) return null
  const before = tokens[at - 1]
  if (before !== undefined && token.glued && /[.,/:#]/.test(before.text) && tokens[at - 2]?.kind === 'number')
    return null
  const hour = Number(token.text)
  const padded = token.text.startsWith('0')
  const told = minutesAt(tokens, at + 1)
  if (told === null) return null
  let { next, minute, form } = told
  const half = halfAt(tokens, next)
  if (half !== null) {
    if (hour > 12 && half.value === 'am') return null
    next = half.next
    form = 'clear'
  }
  const hours = hourWordAt(tokens, next)
  if (hours !== null) {
    form = 'clear'
    if (minute === 0) minute = hours.minute
    next = minute === hours.minute ? hours.next : hours.bare
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
  // "12 noon", "12:00 noon": said twice, and one hour.
  if (hour === 12 && noonWords.has(tokens[next]?.folded ?? ''))
    return { hour, minute, half: null, form: 'clear', padded: true, next: next + 1 }
  const daypart = half ?? daypartAt(tokens, at, next)
  if (daypart !== null && half === null) {
    if (hour > 12 || hour === 0)
      return { hour, minute, half: null, form: 'clear', padded, next: daypart.next }
    return { hour, minute, half: daypart.value, form: 'clear', padded: false, next: daypart.next }
  }
  return { hour, minute, half: half?.value ?? null, form, padded, next }
}

/** "après-midi" is not noon; "midi-méthodes", "Midi méthodes", "noon lecture" are what a series is called. */
function isInName(tokens: readonly Token[], at: number): boolean {
  const hyphen = (index: number) => tokens[index]?.glued === true && /^[-‐‑]$/.test(tokens[index]?.text ?? '')
  if (tokens[at]?.glued === true && hyphen(at - 1)) return true
  const next = hyphen(at + 1) && tokens[at + 2]?.glued === true ? tokens[at + 2] : tokens[at + 1]
  const led = isLed(tokens, at) || tokens[at - 1]?.inDay === true
  return next?.kind === 'word' && isNoun.test(next.folded) && (next !== tokens[at + 1] || !led)
}

/** No preposition ("noon to 1pm", "midi jusqu'à"), zone or unit. */
const isNoun = /^(?!until|till|jusqu|sharp|heure|local|time)\p{L}{4,}/u

/** The minutes after an hour: ":15", ".15", "h15", ",15 Uhr"; 0 for none, null when it is not an hour. */
function minutesAt(
  tokens: readonly Token[],
  at: number,
): { minute: number; form: Clock['form']; next: number } | null {
  const separator = tokens[at]
  const minutes = tokens[at + 1]
  const none = { minute: 0, form: 'bare' as const, next: at }
  if (minutes?.kind !== 'number' || !/^[0-5]\d$/.test(minutes.text)) return none
  const minute = Number(minutes.text)
  if (separator?.glued && /^[:.]$/.test(separator.text) && minutes.glued) {
    // 15:15:00, or 1.15.3, 12.5%: seconds are skipped, numbers are not times.
    const third = tokens[at + 2]
    const fourth = tokens[at + 3]
    const form = separator.text === ':' ? ('clear' as const) : ('dotted' as const)
    if (third?.text === ':' && third.glued && /^[0-5]\d$/.test(fourth?.text ?? ''))
      return { minute, form, next: at + 4 }
    const decimal = third?.text === '.' && fourth?.kind === 'number' && fourth.glued
    return third?.glued && (third.text === '%' || decimal) ? null : { minute, form, next: at + 2 }
  }
  // "16,15 Uhr": a comma only where the word for hours follows.
  const comma = separator?.glued && separator.text === ',' && minutes.glued
  if (comma && hourWords.has(tokens[at + 2]?.folded ?? '')) return { minute, form: 'bare', next: at + 2 }
  if (separator?.folded === 'h' && (minutes.glued || !separator.glued))
    return { minute, form: 'clear', next: at + 2 }
  return none
}

/** "Uhr", "hrs.", and "Uhr 15" with its minutes; `bare` is where it ends without them. */
function hourWordAt(
  tokens: readonly Token[],
  at: number,
): { minute: number; next: number; bare: number } | null {
  const word = tokens[at]
  if (word?.kind !== 'word' || !hourWords.has(word.folded)) return null
  const dotted = (from: number) =>
    tokens[from]?.text === '.' &&
    word.folded.length <= 3 &&
    !/^(?:uhr|h)$/.test(word.folded) &&
    tokens[from + 1]?.kind !== 'break'
      ? from + 1
      : from
  const behind = tokens[at + 1]
  const minutes =
    behind?.kind === 'number' && !behind.tainted && /^[0-5]\d$/.test(behind.text) && word.folded !== 'h'
  return {
    minute: minutes ? Number(behind.text) : 0,
    next: minutes ? dotted(at + 2) : dotted(at + 1),
    bare: dotted(at + 1),
  }
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
  // No talk begins at minutes that five does not divide, unless the word for hours follows.
  if (clock.minute % 5 !== 0) return null
  const dashed = /^[-–]$/.test(tokens[at + 1]?.text ?? '')
  const second = dashed ? fourDigits(tokens, at + 2) : null
  if (second !== null && told(at + 3)) return clock
  const before = /^[,;:]$/.test(tokens[at - 1]?.text ?? '') ? tokens[at - 2] : tokens[at - 1]
  const inDay = before?.inDay === true
  const led = inDay || timePrepositions.has(before?.folded ?? '')
  const from = /^[-–]$/.test(tokens[at - 1]?.text ?? '') ? at - 2 : at
  const other = from === at ? (second === null ? null : tokens[at + 2]!.text) : (tokens[from]?.text ?? null)
  // "from 2010-2015" are years, "at 1900" may be one.
  const years = other === null ? isYear(tokens[at]!.text) : isYearLike(tokens[at]!.text) && isYearLike(other)
  const ends = from !== at && fourDigits(tokens, from) !== null
  return (led && (!years || (inDay && other !== null))) || (ends && !years) ? clock : null
}

/** "430pm", "1230 pm", and the 430 of "430-530pm": three or four digits that am or pm makes an hour. */
function twelveHourDigits(tokens: readonly Token[], at: number): Clock | null {
  const read = (index: number) => {
    const match = tokens[index]?.tainted ? null : /^(1[0-2]|[1-9])([0-5]\d)$/.exec(tokens[index]?.text ?? '')
    return match === null ? null : { hour: Number(match[1]), minute: Number(match[2]) }
  }
  const digits = read(at)
  if (digits === null) return null
  const half = halfAt(tokens, at + 1)
  if (half !== null) return { ...digits, half: half.value, form: 'clear', padded: false, next: half.next }
  const dashed =
    /^[-–]$/.test(tokens[at + 1]?.text ?? '') && read(at + 2) !== null && halfAt(tokens, at + 3) !== null
  return dashed && tokens[at]!.text.length === 3
    ? { ...digits, half: null, form: 'bare', padded: false, next: at + 1 }
    : null
}

function isYear(text: string): boolean {
  return /^(?:19|20)/.test(text)
}

/** "(1850-1950)", "2010-2015": years, not hours. */
function isYearLike(text: string): boolean {
  return /^(?:1[89]|20)/.test(text)
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

/**
 * "8 Uhr abends", "8h du soir", "abends um 7.30": the half of the day in words after the clock, or before its
 * preposition.
 */
function daypartAt(
  tokens: readonly Token[],
  at: number,
  next: number,
): { value: 'am' | 'pm'; next: number } | null {
  const behind = phraseAt(tokens, next, dayparts)
  if (behind !== null) return behind
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
  // "the 21st century"
  const ordinal = token.folded === 'st' && token.glued && tokens[at - 1]?.text.endsWith('1') === true
  if (token.folded === 'ct' || (token.folded === 'st' && !ordinal))
    return { minutes: token.folded === 'ct' ? 15 : 0, next: close(at + bracket + 1) }
  const dotted =
    (token.folded === 'c' || token.folded === 's') &&
    tokens[at + bracket + 1]?.text === '.' &&
    tokens[at + bracket + 2]?.folded === 't'
  if (!dotted) return null
  const next = tokens[at + bracket + 3]?.text === '.' ? at + bracket + 4 : at + bracket + 3
  return { minutes: token.folded === 'c' ? 15 : 0, next: close(next) }
}
