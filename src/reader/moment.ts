import { settingOf } from '../announcement/decisions/setting.ts'
import type { When } from '../announcement/decisions/when.ts'
import type { Draft } from '../announcement/gate/check.ts'
import { findDates, type DateMention } from '../announcement/mentions/date.ts'
import { resolveDate, type ResolvedDate } from '../announcement/mentions/resolve.ts'
import { findTimes, type TimeMention } from '../announcement/mentions/time.ts'
import { lineAt, type Document } from '../announcement/text/document.ts'
import type { Line } from '../announcement/text/line.ts'
import { purposesIn } from '../announcement/text/vocabulary.ts'
import { tokenize } from '../announcement/text/tokens.ts'
import type { AnsweredEvent, Quote } from './answer.ts'
import { placeOf, type Place } from './ground.ts'

/** A day that our grammar reads where a quote stands. */
export interface ReadDay {
  mention: DateMention
  resolved: ResolvedDate
  /** Where the words stand. */
  place: Place
  /** Our own finders found it in the mail; else only in the quote. */
  found: boolean
}

/** A clock that our grammar reads where a quote stands. */
export interface ReadHour {
  time: TimeMention
  /** The same as the mail has it, without an end that stands apart. */
  mention: TimeMention
  place: Place
  found: boolean
}

/** An event of an answer, with the day and the clock that our grammar reads where its quotes stand. */
export interface Moment {
  event: AnsweredEvent
  day: ReadDay
  hour: ReadHour | null
  /** An end that is quoted. */
  end: ReadHour | null
  doubts: string[]
}

/** Reads day and clock of an event, or returns a sentence that says why its day can't be known. */
export function momentOf({ document, profile }: Draft, event: AnsweredEvent): Moment | string {
  const name = event.title ?? event.speakers[0]?.name ?? null
  if (event.date === null) return `the language model names no day for “${shown(name)}”`
  const place = placeOf(document, event.date)
  if (place === null) return `“${shown(event.date)}” does not stand where the language model quotes it`
  const first = dayAt(document, place)
  if (first === null) return `“${shown(event.date)}” can’t be read as a day`
  const { day, doubts: lasting } = withLast(document, first, event.lastDate)
  const doubts = isLimit(document, place)
    ? [...lasting, `“${place.text}” in the subject may be a deadline`]
    : lasting
  const read = (quote: Quote | null) => {
    const at = quote === null ? null : placeOf(document, quote)
    return at === null ? null : hourAt(document, at, day.resolved.date, profile.timeZone)
  }
  const ranged = day.resolved.last !== null && !day.resolved.last.equals(day.resolved.date)
  if (ranged) return { event, day, hour: null, end: null, doubts }
  const start = read(event.start)
  const unread =
    event.start !== null && start === null ? [`“${shown(event.start)}” can’t be read as an hour`] : []
  const end = read(event.end)
  const hour = start === null ? null : withEnd(start, end)
  return { event, day, hour, end, doubts: [...doubts, ...unread] }
}

/** "(sign up by 7 Dec)": a day in the subject after words of registration. */
function isLimit({ subject }: Document, place: Place): boolean {
  if (place.in === 'body') return false
  const before =
    subject
      .slice(Math.max(0, place.start - 40), place.start)
      .split(/[.;:]/)
      .at(-1) ?? ''
  return purposesIn(before).some((purpose) => purpose === 'limit' || purpose === 'registration')
}

function shown(quote: Quote | null): string {
  return (quote?.quote ?? 'an event').replace(/\s+/g, ' ').slice(0, 80)
}

/** The one day that quoted words mean: by the mail's own mentions, or else by the quote alone. */
function dayAt(document: Document, place: Place): ReadDay | null {
  const inBody = place.in === 'body' ? document.dates.filter((mention) => overlaps(mention, place)) : []
  // One day out of what we read as several: who quotes it means that day.
  const found = inBody.length > 0 && !inBody.every((mention) => isPartOf(place, mention))
  const mentions = found
    ? inBody
    : findDates(tokenize(unwrapped(place))).map((mention) => shifted(mention, place))
  const days = mentions.flatMap((mention) => {
    const resolved = resolveDate(mention, document.sent)
    return resolved === null ? [] : [{ mention, resolved, place, found }]
  })
  return theOne(days, ({ resolved: { date, last } }) => `${date.toString()}/${last?.toString() ?? ''}`)
}

/** The quote is a day of its own within a range of days. */
function isPartOf(place: Place, { start, end, last }: DateMention): boolean {
  const isWhole = place.start <= start && place.end >= end
  return last !== null && !isWhole && findDates(tokenize(unwrapped(place))).length === 1
}

