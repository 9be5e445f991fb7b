import { clockAt, isLed } from './clock.ts'
import type { Clock } from './written-clock.ts'
import { dashes, type Token } from '../text/tokens.ts'
import { strangeZoneAt, zoneAt } from './zone.ts'

/** A time of day as it is written. */
export interface TimeMention {
  start: number
  end: number
  /** Minutes after midnight. */
  from: number
  /** At most 1440: midnight at the end of the day. */
  until: number | null
  /** IANA name; null when none is written or it is the reader's own ("local time"). */
  zone: string | null
  /** The text that named the zone. */
  zoneSource: string | null
  /** Words after it that look like a zone but are not a known one: "CST", "Nairobi time", "+1". */
  strangeZone: string | null
  /** An end is written that lies before the start. */
  backwards: boolean
  /** 2.00 that means 14:00: the half of the day is not written. */
  implied: boolean
  /** 15.15 alone: a time only right after a date or under a label. */
  weak: boolean
  /** "7.30" without am or pm may be morning or evening. */
  ambiguous: boolean
}

const rangeMarks = new Set([
  ...dashes,
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

/** "18.15 bis ca. 19.15 Uhr": between the mark of a range and an end that is not exact. */
const roughly = new Set([
  'ca',
  'circa',
  'approx',
  'approximately',
  'about',
  'around',
  'roughly',
  'etwa',
  'ungefahr',
  'gegen',
  'spatestens',
  'environ',
  'vers',
  'verso',
  'aproximadamente',
])

/** All times of day written in a text, in order; the numbers of its days are none ("March 10 - 4:30pm"). */
export function findTimes(
  all: readonly Token[],
  days: readonly { start: number; end: number }[] = [],
): TimeMention[] {
  const found: TimeMention[] = []
  const tokens = withoutDays(all, days)
  for (let at = 0; at < tokens.length; at++) {
    const mention = timeAt(tokens, at)
    if (mention === null) continue
    found.push(mention.time)
    at = mention.next - 1
  }
  return found
}

/** The tokens, those inside days marked so that none of their numbers is read as a clock. */
function withoutDays(
  tokens: readonly Token[],
  days: readonly { start: number; end: number }[],
): readonly Token[] {
  let day = 0
  return tokens.map((token) => {
    while (day < days.length && days[day]!.end <= token.start) day += 1
    const inside = day < days.length && token.start >= days[day]!.start
    return inside ? { ...token, tainted: true, inDay: true } : token
  })
}

function timeAt(tokens: readonly Token[], at: number): { time: TimeMention; next: number } | null {
  const first = clockAt(tokens, at)
  if (first === null) return null
  const second = secondClock(tokens, first)
  const led =
    first.form === 'bare' &&
    (second === null || second.form === 'bare') &&
    isLedHour(tokens, at, second ?? first)
  if (first.form === 'bare' && !led && (second === null || second.form === 'bare')) return null
  // Rooms and numbers are written like an hour, too, but no talk begins at 13.01.
  const alone = first.form === 'dotted' && second === null && !isLed(tokens, at)
  if (alone && first.minute % 5 !== 0) return null
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
      backwards: second !== null && until === null,
      zone: zone?.zone ?? null,
      zoneSource: zone === null ? null : textOf(tokens, second?.next ?? first.next, next),
      strangeZone: zone === null ? strangeZoneAt(tokens, next) : null,
      implied: early(first) && from >= 12 * 60,
      weak: (led && second === null) || alone,
      ambiguous:
        first.half === null &&
        second?.half == null &&
        !first.padded &&
        first.form !== 'clear' &&
        first.hour === 7,
    },
  }
}

/** "alle 15", "um 12", "a las 12": a bare hour where nothing after it makes it another number. */
function isLedHour(tokens: readonly Token[], at: number, { hour, next }: Clock): boolean {
  return (
    /^(?:um|alle|ore|las)$/.test(tokens[at - 1]?.folded ?? '') &&
    hour >= firstBareHour &&
    hour <= lastBareHour &&
    !/^(?:%|\p{L}{3,}en)$/u.test(tokens[next]?.folded ?? '')
  )
}

const firstBareHour = 7
const lastBareHour = 22

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.text)
    .join(' ')
}

function secondClock(tokens: readonly Token[], first: Clock): Clock | null {
  const mark = tokens[first.next]
  if (mark === undefined) return null
  // "14:00 - / 15:00" across a line end.
  const connector = mark.kind === 'break' ? tokens[first.next + 1] : mark
  const behind = mark.kind === 'break' ? first.next + 2 : first.next + 1
  if (connector === undefined || !rangeMarks.has(connector.folded)) return null
  const second = clockAt(tokens, afterRoughly(tokens, tokens[behind]?.kind === 'break' ? behind + 1 : behind))
  if (second === null) return null
  if (/^(?:and|und|et)$/.test(connector.folded) && first.form !== 'bare') return null
  if (
    /^\p{L}/u.test(connector.text) &&
    second.form === 'bare' &&
    !(first.form === 'clear' && bareEnd(tokens, second))
  )
    return null
  return second.hour * 60 + second.minute === first.hour * 60 + first.minute ? null : second
}

function afterRoughly(tokens: readonly Token[], at: number): number {
  if (!roughly.has(tokens[at]?.folded ?? '')) return at
  return tokens[at + 1]?.text === '.' ? at + 2 : at + 1
}

/** "1pm to 3", "14:15 bis 16": a bare end with nothing after it that makes it another number. */
function bareEnd(tokens: readonly Token[], end: Clock): boolean {
  const behind = tokens[end.next]
  return behind === undefined || behind.kind === 'break' || /^[,;.)]$/.test(behind.text)
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
    else if (
      second.half === null &&
      first.hour <= 12 &&
      second.hour < 12 &&
      until < (from % 720) + 1 &&
      from >= 720
    )
      until += 720
    else if (
      second.half === null &&
      first.hour <= 12 &&
      until <= from &&
      until + 720 > from &&
      second.hour <= 12
    )
      until += 720
    // "1:30 to 3pm" begins at 13:30, "11 to 1pm" at 11:00.
    if (half === 'pm?' && first.hour < 12 && from + 720 < until) from += 720
  }
  if (from >= 1440) return [null, null]
  return [from, until !== null && until > from && until <= 1440 ? until : null]
}
