import type { CalendarEvent } from '../calendar/event.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import type { Filter } from './filter.ts'
import type { Site, SiteData } from './site.ts'

/** "2022-12-16T15:15:00+01:00", or the day alone. */
function timeOf(wall: string, timeZone: string): string {
  if (!wall.includes('T')) return wall
  return Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** As many as a program reads at once; a year or a month has its own address. */
const maxTalks = 3000

/** The latest talks as data, for programs: one object each, null where nothing is known. */
export function renderJson(site: Site, data: SiteData, filter: Filter): string {
  const matching = data.matching(filter)
  return JSON.stringify(
    {
      name: site.list.name,
      timeZone: site.list.timeZone,
      more: Math.max(matching.length - maxTalks, 0),
      talks: data.talksOf(matching.slice(-maxTalks)).map((event) => ({
        id: shortIdOf(event.uid),
        uid: event.uid,
        url: `${site.baseUrl}/talks/${shortIdOf(event.uid)}`,
        kind: event.talk.type,
        status: event.status,
        title: event.talk.title,
        speakers: event.talk.speakers,
        series: event.talk.series,
        start: timeOf(event.start, event.timeZone),
        end: timeOf(event.end, event.timeZone),
        endAssumed: event.endAssumed,
        location: event.location,
        city: event.place.city,
        institutions: event.place.institutions,
        geo: event.place.geo,
        online: event.talk.online,
        registration: event.talk.registration ?? null,
        programme: event.talk.programme ?? null,
        website: event.talk.website ?? null,
        abstract: event.talk.abstract,
        sequence: event.sequence,
        created: event.created,
        lastModified: event.lastModified,
      })),
    },
    null,
    1,
  )
}

/** https://schema.org/Event, as search engines read it. */
export function toSchemaOrg(event: CalendarEvent, site: Site): object {
  const { talk, place } = event
  const status = isOff(event)
    ? event.status === 'postponed'
      ? 'EventPostponed'
      : 'EventCancelled'
    : talk.changes.slice(1).some(({ fields }) => fields.some(({ field }) => field === 'start'))
      ? 'EventRescheduled'
      : 'EventScheduled'
  const virtual = talk.online === null ? null : { '@type': 'VirtualLocation', url: talk.online }
  const room =
    talk.location === null
      ? null
      : {
          '@type': 'Place',
          name: talk.location,
          ...(place.address === null ? {} : { address: place.address }),
          ...(place.geo === null
            ? {}
            : { geo: { '@type': 'GeoCoordinates', latitude: place.geo[0], longitude: place.geo[1] } }),
        }
  const mode = room !== null && virtual !== null ? 'Mixed' : virtual !== null ? 'Online' : 'Offline'
  return {
    '@context': 'https://schema.org',
    '@type': talk.type === 'course' ? 'EducationEvent' : 'Event',
    name: talk.title ?? event.summary,
    startDate: timeOf(event.start, event.timeZone),
    endDate: timeOf(event.end, event.timeZone),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
    location: [room, virtual].filter((one) => one !== null),
    performer: talk.speakers.map(({ name, affiliation }) => ({
      '@type': 'Person',
      name,
      ...(affiliation === null ? {} : { affiliation: { '@type': 'Organization', name: affiliation } }),
    })),
    ...(talk.series === null ? {} : { superEvent: { '@type': 'EventSeries', name: talk.series } }),
    ...(talk.abstract === null ? {} : { description: talk.abstract }),
    url: `${site.baseUrl}/talks/${shortIdOf(event.uid)}`,
  }
}
