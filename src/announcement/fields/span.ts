import type { Field, ParserProfile } from '../announcement.ts'
import { spanEnd } from '../decisions/span-end.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'
import type { When } from '../decisions/when.ts'

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function sourceOf(document: Document, when: When): string {
  const day = document.text.slice(when.mention.start, when.mention.end)
  if (when.time === null) return day
  const told = when.hourInSubject === true ? document.subject : document.text
  const time = told.slice(when.time.start, when.time.end)
  const between =
    when.hourInSubject !== true && when.time.start > when.mention.end
      ? document.text.slice(when.mention.start, when.time.end)
      : null
  return between !== null && between.length < 120 ? between : `${day} … ${time}`
}

export function startOf(document: Document, when: When): Field<string> {
  const source = sourceOf(document, when)
  const multiDay = when.last !== null && when.last.since(when.date).days > 0
  if (when.time === null || (multiDay && when.time.until !== null))
    return { value: when.date.toString(), certainty: when.certainty, source }
  return {
    value: `${when.date.toString()}T${clock(when.time.from)}`,
    certainty: when.time.implied ? 'implied' : when.certainty,
    source,
  }
}

export function endOf(document: Document, when: When): Field<string> | null {
  const source = sourceOf(document, when)
  if (when.last !== null && when.last.since(when.date).days > 0)
    return { value: when.last.toString(), certainty: when.certainty, source }
  if (when.time === null) return null
  const far = when.hourInSubject === true ? null : spanEnd(document, when.time)
  const day = far === null ? null : resolveDate(far.day, when.date)
  if (far !== null && day !== null && isAfter(when, day.date, far.hour))
    return {
      value: `${day.date.toString()}T${clock(far.hour.from)}`,
      certainty: day.certainty,
      source: document.text.slice(when.time.start, far.hour.end),
    }
  if (when.time.until === null) return null
  const midnight = when.time.until === 24 * 60
  const last = midnight ? when.date.add({ days: 1 }) : when.date
  return {
    value: `${last.toString()}T${midnight ? '00:00' : clock(when.time.until)}`,
    certainty: when.certainty,
    source,
  }
}

function isAfter({ date, time }: When, day: Temporal.PlainDate, hour: TimeMention): boolean {
  const later = Temporal.PlainDate.compare(day, date)
  return later > 0 || (later === 0 && time !== null && hour.from > time.from)
}

export function zoneOf(when: When, profile: ParserProfile): Field<string> | null {
  const { time } = when
  if (time?.zone == null || time.zone === profile.timeZone) return null
  return { value: time.zone, certainty: 'stated', source: time.zoneSource ?? '' }
}
