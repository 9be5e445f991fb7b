import { CalendarError } from '../errors.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { googlePace, openGoogleClient, type GoogleClient, type GoogleSettings } from './client.ts'
import {
  differingFields,
  remoteIdOf,
  toGoogleEvent,
  toldSince,
  toRemoteEvent,
  type EditableFields,
  type GoogleEvent,
  type RemoteEvent,
} from './event.ts'

/** What we know of an event as Google holds it. */
export interface Written {
  remoteId: string
  etag: string
  /** `hand-deleted`: by a human, and that is respected; `removed`: by ourselves. */
  state: 'held' | 'hand-deleted' | 'removed'
  /** The body that we sent last. */
  sent: GoogleEvent
  /** How Google keeps it: what differs from this later was edited by hand. */
  kept: EditableFields
}

/** What has happened in the calendar since a sync token, or everything. */
export interface RemoteChanges {
  /** All events, deleted ones too; false: only what changed. */
  full: boolean
  events: RemoteEvent[]
  syncToken: string
}

/** Who may do what with the calendar, for `doctor`. */
export interface CalendarAccess {
  summary: string
  account: string
  role: string
  /** Null: this account may not see it. */
  isPublic: boolean | null
}

export interface GoogleCalendar {
  /** Makes Google's event agree with ours, whatever happened before; safe to repeat. */
  put(event: CalendarEvent, written: Written | null): Promise<Written>
  /** Removes our event; it may be gone already. */
  remove(written: Written): Promise<Written>
  /** Brings a deleted event back. */
  restore(event: CalendarEvent, written: Written): Promise<Written>
  /** An expired token (410) gives everything again. */
  changes(syncToken: string | null): Promise<RemoteChanges>
  access(): Promise<CalendarAccess>
}

const maxConflicts = 3
const maxPages = 100

/** Opens the shared calendar with a service account's key; the only file that knows the API's calls. */
export function openGoogleCalendar(
  settings: GoogleSettings,
  timeZone: string,
  pace = googlePace,
): GoogleCalendar {
  const client = openGoogleClient(settings, pace)
  const { calendarId } = client

  const remote = { client, timeZone }

  return {
    async put(event, written) {
      const sent = toGoogleEvent(event)
      if (written === null) return insert(remote, remoteIdOf(event.uid), sent)
      if (written.state !== 'held') return written
      const differing = differingFields(written.sent, sent)
      if (Object.keys(differing).length === 0) return written
      const told = toldSince(event, written.sent).map((field) => [field, sent[field]])
      const fields = { ...differing, ...(Object.fromEntries(told) as Partial<GoogleEvent>) }
      const patched = await patch(remote, written.remoteId, written.etag, fields, sent)
      // What we did not send may hold an edit by hand that has not been adopted yet.
      const ours = Object.entries(patched.kept).filter(([name]) => name in fields)
      return {
        ...patched,
        kept: { ...written.kept, ...(Object.fromEntries(ours) as Partial<EditableFields>) },
      }
    },
    async remove(written) {
      await client.request(
        (api) => api.events.delete({ calendarId, eventId: written.remoteId, sendUpdates: 'none' }),
        [404, 410],
      )
      return { ...written, state: 'removed' }
    },
    async restore(event, written) {
      const sent = toGoogleEvent(event)
      const { data } = await client.request(
        (api) => api.events.patch({ calendarId, eventId: written.remoteId, requestBody: sent }),
        [403, 404, 410],
      )
      if (data !== null) return writtenOf(toRemoteEvent(data, timeZone), sent)
      // A tombstone that can't be revived keeps its id for ever: the new event gets another one.
      return insert(remote, `${written.remoteId}g`, sent)
    },
    changes: async (syncToken) => changesSince(remote, syncToken),
    async access() {
      const { data } = await client.request((api) => api.events.list({ calendarId, maxResults: 1 }))
      const rules = await client.request((api) => api.acl.list({ calendarId }), [403, 404])
      return {
        summary: data?.summary ?? calendarId,
        account: client.account,
        role: data?.accessRole ?? 'none',
        isPublic:
          rules.data?.items?.some(({ scope, role }) => scope?.type === 'default' && role === 'reader') ??
          null,
      }
    },
  }
}

