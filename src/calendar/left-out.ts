import { newestChange, type CalendarEvent } from './event.ts'

/** Events that are left out of a feed: how many, the first day of them, the last change. */
export interface LeftOut {
  count: number
  first: string
  changed: string
}

/** What is left out in all. */
export function leftOut(events: readonly CalendarEvent[], beyond: LeftOut | null): LeftOut {
  const days = [...events.map(({ start }) => start.slice(0, 10)), ...(beyond === null ? [] : [beyond.first])]
  return {
    count: events.length + (beyond?.count ?? 0),
    first: days.reduce((first, day) => (day < first ? day : first)),
    changed: [newestChange(events), beyond?.changed ?? ''].reduce((last, at) => (at > last ? at : last)),
  }
}

/** An entry on the first day that is left out, so that no reader takes silence for an empty calendar. */
export function noticeOf(
  some: CalendarEvent,
  { count, first: day, changed }: LeftOut,
  { timeZone, publicUrl }: { timeZone: string; publicUrl?: string | null },
): CalendarEvent {
  const summary = `${count} more ${count === 1 ? 'talk is' : 'talks are'} not shown in this calendar`
  const where = publicUrl == null ? '' : ` All of them: ${publicUrl}/`
  return {
    ...some,
    uid: `left-out-${day}@statlist-calendar`,
    sequence: Math.floor(Temporal.Instant.from(changed).epochMilliseconds / 60_000),
    status: 'confirmed',
    summary,
    description: `Calendar programs take no more than this. The nearest talks are here.${where}`,
    location: null,
    place: { building: null, address: null, geo: null, city: null, institutions: [] },
    url: publicUrl ?? null,
    start: day,
    end: day,
    timeZone,
    categories: [],
    created: changed,
    lastModified: changed,
  }
}
