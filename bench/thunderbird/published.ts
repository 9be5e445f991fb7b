import ICAL from 'ical.js'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import type { ShownTalk } from './inside.ts'

/** A talk's words as a feed holds them. */
export interface PublishedTalk {
  uid: string
  summary: string
  description: string
  location: string | null
}

/** What a feed of our server says, by uid. */
export async function publishedAt(url: string): Promise<Map<string, PublishedTalk>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  const calendar = new ICAL.Component(ICAL.parse(await response.text()) as never[])
  const talks = calendar.getAllSubcomponents('vevent').map((component) => {
    const text = (name: string) => {
      const value = component.getFirstPropertyValue(name)
      return value === null ? null : String(value)
    }
    return {
      uid: text('uid') ?? '',
      summary: text('summary') ?? '',
      description: text('description') ?? '',
      location: text('location'),
    }
  })
  return new Map(talks.map((talk) => [talk.uid, talk]))
}

/** Start and end as a reader in a zone must see them; for whole days only dates, the end exclusive. */
export function spanIn(
  zone: string,
  { start, end, timeZone }: CalendarEvent,
): Pick<ShownTalk, 'start' | 'end'> {
  if (!start.includes('T')) return { start, end: Temporal.PlainDate.from(end).add({ days: 1 }).toString() }
  const wall = (time: string) =>
    Temporal.PlainDateTime.from(time)
      .toZonedDateTime(timeZone)
      .withTimeZone(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
  return { start: wall(start), end: wall(end) }
}

/** The first line of a description that was not there before. */
export function newLine(before: string, after: string): string {
  const known = new Set(before.split('\n'))
  return after.split('\n').find((line) => !known.has(line)) ?? ''
}

/** The words that a title has gained at its beginning or end. */
export function newWords(before: string, after: string): string {
  if (after.endsWith(before)) return after.slice(0, after.length - before.length).trim()
  return after.startsWith(before) ? after.slice(before.length).trim() : ''
}
