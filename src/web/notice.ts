import { createHash } from 'node:crypto'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Site } from './site.ts'
import type { PublicationHead } from '../publication/manifest.ts'

/** The one entry of a calendar without talks: its readers see that the subscription works, and no client clears anything for want of events. */
export function noticeOf(
  { name, path, isOver = false }: { name: string; path: string; isOver?: boolean },
  { lastModified }: PublicationHead,
  site: Site,
): CalendarEvent {
  const page = `${site.baseUrl}${path}`
  const summary = `${name}: ${isOver ? 'no talks' : 'no talks yet'}`
  const works = isOver
    ? 'The subscription works; the calendar has no such talks.'
    : 'The subscription works; talks appear here as soon as they are announced.'
  const description = `${works} ${page}`
  const day = lastModified.slice(0, 10)
  const uid = `notice-${createHash('sha256').update(path).digest('hex').slice(0, 24)}@statlist-calendar`
  return {
    uid,
    // The entry moves with the newest change, so its SEQUENCE grows.
    sequence: Math.floor(Date.parse(day) / 86_400_000),
    status: 'confirmed',
    summary,
    description,
    location: null,
    place: { building: null, address: null, geo: null, city: null, institutions: [] },
    url: page,
    start: day,
    end: day,
    timeZone: site.list.timeZone,
    endAssumed: false,
    categories: [],
    created: lastModified,
    lastModified,
    talk: {
      uid,
      type: 'meeting',
      title: summary,
      speakers: [],
      start: day,
      end: day,
      timeZone: null,
      location: null,
      online: null,
      series: null,
      abstract: null,
      status: 'confirmed',
      sequence: 0,
      created: lastModified,
      lastModified,
      subject: summary,
      sources: [],
      changes: [],
      overrides: { summary: null, description: null },
      inGoogle: false,
    },
  }
}
