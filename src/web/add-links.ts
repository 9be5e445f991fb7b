import type { CalendarEvent } from '../calendar/event.ts'
import { cutText } from '../text.ts'

/**
 * Links with which web calendars add one event, as their own pages make them (reference: calendars.md 3.6),
 * by the last part of our own short address for each.
 */
export function addLinksOf(event: CalendarEvent): ReadonlyMap<string, string> {
  return new Map([
    ['google', `https://calendar.google.com/calendar/render?${googleQuery(event)}`],
    ['outlook', `https://outlook.office.com/calendar/0/deeplink/compose?${outlookQuery(event)}`],
    ['outlook-home', `https://outlook.live.com/calendar/0/deeplink/compose?${outlookQuery(event)}`],
  ])
}

const maxDetails = 500

function googleQuery({ summary, description, location, start, end, timeZone }: CalendarEvent): string {
  const isDay = !start.includes('T')
  const compact = (text: string) => text.replace(/[-:]/g, '')
  // Whole days end on the day after the last one.
  const dates = isDay ? [start, dayAfter(end)].map(compact) : [start, end].map((wall) => `${compact(wall)}00`)
  return new URLSearchParams({
    action: 'TEMPLATE',
    text: summary,
    dates: dates.join('/'),
    ctz: timeZone,
    details: cutText(description, maxDetails),
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
    body: cutText(description, maxDetails),
    location: location ?? '',
  }).toString()
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
