import type { CalendarEvent } from '../calendar/event.ts'

/** Links by which web calendars take one event over, as their own pages make them (reference: calendars.md 3.6). */
export function addLinksOf(event: CalendarEvent): {
  google: string
  outlookWork: string
  outlookHome: string
} {
  return {
    google: `https://calendar.google.com/calendar/render?${googleQuery(event)}`,
    outlookWork: `https://outlook.office.com/calendar/0/deeplink/compose?${outlookQuery(event)}`,
    outlookHome: `https://outlook.live.com/calendar/0/deeplink/compose?${outlookQuery(event)}`,
  }
}

const maxDetails = 500

function googleQuery({ summary, description, location, start, end, timeZone }: CalendarEvent): string {
  const isDay = !start.includes('T')
  const compact = (text: string) => text.replace(/[-:]/g, '')
  // Whole days end on the day behind the last one.
  const dates = isDay ? [start, dayAfter(end)].map(compact) : [start, end].map((wall) => `${compact(wall)}00`)
  return new URLSearchParams({
    action: 'TEMPLATE',
    text: summary,
    dates: dates.join('/'),
    ctz: timeZone,
    details: description.slice(0, maxDetails),
    location: location ?? '',
  }).toString()
}

function outlookQuery({ summary, description, location, start, end, timeZone }: CalendarEvent): string {
  const isDay = !start.includes('T')
  const instant = (wall: string) =>
    Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).toInstant().toString()
  return new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: summary,
    startdt: isDay ? start : instant(start),
    enddt: isDay ? dayAfter(end) : instant(end),
    ...(isDay ? { allday: 'true' } : {}),
    body: description.slice(0, maxDetails),
    location: location ?? '',
  }).toString()
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
