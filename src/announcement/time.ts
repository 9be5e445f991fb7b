import type { Token } from './tokens.ts'
import { zoneAt } from './zone.ts'

/** A time of day as it is written. */
export interface TimeMention {
  start: number
  end: number
  /** Minutes after midnight. */
  from: number
  until: number | null
  /** IANA name; null when none is written or it is the reader's own ("local time"). */
  zone: string | null
  /** The text that named the zone. */
  zoneSource: string | null
  /** 2.00 that means 14:00: the half of the day is not written. */
  implied: boolean
  /** 15.15 alone: a time only right behind a date or under a label. */
  weak: boolean
  /** Seven or eight without am or pm may be morning or evening. */
  ambiguous: boolean
}

interface Clock {
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
const timePrepositions = new Set([
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
const rangeMarks = new Set([
  '-',
  '–',
  '—',
  '‐',
  '‑',
  '−',
  '~',
  'to',
  'bis',
  'until',
  'till',
  'a',
  'alle',
  'hasta',
  'and',
  'und',
  'et',
])

/** All times of day written in a text, in order. */
export function findTimes(tokens: readonly Token[]): TimeMention[] {
  const found: TimeMention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const mention = timeAt(tokens, at)
    if (mention === null) continue
    found.push(mention.time)
    at = mention.next - 1
  }
  return found
}

function timeAt(tokens: readonly Token[], at: number): { time: TimeMention; next: number } | null {
  const first = clockAt(tokens, at)
  if (first === null) return null
  const second = secondClock(tokens, first)
  if (first.form === 'bare' && (second === null || second.form === 'bare')) return null
  let next = second?.next ?? first.next
  const zone = zoneAt(tokens, next)
  if (zone !== null) next = zone.next
  const [from, until] = minutesOf(first, second)
  if (from === null) return null
  const early = (clock: Clock) => clock.half === null && !clock.padded && clock.hour >= 1 && clock.hour <= 6
  return {
    next,
    time: {
      start: tokens[at]!.start,
      end: tokens[next - 1]!.end,
      from,
      until,
      zone: zone?.zone ?? null,
      zoneSource:
        zone === null
          ? null
          : tokens
              .slice(second?.next ?? first.next, next)
              .map((token) => token.text)
              .join(' '),
      implied: early(first) && from >= 12 * 60,
      weak: first.form === 'dotted' && second === null && !timePrepositions.has(tokens[at - 1]?.folded ?? ''),
      ambiguous:
        first.half === null &&
        second?.half == null &&
        !first.padded &&
        first.form !== 'clear' &&
        first.hour === 7,
    },
  }
}

function secondClock(tokens: readonly Token[], first: Clock): Clock | null {
  const mark = tokens[first.next]
  if (mark === undefined) return null
  // "14:00 - / 15:00" over a line end.
  const connector = mark.kind === 'break' ? tokens[first.next + 1] : mark
  const behind = mark.kind === 'break' ? first.next + 2 : first.next + 1
  if (connector === undefined || !rangeMarks.has(connector.folded)) return null
  const second = clockAt(tokens, tokens[behind]?.kind === 'break' ? behind + 1 : behind)
  if (second === null) return null
  if (/^(?:and|und|et)$/.test(connector.folded) && first.form !== 'bare') return null
  if (/^\p{L}/u.test(connector.text) && second.form === 'bare') return null
  return second.hour * 60 + second.minute === first.hour * 60 + first.minute ? null : second
}

/** Reads 15:15, 15.15 h, 15h15, 15 Uhr, 3 pm, 3:30 P.M., 1400, 14 c.t., noon, or a bare hour. */
function clockAt(tokens: readonly Token[], at: number): Clock | null {
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
  return { hour, minute, half: half?.value ?? null, form, padded, next }
}

/** 1400-1530 and 1700 hrs; a lone number of four digits is a year or a room. */
function militaryClock(tokens: readonly Token[], at: number): Clock | null {
  const text = tokens[at]!.text
  const [hour, minute] = [Number(text.slice(0, 2)), Number(text.slice(2))]
  if (hour > 23 || minute > 59 || minute % 5 !== 0) return null
  const word = tokens[at + 1]
  if (
    word !== undefined &&
    (hourWords.has(word.folded) || zoneAt(tokens, at + 1) !== null) &&
    word.kind === 'word'
  )
    return {
      hour,
      minute,
      half: null,
      form: 'clear',
      padded: true,
      next: hourWords.has(word.folded) ? at + 2 : at + 1,
    }
  const second = tokens[at + 2]
  const ranged =
    word !== undefined && /^[-–]$/.test(word.text) && second?.kind === 'number' && second.text.length === 4
  if (!ranged) return null
  const behind = tokens[at + 3]
  const clear =
    behind !== undefined &&
    (hourWords.has(behind.folded) || (behind.kind === 'word' && zoneAt(tokens, at + 3) !== null))
  return clear ? { hour, minute, half: null, form: 'clear', padded: true, next: at + 1 } : null
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

/** Half days: pm at the end of a range counts for its start; one to six without any is the afternoon. */
function minutesOf(first: Clock, second: Clock | null): [number | null, number | null] {
  const half = first.half ?? (second?.half === 'pm' && first.hour <= 12 ? 'pm?' : (second?.half ?? null))
  let from = first.hour * 60 + first.minute
  if (half === 'pm' && first.hour < 12) from += 720
  if (half === 'am' && first.hour === 12) from -= 720
  if (half === null && !first.padded && first.hour >= 1 && first.hour <= 6) from += 720
  let until = second === null ? null : second.hour * 60 + second.minute
  if (second !== null && until !== null) {
    if (second.half === 'pm' && second.hour < 12) until += 720
    else if (second.half === null && second.hour < 12 && until < (from % 720) + 1 && from >= 720) until += 720
    else if (second.half === null && until <= from && until + 720 > from && second.hour <= 12) until += 720
    // "1:30 to 3pm" begins at 13:30, "11 to 1pm" at 11:00.
    if (half === 'pm?' && first.hour < 12 && from + 720 < until) from += 720
  }
  if (from >= 1440) return [null, null]
  return [from, until !== null && until > from && until < 1440 ? until : null]
}