/** The calendar at the other end, and the zone in which its times are told. */
interface Remote {
  client: GoogleClient
  timeZone: string
}

async function get({ client, timeZone }: Remote, eventId: string): Promise<RemoteEvent | null> {
  const { calendarId } = client
  const { data } = await client.request((api) => api.events.get({ calendarId, eventId }), [404, 410])
  if (data !== null) return toRemoteEvent(data, timeZone)
  // 404 is the answer for a calendar that is not shared, too: such a one must not look like an empty one.
  await client.request((api) => api.events.list({ calendarId, maxResults: 1 }))
  return null
}

async function insert(remote: Remote, id: string, sent: GoogleEvent): Promise<Written> {
  const { client, timeZone } = remote
  const { calendarId } = client
  const { data } = await client.request(
    (api) => api.events.insert({ calendarId, sendUpdates: 'none', requestBody: { id, ...sent } }),
    [409],
  )
  if (data !== null) return writtenOf(toRemoteEvent(data, timeZone), sent)
  // The id is taken: by ourselves, when an answer was lost, or by a tombstone, when somebody deleted the event.
  const there = await get(remote, id)
  // Nothing is behind it: a conflict of Google's own making, which passes.
  if (there === null)
    throw new CalendarError('transient', `Google says that ${id} is taken, but has no such event`)
  if (there.deleted) return deletedByHand(id, there, sent)
  return patch(remote, id, there.etag, sent, sent)
}

async function patch(
  remote: Remote,
  id: string,
  etag: string,
  fields: Partial<GoogleEvent>,
  sent: GoogleEvent,
): Promise<Written> {
  const { client, timeZone } = remote
  const { calendarId } = client
  let current = etag
  for (let conflicts = 0; conflicts <= maxConflicts; conflicts++) {
    const { status, data } = await client.request(
      (api) =>
        api.events.patch(
          { calendarId, eventId: id, sendUpdates: 'none', requestBody: fields },
          { headers: { 'If-Match': current } },
        ),
      [403, 404, 410, 412],
    )
    if (data !== null) return writtenOf(toRemoteEvent(data, timeZone), sent)
    const there = await get(remote, id)
    if (there === null || there.deleted) return deletedByHand(id, there, sent)
    // 403 on a tombstone is dealt with above; on a live event it means that a permission is missing.
    if (status === 403)
      throw new CalendarError(
        'notShared',
        `Google answers 403: share ${calendarId} with ${client.account}, with the permission “Make changes to events”`,
      )
    current = there.etag
  }
  throw new CalendarError('transient', `${id} was edited again and again while being written`)
}

/** Page by page; an expired token (410) gives everything again. */
async function changesSince(remote: Remote, syncToken: string | null): Promise<RemoteChanges> {
  const { client, timeZone } = remote
  const { calendarId } = client
  const events: RemoteEvent[] = []
  let pageToken: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const { data } = await client.request(
      (api) =>
        api.events.list({
          calendarId,
          maxResults: 2500,
          showDeleted: true,
          ...(syncToken === null ? {} : { syncToken }),
          ...(pageToken === undefined ? {} : { pageToken }),
        }),
      syncToken === null ? [] : [410],
    )
    if (data === null) return changesSince(remote, null)
    events.push(...(data.items ?? []).map((item) => toRemoteEvent(item, timeZone)))
    pageToken = data.nextPageToken ?? undefined
    if (pageToken === undefined)
      return { full: syncToken === null, events, syncToken: data.nextSyncToken ?? '' }
  }
  throw new CalendarError('refused', `the calendar has more than ${maxPages} pages of events`)
}

/** What Google holds after accepting a body. */
export function writtenOf(remote: RemoteEvent, sent: GoogleEvent): Written {
  return { remoteId: remote.remoteId, etag: remote.etag, state: 'held', sent, kept: remote.fields }
}

function deletedByHand(remoteId: string, remote: RemoteEvent | null, sent: GoogleEvent): Written {
  const kept = remote?.fields ?? { summary: '', description: '', location: '', start: '', end: '' }
  return { remoteId, etag: remote?.etag ?? '', state: 'hand-deleted', sent, kept }
}