/** The day with the last of several days, where that stands apart. */
function withLast(document: Document, day: ReadDay, quote: Quote | null): { day: ReadDay; doubts: string[] } {
  const { date, last, doubts } = day.resolved
  if (quote === null || last !== null) return { day, doubts }
  const place = placeOf(document, quote)
  const behind = place === null ? null : dayAt(document, place)
  if (behind === null || Temporal.PlainDate.compare(behind.resolved.date, date) < 0)
    return { day, doubts: [...doubts, `“${shown(quote)}” can’t be read as a last day`] }
  return {
    day: { ...day, resolved: { ...day.resolved, last: behind.resolved.last ?? behind.resolved.date } },
    doubts: [...doubts, ...behind.resolved.doubts],
  }
}

/**
 * The hour that quoted words mean, perhaps told in several zones; a bare number is one here, as the model
 * says so.
 */
function hourAt(
  document: Document,
  place: Place,
  day: Temporal.PlainDate,
  timeZone: string,
): ReadHour | null {
  const inBody = place.in === 'body' ? document.times.filter((mention) => overlaps(mention, place)) : []
  if (inBody.length > 0) return oneMoment(inBody, place, true, day, timeZone)
  const text = unwrapped(place)
  // "1900" is an hour here; elsewhere it is a year.
  const told = isNumberOf(document, place) ? [] : [`um ${text}`, text.replace(/^(\d\d)(\d\d)$/, '$1:$2')]
  const forms = [text, ...told]
  for (const form of forms) {
    const times = findTimes(tokenize(form)).map((time) => ({ ...time, start: place.start, end: place.end }))
    if (times.length > 0) return oneMoment(times, place, false, day, timeZone)
  }
  return null
}

/** "15 minutes", "45 places": a number of something else; "1630 sharp" is none. */
function isNumberOf(document: Document, place: Place): boolean {
  const text = place.in === 'subject' ? document.subject : document.text
  return /^\s?(?!(?:h|uhr|heures?|ore|hrs?|am|pm|[ap]\.m|sharp|[sc]\.? ?t|précises?|en punto|in punto|pünktlich)\b)\p{L}/iu.test(
    text.slice(place.end, place.end + 12),
  )
}

/** Of clocks in several zones the one in the list's own, else the first. */
function oneMoment(
  times: readonly TimeMention[],
  place: Place,
  found: boolean,
  day: Temporal.PlainDate,
  timeZone: string,
): ReadHour | null {
  const instant = ({ zone, from }: TimeMention) =>
    day
      .toZonedDateTime({ timeZone: zone ?? timeZone })
      .add({ minutes: from })
      .toInstant()
      .toString()
  const one = theOne(times, instant)
  const own = times.find(({ zone }) => zone === timeZone)
  return one === null ? null : { time: own ?? one, mention: own ?? one, place, found }
}

/** The start with an end that stands apart from it. */
function withEnd(start: ReadHour, end: ReadHour | null): ReadHour {
  if (end === null || start.time.until !== null || end.time.start === start.time.start) return start
  const until = end.time.until ?? end.time.from
  return until > start.time.from ? { ...start, time: { ...start.time, until } } : start
}

/** The first when all say the same; null for none, and for several that differ. */
function theOne<Reading>(readings: readonly Reading[], keyOf: (reading: Reading) => string): Reading | null {
  const [first = null] = readings
  return new Set(readings.map(keyOf)).size === 1 ? first : null
}

/** On one line: a quote is one phrase, wherever the mail breaks it. */
function unwrapped({ text }: Place): string {
  return text.replaceAll('\n', ' ')
}

function overlaps(span: { start: number; end: number }, { start, end }: Place): boolean {
  return span.start < end && span.end > start
}

function shifted<Span extends { start: number; end: number }>(span: Span, { start }: Place): Span {
  return { ...span, start: span.start + start, end: span.end + start }
}

/** The subject, as a line of its own. */
const subjectLine: Omit<Line, 'text'> = {
  index: -1,
  start: 0,
  indent: 0,
  label: null,
  region: 'body',
  rule: false,
  struck: false,
  sign: null,
}

/** A moment as a `When`, for the checks of our gate. */
export function whenOf(document: Document, { day, hour, doubts }: Moment): When {
  const inSubject = day.place.in === 'subject'
  const line = inSubject ? { ...subjectLine, text: document.subject } : lineAt(document, day.mention.start)
  return {
    ...day.resolved,
    doubts,
    time: hour?.time ?? null,
    ...(hour?.place.in === 'subject' ? { hourInSubject: true as const } : {}),
    mention: day.mention,
    line,
    setting: inSubject ? 'headline' : settingOf(document, line, day.mention),
    sure: { day: 1, hour: 1 },
    repeats: [],
    dayHeading: false,
  }
}
