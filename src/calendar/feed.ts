import {
  ICalAlarmType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import { newestChange, type CalendarEvent } from './event.ts'
import { leftOut, noticeOf, type LeftOut } from './left-out.ts'
import { isOff } from '../talks/talk.ts'
import { cutText } from '../text.ts'

/** Google drops what is above a megabyte or some 1,100 events, silently. */
export const maxEvents = 999
const maxBytes = 490_000
/** Descriptions get shorter and shorter until the feed fits; only after that are talks left out. */
const shortest = 200
const descriptionLengths = [2000, 600, shortest]
const daysBack = 90
const refreshSeconds = 3600

/** A feed's own name, none for a single talk's file (clients then name the calendar after the talk). */
export interface FeedProfile {
  name: string | null
  timeZone: string
  /** Where all talks can be seen. */
  publicUrl?: string | null
  /** An alarm this long before each talk, on request only: it rings for every subscriber. */
  alarmMinutes?: number | null
}

/**
 * Renders events as iCalendar (RFC 5545); the same events give the same bytes. Throws when the result does not pass `checkFeed`.
 * Too much for clients is cut at the far end: talks near the newest change stay, an entry tells of the rest.
 * @param beyond events that are left out whatever fits, and are not among these
 */
export function renderFeed(
  events: readonly CalendarEvent[],
  profile: FeedProfile,
  beyond: LeftOut | null = null,
): string {
  const nearest = nearestFirst(events)
  const fits = (body: string) => Buffer.byteLength(body) <= maxBytes
  if (events.length <= maxEvents && beyond === null)
    for (const length of descriptionLengths) {
      const body = render(nearest, profile, length)
      if (fits(body)) return body
    }
  if (events.length < 2) return render(nearest, profile, shortest)
  const cut = (count: number) =>
    render(
      [...nearest.slice(0, count), noticeOf(nearest[0]!, leftOut(nearest.slice(count), beyond), profile)],
      profile,
      shortest,
    )
  let count = Math.min(mostThatFit(nearest, profile), events.length - 1)
  let body = cut(count)
  while (!fits(body) && count > 1) body = cut((count -= 1))
  return body
}

/** More than the entry that tells of the rest takes. */
const restBytes = 2000

/** How many of the nearest talks fit, by the bytes of each in one feed of them all. */
function mostThatFit(nearest: readonly CalendarEvent[], profile: FeedProfile): number {
  const some = nearest.slice(0, maxEvents - 1)
  const [head = '', ...entries] = render(some, profile, shortest).split('BEGIN:VEVENT')
  const bytes = new Map(
    entries.map((entry) => [
      /\nUID:(.*)\r/.exec(entry)?.[1],
      Buffer.byteLength(entry) + 'BEGIN:VEVENT'.length,
    ]),
  )
  let left = maxBytes - restBytes - Buffer.byteLength(head)
  const first = some.findIndex(({ uid }) => (left -= bytes.get(uid) ?? 0) < 0)
  return Math.max(first === -1 ? some.length : first, 1)
}

/** By distance in days from the newest change; nothing here comes from the clock. */
function nearestFirst(events: readonly CalendarEvent[]): CalendarEvent[] {
  const reference = Temporal.PlainDate.from(newestChange(events).slice(0, 10) || '1970-01-01')
  const days = new Map(
    events.map((event) => [event.uid, Math.abs(reference.until(event.start.slice(0, 10)).days)]),
  )
  const distance = (event: CalendarEvent) => days.get(event.uid) ?? 0
  return events.toSorted(
    (a, b) => distance(a) - distance(b) || compare(a.start, b.start) || compare(a.uid, b.uid),
  )
}

/** The first day of the feed, by the newest change. */
export function lineOf(newest: string): string {
  return Temporal.Instant.from(newest)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .subtract({ days: daysBack })
    .toString()
}

/**
 * The talks of the feed, and the older ones of the archive's feed.
 * The line between them is drawn from the newest change, not from the clock: bytes change only when data does.
 * @param all the talks whose newest change counts, where `events` are only some of them
 */
export function splitByAge<Event extends Pick<CalendarEvent, 'end' | 'lastModified'>>(
  events: readonly Event[],
  all: readonly Event[] = events,
): {
  recent: Event[]
  old: Event[]
} {
  const newest = newestChange(all)
  if (newest === '') return { recent: [], old: [] }
  const line = lineOf(newest)
  return {
    recent: events.filter((event) => event.end.slice(0, 10) >= line),
    old: events.filter((event) => event.end.slice(0, 10) < line),
  }
}

function render(
  chosen: readonly CalendarEvent[],
  { name, timeZone, alarmMinutes = null }: FeedProfile,
  maxDescription: number,
): string {
  const shown = chosen.toSorted((a, b) => compare(a.start, b.start) || compare(a.uid, b.uid))
  const calendar = new ICalCalendar({
    prodId: { company: 'statlist-calendar', product: 'feed', language: 'EN' },
    name: name === null ? null : printable(name),
    method: ICalCalendarMethod.PUBLISH,
    ttl: name === null ? null : refreshSeconds,
    // With a zone's name here the library writes DTSTAMP in local time without Z (measured): null, and X-WR-TIMEZONE by hand.
    timezone: { name: null, generator: () => null },
  })
  for (const event of shown) addEvent(calendar, event, maxDescription, alarmMinutes)
  const body = withTimeZone(calendar.toString(), timeZone)
  checkFeed(body, shown, alarmMinutes !== null)
  return body
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addEvent(
  calendar: ICalCalendar,
  event: CalendarEvent,
  maxDescription: number,
  alarmMinutes: number | null,
): void {
  const allDay = !event.start.includes('T')
  const changed = Temporal.Instant.from(event.lastModified)
  const shared = {
    id: event.uid,
    sequence: event.sequence,
    stamp: changed,
    lastModified: changed,
    created: Temporal.Instant.from(event.created),
    summary: printable(event.summary),
    description: { plain: cut(printable(event.description), maxDescription, event.url) },
    status: statusOf(event),
    transparency: isOff(event) ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    categories: event.categories
      .map((name) => ({ name: printable(name).trim() }))
      .filter((category) => category.name !== ''),
    ...locationOf(event),
    ...(alarmMinutes === null || isOff(event) || isNotice(event)
      ? {}
      : { alarms: [{ type: ICalAlarmType.display, trigger: alarmMinutes * 60 }] }),
    ...(event.url === null ? {} : { url: event.url.replaceAll(',', '%2C').replaceAll(';', '%3B') }),
  }
  if (allDay) {
    const start = Temporal.PlainDate.from(event.start)
    // DTEND of whole days is exclusive (RFC 5545, 3.6.1).
    calendar.createEvent({
      ...shared,
      start,
      end: Temporal.PlainDate.from(event.end).add({ days: 1 }),
      allDay: true,
    })
    return
  }
  const zoned = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(event.timeZone)
  calendar.createEvent({
    ...shared,
    start: zoned(event.start),
    end: zoned(event.end),
    timezone: event.timeZone,
  })
}

/** An entry of ours, about the calendar. */
function isNotice({ uid }: CalendarEvent): boolean {
  return /^(?:notice|left-out)-/.test(uid)
}

/** None if off: CANCELLED makes Google drop it and Outlook show it as on; Thunderbird shows CONFIRMED. */
function statusOf(event: CalendarEvent): ICalEventStatus | null {
  if (isOff(event)) return null
  return event.status === 'tentative' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

function locationOf({ location, place: { geo } }: CalendarEvent) {
  const title = printable(location ?? '')
  if (title.trim() === '') return {}
  return { location: geo === null ? title : { title, geo: { lat: geo[0], lon: geo[1] } } }
}

/** Cuts at the end of a word, and says where the rest is. */
function cut(text: string, maxLength: number, url: string | null): string {
  const kept = cutText(text, maxLength)
  // The page, if there is one, is the first line: where it isn't, the address is the meeting's.
  return kept === text || url === null || !text.startsWith(url) ? kept : `${kept}\n\nFull text: ${url}`
}

/** No control characters: they pass through the library into every client. */
function printable(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, ' ')
    .toWellFormed()
}

/** Puts the zone's name and rules before the first event: without them Outlook is an hour off; the library writes both too late. */
function withTimeZone(body: string, timeZone: string): string {
  const block = blockOf(timeZone)
  const at = body.indexOf('BEGIN:VEVENT')
  const cut = at === -1 ? body.lastIndexOf('END:VCALENDAR') : at
  return (
    `${body.slice(0, cut)}X-WR-TIMEZONE:${timeZone}\r\n${block}\r\n${body.slice(cut)}`.replace(/\r\n$/, '') +
    '\r\n'
  )
}

const blocks = new Map<string, string>()

/** A zone's VTIMEZONE, made once: it is the larger part of a small feed’s work. */
function blockOf(timeZone: string): string {
  const block = blocks.get(timeZone) ?? tzlib_get_ical_block(timeZone)[0]?.trimEnd()
  if (block === undefined) throw new Error(`no VTIMEZONE is known for ${timeZone}`)
  blocks.set(timeZone, block)
  return block
}

const allowedProperties = new Set(
  'BEGIN END VERSION PRODID METHOD NAME X-WR-CALNAME X-WR-TIMEZONE REFRESH-INTERVAL X-PUBLISHED-TTL GEO UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION STATUS TRANSP CATEGORIES URL CREATED LAST-MODIFIED TZID X-LIC-LOCATION TZNAME TZOFFSETFROM TZOFFSETTO RRULE RDATE TZURL X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'.split(
    ' ',
  ),
)

/** Reads a feed as a client would and throws unless it holds exactly these events and nothing that was smuggled in. */
export function checkFeed(body: string, events: readonly CalendarEvent[], hasAlarms = false): void {
  const lines = body.replace(/\r\n[ \t]/g, '').split('\r\n')
  if (lines.at(-1) !== '' || lines.some((line) => /[\n\r]/.test(line)))
    throw new Error('feed: a line does not end in CRLF')
  if (body.split('\r\n').some((line) => Buffer.byteLength(line) > 75))
    throw new Error('feed: a line is longer than 75 octets')
  const open: string[] = []
  const uids: string[] = []
  for (const line of lines.slice(0, -1)) {
    const name = /^[A-Z0-9-]+(?=[;:])/.exec(line)?.[0] ?? ''
    const value = line.slice(line.indexOf(':') + 1)
    if (!allowedProperties.has(name) && !(hasAlarms && (name === 'ACTION' || name === 'TRIGGER')))
      throw new Error(`feed: the property ${name || line.slice(0, 20)} does not belong there`)
    if (name === 'BEGIN') open.push(value)
    if (name === 'END' && open.pop() !== value) throw new Error(`feed: END:${value} closes nothing`)
    if (name === 'UID') uids.push(value)
    if (/^(?:DTSTAMP|CREATED|LAST-MODIFIED)$/.test(name) && !/^\d{8}T\d{6}Z$/.test(value))
      throw new Error(`feed: ${name} is not in UTC`)
  }
  if (open.length > 0) throw new Error(`feed: ${open.join(', ')} is not closed`)
  if (uids.length !== events.length || uids.some((uid, at) => uid !== events[at]?.uid))
    throw new Error(`feed: ${uids.length} events for ${events.length}`)
}
