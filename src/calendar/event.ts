import { fullLocation, placeOf, type Gazetteer, type Place } from './place.ts'
import type { EventStatus, KnownTalk } from '../talks/talk.ts'
import { descriptionOf, pageOf, summaryOf, type WordingProfile } from './wording.ts'

/** One VEVENT (RFC 5545, 3.6.1) as feed, page and Google show it; plain JSON, nothing in it comes from the clock. */
export interface CalendarEvent {
  uid: string
  sequence: number
  status: EventStatus
  summary: string
  description: string
  /** The room with building and address. */
  location: string | null
  place: Place
  /** The talk's own page, else where to join it. */
  url: string | null
  /** Wall time in `timeZone`, or a plain date for whole days. */
  start: string
  /** The same; for whole days the last day, inclusive. */
  end: string
  timeZone: string
  /** No end was announced: the usual length was taken. */
  endAssumed: boolean
  categories: string[]
  /** ISO instants in UTC: of the mail that announced it, and of the one that changed it last. */
  created: string
  lastModified: string
  /** What the words above were made of, for the page. */
  talk: KnownTalk
}

export interface CalendarProfile extends WordingProfile {
  name: string
  gazetteer: Gazetteer
}

/** The calendar's words for a talk: summary and description, times in the list's zone. */
export function eventOf(talk: KnownTalk, profile: CalendarProfile): CalendarEvent {
  const { start, end, assumed } = spanOf(talk, profile)
  const place = placeOf(talk.location, talk.series, profile.gazetteer)
  return {
    uid: talk.uid,
    sequence: talk.sequence,
    status: talk.status,
    summary: summaryOf(talk),
    description: descriptionOf(talk, profile, assumed),
    location:
      talk.location === null
        ? talk.online === null
          ? null
          : `Online: ${talk.online}`
        : fullLocation(talk.location, place),
    place,
    url: pageOf(talk, profile) ?? talk.online,
    start,
    end,
    timeZone: profile.timeZone,
    endAssumed: assumed,
    categories: talk.series === null ? [] : [talk.series],
    created: talk.created,
    lastModified: talk.lastModified,
    talk,
  }
}

/** Start and end in the list's zone; a talk without an end gets the usual length. */
function spanOf(talk: KnownTalk, profile: CalendarProfile): { start: string; end: string; assumed: boolean } {
  if (!talk.start.includes('T')) return { start: talk.start, end: talk.end ?? talk.start, assumed: false }
  const local = (wall: string) => {
    const plain = Temporal.PlainDateTime.from(wall)
    if (talk.timeZone === null) return plain
    return plain.toZonedDateTime(talk.timeZone).withTimeZone(profile.timeZone).toPlainDateTime()
  }
  const start = local(talk.start)
  const told = talk.end?.includes('T') ? local(talk.end) : null
  const stated = told !== null && Temporal.PlainDateTime.compare(told, start) > 0 ? told : null
  const end = stated ?? start.add({ minutes: profile.usualMinutes })
  const text = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: 'minute' })
  return { start: text(start), end: text(end), assumed: stated === null }
}

/** The last day that an event is on: what ends at midnight is not on the day that begins then. */
export function lastDayOf({ start, end }: Pick<CalendarEvent, 'start' | 'end'>): string {
  const [day = '', hour] = end.split('T')
  if (hour !== '00:00' || day === start.slice(0, 10)) return day
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
}

/** LAST-MODIFIED of the event that changed last; '' when there is none. */
export function newestChange(events: readonly Pick<CalendarEvent, 'lastModified'>[]): string {
  return events.reduce((last, event) => (event.lastModified > last ? event.lastModified : last), '')
}
