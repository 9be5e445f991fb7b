import type { Notice, Talk } from '../../src/announcement/announcement.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import type { Reading } from '../../src/talks/reading.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'

/** What is known of a talk. */
export function makeKnown(fields: Partial<KnownTalk> = {}): KnownTalk {
  return {
    uid: 'abc@statlist-calendar',
    type: 'talk',
    title: 'A title',
    speakers: [{ name: 'Jane Doe', affiliation: 'ETH' }],
    start: '2025-09-25T15:15',
    end: null,
    timeZone: null,
    location: 'HG G 19.1',
    online: null,
    series: 'Seminar',
    abstract: null,
    status: 'confirmed',
    sequence: 0,
    created: '2025-09-15T13:13:56Z',
    lastModified: '2025-09-15T13:13:56Z',
    subject: 'A subject',
    sources: ['k1'],
    changes: [],
    overrides: { summary: null, description: null },
    inGoogle: true,
    ...fields,
  }
}

/** A talk as the feed and Google see it. */
export function makeEvent(fields: Partial<CalendarEvent> = {}, talk: Partial<KnownTalk> = {}): CalendarEvent {
  return {
    uid: 'abc@statlist-calendar',
    sequence: 0,
    status: 'confirmed',
    summary: 'Jane Doe: A title',
    description: 'A title\nJane Doe (ETH)',
    location: 'HG G 19.1',
    place: { building: null, address: null, geo: null, city: 'zurich', institutions: ['ethz'] },
    url: null,
    start: '2025-09-25T15:15',
    end: '2025-09-25T16:15',
    timeZone: 'Europe/Zurich',
    endAssumed: true,
    categories: ['Seminar'],
    created: '2025-09-15T13:13:56Z',
    lastModified: '2025-09-15T13:13:56Z',
    talk: makeKnown({ ...(fields.uid === undefined ? {} : { uid: fields.uid }), ...talk }),
    ...fields,
  }
}

/** An event of a whole day. */
export function eventOn(uid: string, start: string, title = 'A title'): CalendarEvent {
  return makeEvent({ uid, start, end: start }, { title })
}

/** By start; two of them are of one month. */
export const threeMonths: readonly CalendarEvent[] = [
  eventOn('a', '2025-08-30'),
  eventOn('b', '2025-09-01'),
  eventOn('c', '2025-09-30'),
  eventOn('d', '2025-10-01'),
]

type TalkFields = {
  [Field in keyof Talk]?: Talk[Field] extends { value: infer Value } | null ? Value | null : Talk[Field]
}

/** A talk as the parser gives it, from plain values. */
export function makeTalk(
  fields: Partial<{
    title: string | null
    speaker: string | null
    start: string
    end: string | null
    location: string | null
    status: Talk['status']['value']
    timeZone: string | null
    doubts: string[]
    series: string | null
    online: string | null
    abstract: string | null
    notice: Notice | null
    keepsHour: true
  }> &
    TalkFields = {},
): Talk {
  const field = <Value>(value: Value | null | undefined) =>
    value == null ? null : { value, certainty: 'stated' as const, source: String(value) }
  const values = {
    title: 'A title of five words',
    speaker: 'Jane Doe',
    start: '2025-09-25T15:15',
    end: null,
    location: 'HG G 19.1',
    status: 'confirmed' as const,
    timeZone: null,
    sure: 1,
    doubts: [],
    series: null,
    online: null,
    abstract: null,
    notice: null,
    ...fields,
  }
  return {
    type: 'talk',
    title: field(values.title),
    speakers:
      values.speaker === null
        ? []
        : [
            {
              value: { name: values.speaker, affiliation: null },
              certainty: 'stated',
              source: values.speaker,
            },
          ],
    start: field(values.start)!,
    ...(fields.keepsHour === true ? { keepsHour: true as const } : {}),
    end: field(values.end),
    timeZone: field(values.timeZone),
    location: field(values.location),
    online: field(values.online),
    series: field(values.series),
    abstract: field(values.abstract),
    sure: values.sure,
    notice: field(values.notice),
    status: field(values.status)!,
    doubts: values.doubts,
  }
}

/** A mail that was read. */
export function makeReading(
  id: string,
  kind: Reading['announcement']['kind'],
  talks: Talk[],
  fields: Partial<Reading> = {},
): Reading {
  return {
    key: `key-${id}`,
    number: Number(id),
    messageId: `${id}@x`,
    references: [],
    from: 'office@math.example',
    subject: `Subject ${id}`,
    date: `2025-09-${id.padStart(2, '0')}T10:00:00+02:00`,
    archivedAt: null,
    announcement: { kind, talks, reason: '' },
    ...fields,
  }
}

/** Mails in the order in which they arrived. */
export function arrived(readings: readonly Reading[]): Reading[] {
  return readings.map((reading, at) => ({ ...reading, number: at + 1 }))
}
