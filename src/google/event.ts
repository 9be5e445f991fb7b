import { createHash } from 'node:crypto'
import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js'
import type { GoogleField } from '../talks/decision.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { isOff, type TalkFacts } from '../talks/talk.ts'

/** The fields of an event that are ours, in the API's words. */
export interface GoogleEvent {
  summary: string
  description: string
  location: string
  start: GoogleTime
  end: GoogleTime
  transparency: 'opaque' | 'transparent'
  status: 'confirmed' | 'tentative'
  extendedProperties: { private: { statlistUid: string; statlistSequence: string } }
}

/** A whole day, or a wall time in a zone; the other two are null, so that a patch removes them. */
export interface GoogleTime {
  date: string | null
  dateTime: string | null
  timeZone: string | null
}

/** What people can edit in Google, as plain text; times as wall times in the list's zone, whole days inclusive. */
export type EditableFields = Record<GoogleField, string>

/** An event as Google gives it. */
export interface RemoteEvent {
  remoteId: string
  etag: string
  /** A tombstone: somebody, or we, deleted it. */
  deleted: boolean
  /** Our uid in it; null: not ours, and never touched. */
  uid: string | null
  fields: EditableFields
  /** What no human edits in Google's forms by accident: free or busy, and how sure it is. */
  looks: Pick<GoogleEvent, 'transparency' | 'status'>
}

/** Event id of the API: base32hex letters of the uid's hash, 5 to 1024 of [a-v0-9]. */
export function remoteIdOf(uid: string): string {
  return createHash('sha256').update(uid).digest('hex').slice(0, 40)
}

/** Our event in Google's words. A talk that is off stays visible there: status `cancelled` would delete it. */
export function toGoogleEvent(event: CalendarEvent): GoogleEvent {
  const allDay = !event.start.includes('T')
  const day = (date: string): GoogleTime => ({ date, dateTime: null, timeZone: null })
  const time = (wall: string): GoogleTime => ({
    date: null,
    dateTime: `${wall}:00`,
    timeZone: event.timeZone,
  })
  return {
    summary: event.summary,
    // A human's own words stay there as Google keeps them.
    description: event.talk.overrides.description ?? event.description,
    location: event.location ?? '',
    start: allDay ? day(event.start) : time(event.start),
    end: allDay ? day(shiftDay(event.end, 1)) : time(event.end),
    transparency: isOff(event) ? 'transparent' : 'opaque',
    status: event.status === 'tentative' ? 'tentative' : 'confirmed',
    extendedProperties: { private: { statlistUid: event.uid, statlistSequence: String(event.sequence) } },
  }
}

/** The fields in which two bodies differ: only these are patched, so that hand edits of the others stay. */
export function differingFields(before: GoogleEvent, after: GoogleEvent): Partial<GoogleEvent> {
  const keys = (Object.keys(after) as (keyof GoogleEvent)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  // SEQUENCE alone is nothing that anybody sees.
  if (keys.length === 1 && keys[0] === 'extendedProperties') return {}
  return Object.fromEntries(keys.map((key) => [key, after[key]]))
}

const toldBy: Record<GoogleField, readonly (keyof TalkFacts)[]> = {
  summary: ['title', 'speakers'],
  description: [],
  location: ['location', 'online'],
  start: ['start', 'timeZone'],
  end: ['start', 'end', 'timeZone'],
}

/** The fields that mails have changed since a body was sent, even back: hand edits there no longer count. */
export function toldSince(event: CalendarEvent, { extendedProperties }: GoogleEvent): GoogleField[] {
  const since = Number(extendedProperties.private.statlistSequence)
  const told = event.talk.changes
    .filter(({ by, sequence }) => by.kind === 'mail' && sequence > since)
    .flatMap(({ fields }) => fields.map(({ field }) => field))
  return (Object.keys(toldBy) as GoogleField[]).filter((field) =>
    toldBy[field].some((fact) => told.includes(fact)),
  )
}

/** Google's answer as a remote event. */
export function toRemoteEvent(data: calendar_v3.Schema$Event, timeZone: string): RemoteEvent {
  return {
    remoteId: data.id ?? '',
    etag: data.etag ?? '',
    deleted: data.status === 'cancelled',
    uid: data.extendedProperties?.private?.['statlistUid'] ?? null,
    fields: {
      summary: tidy(data.summary),
      description: tidy(data.description),
      location: tidy(data.location),
      start: wallOf(data.start, timeZone),
      end: data.end?.date ? shiftDay(data.end.date, -1) : wallOf(data.end, timeZone),
    },
    looks: {
      transparency: data.transparency === 'transparent' ? 'transparent' : 'opaque',
      status: data.status === 'tentative' ? 'tentative' : 'confirmed',
    },
  }
}

/** True when Google shows just what this body would make it show: writing it would change nothing. */
export function showsAll({ fields, looks }: RemoteEvent, sent: GoogleEvent): boolean {
  const { summary, description, location, start, end } = sent
  return (
    fields.summary === tidy(summary) &&
    fields.description === tidy(description) &&
    fields.location === tidy(location) &&
    fields.start === (start.date ?? start.dateTime?.slice(0, 16)) &&
    fields.end === (end.date === null ? end.dateTime?.slice(0, 16) : shiftDay(end.date, -1)) &&
    looks.transparency === sent.transparency &&
    looks.status === sent.status
  )
}

/** The fields that a human has changed since we looked last. */
export function handEdits(before: EditableFields, after: EditableFields): GoogleField[] {
  return (Object.keys(before) as GoogleField[]).filter((field) => before[field] !== after[field])
}

/** What we would have sent had the edits been ours, so that they are not patched away. */
export function withEdits(
  sent: GoogleEvent,
  fields: EditableFields,
  edited: readonly GoogleField[],
  timeZone: string,
): GoogleEvent {
  const time = (wall: string, days: number): GoogleTime =>
    wall.includes('T')
      ? { date: null, dateTime: `${wall}:00`, timeZone }
      : { date: shiftDay(wall, days), dateTime: null, timeZone: null }
  const changed = edited.map((field) => {
    if (field === 'start') return [field, time(fields.start, 0)]
    if (field === 'end') return [field, time(fields.end, 1)]
    return [field, fields[field]]
  })
  return { ...sent, ...(Object.fromEntries(changed) as Partial<GoogleEvent>) }
}

/** Google keeps texts as it likes: line ends and outer spaces are no edit. */
function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/\r\n?/g, '\n').trim()
}

/** Google answers with an offset, whatever was sent. */
function wallOf(time: calendar_v3.Schema$EventDateTime | undefined, timeZone: string): string {
  if (time?.date) return time.date
  if (!time?.dateTime) return ''
  return Temporal.Instant.from(time.dateTime)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

function shiftDay(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
