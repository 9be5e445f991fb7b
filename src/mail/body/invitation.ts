import ICAL from 'ical.js'
import { decodeText } from '../charset.ts'
import type { Part } from '../mime.ts'
import { cleanText } from '../text.ts'

/** An event of a calendar part (RFC 5545, 3.6.1; RFC 5546), as its sender's calendar knows it. */
export interface Invitation {
  uid: string
  /** An instant, `2025-12-11T14:15:00Z`; a wall time without a zone; or a day, `2025-12-11`. */
  start: string
  /** In the same form; for whole days the last day. Null when it has none. */
  end: string | null
  summary: string
  location: string
  description: string
  /** METHOD:CANCEL or STATUS:CANCELLED. */
  cancelled: boolean
  /** It stands for several days (RRULE, RDATE). */
  recurs: boolean
}

const maxCalendarBytes = 300_000
const maxEvents = 20
const maxLetters = 5000
/** Replies to an invitation announce nothing. */
const answers = new Set(['REPLY', 'REFRESH', 'COUNTER', 'DECLINECOUNTER'])

export function isCalendar({ type, filename }: Part): boolean {
  return /^(?:text\/calendar|application\/ics)$/.test(type) || /\.ics$/i.test(filename)
}

/** The events of a calendar part; null when it can't be read or holds none. */
export function invitationsOf({ content, charset }: Part): Invitation[] | null {
  if (content.length > maxCalendarBytes) return null
  try {
    const calendar = new ICAL.Component(ICAL.parse(decodeText(unfolded(content), charset)) as never[])
    const method = String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase()
    if (answers.has(method)) return null
    const events = calendar.getAllSubcomponents('vevent')
    // More than anybody invites to, or a zone that changes by the second: a human looks at the part.
    if (events.length > maxEvents || calendar.getAllSubcomponents('vtimezone').some(isEndless)) return null
    const found = events.flatMap((event) => invitationOf(event, method) ?? [])
    return found.length === 0 ? null : found
  } catch {
    return null
  }
}

/** Clocks change by the year; ical.js expands whatever a rule says (RFC 5545, 3.6.5). */
function isEndless(zone: ICAL.Component): boolean {
  const rules = zone
    .getAllSubcomponents()
    .flatMap((part) => part.getAllProperties('rrule').map((rule) => String(rule.getFirstValue())))
  return rules.some(
    (rule) => !/FREQ=YEARLY/i.test(rule) || /BY(?:SECOND|MINUTE|HOUR|YEARDAY|WEEKNO|SETPOS)/i.test(rule),
  )
}

/** Lines are folded by octets, within a letter too (RFC 5545, 3.1). */
function unfolded(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replace(/\r?\n[ \t]/g, ''), 'latin1')
}

function invitationOf(component: ICAL.Component, method: string): Invitation | null {
  const event = new ICAL.Event(component)
  const text = (name: string) =>
    cleanText(String(component.getFirstPropertyValue(name) ?? ''))
      .slice(0, maxLetters)
      .trim()
  if (!(event.startDate instanceof ICAL.Time) || text('uid') === '') return null
  const end =
    event.endDate instanceof ICAL.Time && event.endDate.compare(event.startDate) > 0 ? event.endDate : null
  return {
    uid: text('uid').slice(0, 300),
    start: momentOf(event.startDate, component),
    end: end === null ? null : momentOf(end.isDate ? dayBefore(end) : end, component),
    summary: text('summary'),
    location: text('location'),
    description: text('description'),
    cancelled: method === 'CANCEL' || text('status').toUpperCase() === 'CANCELLED',
    recurs: component.hasProperty('rrule') || component.hasProperty('rdate'),
  }
}

/** Throws for a day that does not exist. */
function momentOf(time: ICAL.Time, component: ICAL.Component): string {
  if (time.isDate) return Temporal.PlainDate.from(time.toString()).toString()
  if (time.zone !== ICAL.Timezone.localTimezone)
    return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000).toString()
  const wall = Temporal.PlainDateTime.from(time.toString())
  const zone = component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? ''
  return inZone(wall, zone) ?? wall.toString({ smallestUnit: 'minute' })
}

/** A TZID without its VTIMEZONE: an IANA name says as much. */
function inZone(wall: Temporal.PlainDateTime, zone: string): string | null {
  try {
    return wall.toZonedDateTime(zone).toInstant().toString()
  } catch {
    return null
  }
}

function dayBefore(time: ICAL.Time): ICAL.Time {
  const day = time.clone()
  day.adjust(-1, 0, 0, 0)
  return day
}
