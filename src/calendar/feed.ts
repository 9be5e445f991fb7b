import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { CalendarEvent } from './event.ts'

/** Google drops what is above a megabyte or so, silently; the newest talks stay. */
const maxEvents = 800
const maxDescription = 2000

/** Renders events as iCalendar (RFC 5545); the same events give the same bytes. Throws when the result does not pass `checkFeed`. */
export function renderFeed(
  events: readonly CalendarEvent[],
  profile: { name: string; timeZone: string },
): string {
  const newest = events
    .toSorted((a, b) => compare(b.start, a.start) || compare(a.uid, b.uid))
    .slice(0, maxEvents)
  const shown = newest.toSorted((a, b) => compare(a.start, b.start) || compare(a.uid, b.uid))
  const calendar = new ICalCalendar({
    prodId: { company: 'statlist-calendar', product: 'feed', language: 'EN' },
    name: profile.name,
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    // With a zone's name here the library writes DTSTAMP in local time without Z (measured): null, and X-WR-TIMEZONE by hand.
    timezone: { name: null, generator: () => null },
  })
  for (const event of shown) addEvent(calendar, event)
  const body = withTimeZone(calendar.toString(), profile.timeZone)
  checkFeed(body, shown)
  return body
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addEvent(calendar: ICalCalendar, event: CalendarEvent): void {
  const allDay = !event.start.includes('T')
  const changed = Temporal.Instant.from(event.lastModified)
  const shared = {
    id: event.uid,
    sequence: event.sequence,
    stamp: changed,
    lastModified: changed,
    created: Temporal.Instant.from(event.created),
    summary: printable(event.summary),
    description: { plain: printable(event.description).slice(0, maxDescription) },
    status: event.status === 'tentative' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    // STATUS:CANCELLED makes Google drop the event and Outlook show it as on: the word in the summary is seen everywhere.
    transparency:
      event.status === 'cancelled' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    categories: event.categories
      .map((name) => ({ name: printable(name).trim() }))
      .filter((category) => category.name !== ''),
    ...(event.location === null ? {} : { location: printable(event.location) }),
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

/** No control characters: they pass through the library into every client. */
function printable(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g, ' ')
    .toWellFormed()
}

/** Puts the zone's name and rules before the first event: without them Outlook is an hour off; the library writes both too late. */
function withTimeZone(body: string, timeZone: string): string {
  const block = tzlib_get_ical_block(timeZone)[0]
  if (block === undefined) throw new Error(`no VTIMEZONE is known for ${timeZone}`)
  const at = body.indexOf('BEGIN:VEVENT')
  const cut = at === -1 ? body.lastIndexOf('END:VCALENDAR') : at
  return (
    `${body.slice(0, cut)}X-WR-TIMEZONE:${timeZone}\r\n${block.trimEnd()}\r\n${body.slice(cut)}`.replace(
      /\r\n$/,
      '',
    ) + '\r\n'
  )
}

const allowedProperties = new Set(
  'BEGIN END VERSION PRODID METHOD NAME X-WR-CALNAME X-WR-TIMEZONE REFRESH-INTERVAL X-PUBLISHED-TTL UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION STATUS TRANSP CATEGORIES URL CREATED LAST-MODIFIED TZID X-LIC-LOCATION TZNAME TZOFFSETFROM TZOFFSETTO RRULE RDATE TZURL X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'.split(
    ' ',
  ),
)

/** Reads a feed as a client would and throws unless it holds exactly these events and nothing that was smuggled in. */
export function checkFeed(body: string, events: readonly CalendarEvent[]): void {
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
    if (!allowedProperties.has(name))
      throw new Error(`feed: the property ${name || line.slice(0, 20)} does not belong there`)
    if (name === 'BEGIN') open.push(value)
    if (name === 'END' && open.pop() !== value) throw new Error(`feed: END:${value} closes nothing`)
    if (name === 'UID') uids.push(value)
    if (/^(?:DTSTAMP|CREATED|LAST-MODIFIED)$/.test(name) && !/^\d{8}T\d{6}Z$/.test(value))
      throw new Error(`feed: ${name} is not in UTC`)
  }
  if (open.length > 0) throw new Error(`feed: ${open.join(', ')} is not closed`)
  if (uids.length !== events.length || uids.some((uid, at) => uid !== events[at]!.uid))
    throw new Error(`feed: ${uids.length} events for ${events.length}`)
}
