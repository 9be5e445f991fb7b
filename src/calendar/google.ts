import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { auth, calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js'
import { CalendarError, messageOf } from '../errors.ts'
import type { CalendarEvent } from './event.ts'

export interface GoogleSettings {
  calendarId: string
  /** JSON key file of the service account. */
  keyFile: string
  /** Another server that speaks the API; null for Google's own. */
  apiUrl: string | null
}

/** What we know that Google holds of an event. */
export interface Written {
  remoteId: string
  etag: string
  /** The body that we wrote last; null: a human deleted the event there, and that is respected. */
  body: GoogleEvent | null
}

/** The fields of an event that are ours; a human may edit any of them in Google. */
export interface GoogleEvent {
  summary: string
  description: string
  location: string
  start: { date: string } | { dateTime: string; timeZone: string }
  end: { date: string } | { dateTime: string; timeZone: string }
  transparency: 'opaque' | 'transparent'
  status: 'confirmed' | 'tentative'
  extendedProperties: { private: { statlistUid: string; statlistSequence: string } }
}

export interface GoogleCalendar {
  /** Makes Google's event agree with ours, whatever happened before; safe to repeat. */
  put(event: CalendarEvent, written: Written | null): Promise<Written>
  /** Takes our event away; done when it is gone already. */
  remove(remoteId: string): Promise<void>
  /** All of our events: remote id → etag. */
  list(): Promise<Map<string, string>>
}

const timeoutMs = 15_000
const maxConflicts = 3

/** Event id of the API: base32hex letters of the uid's hash, 5 to 1024 of [a-v0-9]. */
export function remoteIdOf(uid: string): string {
  return createHash('sha256').update(uid).digest('hex').slice(0, 40)
}

/** Our event in Google's words. A cancelled talk stays visible there: status `cancelled` would delete it. */
export function toGoogleEvent(event: CalendarEvent): GoogleEvent {
  const time = (wall: string) => ({ dateTime: `${wall}:00`, timeZone: event.timeZone })
  const allDay = !event.start.includes('T')
  return {
    summary: event.summary,
    description: event.description,
    location: event.location ?? '',
    start: allDay ? { date: event.start } : time(event.start),
    end: allDay ? { date: Temporal.PlainDate.from(event.end).add({ days: 1 }).toString() } : time(event.end),
    transparency: event.status === 'cancelled' ? 'transparent' : 'opaque',
    status: event.status === 'tentative' ? 'tentative' : 'confirmed',
    extendedProperties: { private: { statlistUid: event.uid, statlistSequence: String(event.sequence) } },
  }
}

/** The fields in which two bodies differ: only these are patched, so that hand edits of the others stay. */
export function differingFields(before: GoogleEvent, after: GoogleEvent): Partial<GoogleEvent> {
  const keys = (Object.keys(after) as (keyof GoogleEvent)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  return Object.fromEntries(keys.map((key) => [key, after[key]]))
}

/** Opens the shared calendar with a service account's key; reads the key file, speaks to nobody yet. */
export function openGoogleCalendar(settings: GoogleSettings): GoogleCalendar {
  const { calendarId } = settings
  const api = calendar({
    version: 'v3',
    auth: signIn(settings),
    timeout: timeoutMs,
    retry: false,
    ...(settings.apiUrl ? { rootUrl: `${settings.apiUrl}/` } : {}),
  })

  async function get(eventId: string): Promise<calendar_v3.Schema$Event> {
    return (await api.events.get({ calendarId, eventId })).data
  }

  async function insert(id: string, body: GoogleEvent): Promise<Written> {
    try {
      const { data } = await api.events.insert({ calendarId, requestBody: { id, ...body } })
      return { remoteId: id, etag: data.etag ?? '', body }
    } catch (error) {
      if (statusOf(error) !== 409) throw error
    }
    // The id is taken: by ourselves, when an answer was lost, or by a tombstone, when somebody deleted the event.
    const remote = await get(id)
    if (remote.status === 'cancelled') return { remoteId: id, etag: remote.etag ?? '', body: null }
    return patch(id, remote.etag ?? '', body, body)
  }

  async function patch(
    id: string,
    etag: string,
    fields: Partial<GoogleEvent>,
    body: GoogleEvent,
  ): Promise<Written> {
    let current = etag
    for (let conflicts = 0; ; conflicts++) {
      try {
        const { data } = await api.events.patch(
          { calendarId, eventId: id, requestBody: fields },
          { headers: { 'If-Match': current } },
        )
        return { remoteId: id, etag: data.etag ?? '', body }
      } catch (error) {
        const status = statusOf(error)
        if (status === 404 || status === 410) return { remoteId: id, etag: current, body: null }
        if (status !== 412 || conflicts >= maxConflicts) throw error
      }
      const remote = await get(id)
      if (remote.status === 'cancelled') return { remoteId: id, etag: remote.etag ?? '', body: null }
      current = remote.etag ?? ''
    }
  }

  return {
    async put(event, written) {
      const body = toGoogleEvent(event)
      return translating(settings, async () => {
        if (written === null) return insert(remoteIdOf(event.uid), body)
        if (written.body === null) return written
        const fields = differingFields(written.body, body)
        return Object.keys(fields).length === 0
          ? written
          : patch(written.remoteId, written.etag, fields, body)
      })
    },
    async remove(remoteId) {
      await translating(settings, async () => {
        try {
          await api.events.delete({ calendarId, eventId: remoteId, sendUpdates: 'none' })
        } catch (error) {
          if (statusOf(error) !== 404 && statusOf(error) !== 410) throw error
        }
      })
    },
    async list() {
      return translating(settings, async () => {
        const found = new Map<string, string>()
        let pageToken: string | undefined
        for (let page = 0; page < 100; page++) {
          const { data } = await api.events.list({
            calendarId,
            maxResults: 2500,
            showDeleted: false,
            ...(pageToken ? { pageToken } : {}),
          })
          for (const item of data.items ?? [])
            if (item.id && item.extendedProperties?.private?.['statlistUid'])
              found.set(item.id, item.etag ?? '')
          pageToken = data.nextPageToken ?? undefined
          if (pageToken === undefined) return found
        }
        throw new CalendarError('refused', 'the calendar has more than 100 pages of events')
      })
    },
  }
}

function signIn({ keyFile, apiUrl }: GoogleSettings) {
  const problem = (what: string, cause?: unknown) =>
    new CalendarError(
      'auth',
      `GOOGLE_KEY_FILE ${keyFile} ${what}: download the service account’s JSON key again`,
      cause,
    )
  let key: { client_email?: string; private_key?: string }
  try {
    key = JSON.parse(readFileSync(keyFile, 'utf8')) as typeof key
  } catch (error) {
    throw problem('can’t be read', error)
  }
  if (!key.client_email || !key.private_key) throw problem('has no client_email or private_key')
  const jwt = new auth.JWT({
    email: key.client_email,
    key: key.private_key,
    scopes: ['https://www.googleapis.com/auth/calendar.events'],
  })
  // The library asks Google for tokens whatever the key file says (measured): another server gets the question instead.
  if (apiUrl)
    jwt.transporter.interceptors.request.add({
      resolved: async (config) => {
        if (config.url.hostname === 'oauth2.googleapis.com') config.url = new URL(`${apiUrl}/token`)
        return config
      },
    })
  return jwt
}

interface GoogleFailure {
  status?: number
  code?: number | string
  response?: {
    status?: number
    data?: { error?: { errors?: { reason?: string }[]; message?: string } | string }
  }
}

function statusOf(error: unknown): number | null {
  const failure = error as GoogleFailure
  const status = failure.response?.status ?? failure.status ?? failure.code
  return typeof status === 'number' ? status : /^\d{3}$/.test(String(status)) ? Number(status) : null
}

async function translating<Result>(settings: GoogleSettings, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof CalendarError ? error : toCalendarError(error, settings)
  }
}

/** What an answer means, by status and reason (Calendar API, "Handle API errors"). */
function toCalendarError(error: unknown, { calendarId }: GoogleSettings): CalendarError {
  const failure = error as GoogleFailure
  const status = statusOf(error)
  const detail = failure.response?.data?.error
  const reason = typeof detail === 'object' ? (detail.errors?.[0]?.reason ?? '') : (detail ?? '')
  const text = `Google answers ${status ?? 'nothing'}${reason ? ` (${reason})` : ''}: ${messageOf(error)}`
  if (reason === 'invalid_grant' || status === 401)
    return new CalendarError(
      'auth',
      `${text}. Make a new key for the service account and set GOOGLE_KEY_FILE`,
      error,
    )
  if (status === 403 && reason === 'quotaExceeded')
    return new CalendarError('quota', `${text}. The calendar is read-only for an hour or more`, error)
  if (status === 429 || (status === 403 && /rateLimitExceeded$/i.test(reason)))
    return new CalendarError('rate', text, error)
  if (status === 403)
    return new CalendarError(
      'notShared',
      `${text}. Share ${calendarId} with the service account, with the right to make changes to events`,
      error,
    )
  if (status === 404)
    return new CalendarError(
      'notShared',
      `${text}. Is ${calendarId} right, and shared with the service account?`,
      error,
    )
  if (status !== null && status >= 400 && status < 500) return new CalendarError('refused', text, error)
  return new CalendarError('transient', text, error)
}
