import { createServer, type IncomingMessage, type Server } from 'node:http'
import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'

/** An event as the server keeps it; the API's own field names. */
export interface StoredGoogleEvent {
  id: string
  etag: string
  status: string
  sequence: number
  updated: string
  [field: string]: unknown
}

/** What goes wrong with the next requests, by switch; each is used up by one request. */
export type Fault =
  | 'internal'
  | 'unavailable'
  | 'rateLimitExceeded'
  | 'quotaExceeded'
  | 'dailyLimitExceeded'
  | 'tooMany'
  | 'forbidden'
  | 'unauthorized'
  | 'conflict'
  | 'invalid'
  | 'drop-before'
  | 'commit-then-drop'
  | 'hang'
  | 'retryLater'

export interface GoogleServer {
  url: string
  calendarId: string
  /** A service account's key file as Google gives it out, for this server. */
  keyFile: string
  events: Map<string, StoredGoogleEvent>
  /** Switches that stay: shared with the account or not, public or not, how many requests a minute, old sync tokens. */
  settings: { shared: boolean; isPublic: boolean; perMinute: number; tombstonesRise: boolean }
  /** Method and path of every request so far. */
  requests: { method: string; path: string }[]
  faults: Fault[]
  /** What a human does in Google's own page. */
  editByHand(id: string, fields: Record<string, unknown>): void
  deleteByHand(id: string): void
  restoreByHand(id: string): void
  addByHand(summary: string): string
  /** An empty calendar again, all switches off. */
  reset(): void
  /** Sync tokens given out so far are answered with 410. */
  expireTokens(): void
  /** Most requests within any sixty seconds so far. */
  busiestMinute(): number
  close(): Promise<void>
}

const reasons: Partial<Record<Fault, [number, string, string]>> = {
  internal: [500, 'backendError', 'Backend Error'],
  unavailable: [503, 'backendError', 'Service unavailable'],
  rateLimitExceeded: [403, 'rateLimitExceeded', 'Rate Limit Exceeded'],
  quotaExceeded: [403, 'quotaExceeded', 'Calendar usage limits exceeded.'],
  dailyLimitExceeded: [403, 'dailyLimitExceeded', 'Daily Limit Exceeded'],
  tooMany: [429, 'rateLimitExceeded', 'Too Many Requests'],
  retryLater: [503, 'backendError', 'Service unavailable'],
  forbidden: [403, 'forbidden', 'Forbidden'],
  unauthorized: [401, 'authError', 'Invalid Credentials'],
  conflict: [409, 'conflict', 'Conflict'],
  invalid: [400, 'invalid', 'Invalid Value'],
}

class ApiError extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

/**
 * A server that speaks the Calendar API v3 as Google's does (reference: calendars.md 4, libraries.md E):
 * own ids, 409 on a taken id (deleted ones too), ETags with 412, tombstones, 404 for strangers, tokens by JWT, faults.
 */
export async function openGoogleServer(
  calendarId = 'statlist@group.calendar.google.com',
): Promise<GoogleServer> {
  const events = new Map<string, StoredGoogleEvent>()
  const requests: GoogleServer['requests'] = []
  const faults: Fault[] = []
  const settings: GoogleServer['settings'] = {
    shared: true,
    isPublic: true,
    perMinute: Number.POSITIVE_INFINITY,
    tombstonesRise: true,
  }
  const changedAt = new Map<string, number>()
  const times: number[] = []
  let oldestToken = 0
  let revision = 0
  const token = 'ya29.test-token'

  function stamp(event: Omit<StoredGoogleEvent, 'etag' | 'updated'> & { id: string }): StoredGoogleEvent {
    revision += 1
    const stored = {
      ...event,
      etag: `"${revision}000"`,
      updated: new Date(1_700_000_000_000 + revision * 1000).toISOString(),
    } as StoredGoogleEvent
    for (const edge of ['start', 'end'] as const) stored[edge] = withOffset(stored[edge])
    events.set(stored.id, stored)
    changedAt.set(stored.id, revision)
    return stored
  }

  function check(body: Record<string, unknown>): void {
    const [start, end] = [body['start'], body['end']] as [
      { date?: string; dateTime?: string } | undefined,
      { date?: string; dateTime?: string } | undefined,
    ]
    if (start === undefined || end === undefined) throw new ApiError(400, 'required', 'Missing end time.')
    const [from, to] = [start.dateTime ?? start.date ?? '', end.dateTime ?? end.date ?? '']
    if (to <= from) throw new ApiError(400, 'timeRangeEmpty', 'The specified time range is empty.')
  }

  function insert(body: Record<string, unknown>): StoredGoogleEvent {
    const id = typeof body['id'] === 'string' ? body['id'] : `auto${revision}`
    if (!/^[a-v0-9]{5,1024}$/.test(id)) throw new ApiError(400, 'invalid', 'Invalid resource id value.')
    if (events.has(id)) throw new ApiError(409, 'duplicate', 'The requested identifier already exists.')
    check(body)
    return stamp({
      kind: 'calendar#event',
      status: 'confirmed',
      sequence: 0,
      ...body,
      id,
      iCalUID: `${id}@google.com`,
    })
  }

  function existing(id: string): StoredGoogleEvent {
    const event = events.get(id)
    if (event === undefined) throw new ApiError(404, 'notFound', 'Not Found')
    return event
  }

  function patch(id: string, body: Record<string, unknown>, ifMatch: string | undefined): StoredGoogleEvent {
    const event = existing(id)
    if (ifMatch !== undefined && ifMatch !== event.etag)
      throw new ApiError(412, 'conditionNotMet', 'Precondition Failed')
    if (event.status === 'cancelled' && (body['status'] === undefined || !settings.tombstonesRise))
      throw new ApiError(403, 'forbidden', 'Forbidden')
    const next = { ...event, ...body }
    check(next)
    return stamp({ ...next, id, sequence: event.sequence + ('start' in body || 'end' in body ? 1 : 0) })
  }

  function remove(id: string): void {
    const event = existing(id)
    if (event.status === 'cancelled') throw new ApiError(410, 'deleted', 'Resource has been deleted')
    stamp({ ...event, status: 'cancelled' })
  }

  function list(query: URLSearchParams) {
    const token = query.get('syncToken')
    if (token !== null && (!/^\d+$/.test(token) || Number(token) < oldestToken))
      throw new ApiError(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.')
    if (token !== null && query.has('privateExtendedProperty'))
      throw new ApiError(400, 'invalid', 'Sync token cannot be used with private extended properties.')
    const all = [...events.values()]
      .filter((event) => token === null || changedAt.get(event.id)! > Number(token))
      .filter(
        (event) => token !== null || query.get('showDeleted') === 'true' || event.status !== 'cancelled',
      )
    const size = Math.min(Number(query.get('maxResults') ?? 250), 2500)
    const from = Number(query.get('pageToken') ?? 0)
    const next =
      from + size < all.length ? { nextPageToken: String(from + size) } : { nextSyncToken: String(revision) }
    return {
      kind: 'calendar#events',
      summary: 'Statlist',
      accessRole: 'writer',
      items: all.slice(from, from + size),
      ...next,
    }
  }

  function acl() {
    const rule = (type: string, value: string | undefined, role: string) => ({ scope: { type, value }, role })
    return {
      items: [
        rule('user', 'worker@statlist.iam.gserviceaccount.com', 'writer'),
        ...(settings.isPublic ? [rule('default', undefined, 'reader')] : []),
      ],
    }
  }

  async function answer(request: IncomingMessage, body: string): Promise<{ status: number; value: unknown }> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/token') {
      if (!body.includes('assertion=')) throw new ApiError(400, 'invalid_grant', 'Bad Request')
      return { status: 200, value: { access_token: token, expires_in: 3600, token_type: 'Bearer' } }
    }
    if (request.headers.authorization !== `Bearer ${token}`)
      throw new ApiError(401, 'authError', 'Invalid Credentials')
    if (!settings.shared) throw new ApiError(404, 'notFound', 'Not Found')
    if (url.pathname === `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/acl`)
      return { status: 200, value: acl() }
    const path = /^\/calendar\/v3\/calendars\/([^/]+)\/events(?:\/([^/]+))?$/.exec(url.pathname)
    if (path === null || decodeURIComponent(path[1]!) !== calendarId)
      throw new ApiError(404, 'notFound', 'Not Found')
    const id = path[2] === undefined ? null : decodeURIComponent(path[2])
    const value = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    const ifMatch = request.headers['if-match']
    switch (`${request.method} ${id === null ? 'all' : 'one'}`) {
      case 'GET all':
        return { status: 200, value: list(url.searchParams) }
      case 'POST all':
        return { status: 200, value: insert(value) }
      case 'GET one':
        return { status: 200, value: existing(id!) }
      case 'PATCH one':
        return { status: 200, value: patch(id!, value, ifMatch) }
      case 'DELETE one':
        remove(id!)
        return { status: 204, value: null }
      default:
        throw new ApiError(405, 'httpMethodNotAllowed', 'Method Not Allowed')
    }
  }

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const isToken = request.url === '/token'
      const fault = isToken ? undefined : faults.shift()
      if (!isToken) {
        requests.push({ method: request.method ?? '', path: request.url ?? '' })
        times.push(performance.now())
      }
      if (fault === 'hang') return
      if (fault === 'drop-before') return void request.socket.destroy()
      const known = fault === undefined ? undefined : reasons[fault]
      const tooMany = inLastMinute(times) > settings.perMinute ? reasons.rateLimitExceeded : undefined
      const said = known ?? (isToken ? undefined : tooMany)
      const failure = said === undefined ? null : new ApiError(...said)
      void (failure === null ? answer(request, Buffer.concat(chunks).toString()) : Promise.reject(failure))
        .catch((error: unknown) => {
          if (!(error instanceof ApiError)) throw error
          const { status, reason, message } = error
          return {
            status,
            value: { error: { code: status, message, errors: [{ domain: 'global', reason, message }] } },
          }
        })
        .then(({ status, value }) => {
          if (fault === 'commit-then-drop') return void request.socket.destroy()
          response.writeHead(status, {
            'content-type': 'application/json; charset=UTF-8',
            ...(fault === 'retryLater' ? { 'retry-after': '7' } : {}),
          })
          return void response.end(value === null ? '' : JSON.stringify(value))
        })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    calendarId,
    keyFile: JSON.stringify({
      type: 'service_account',
      client_email: 'worker@statlist.iam.gserviceaccount.com',
      private_key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
      }),
    }),
    events,
    requests,
    faults,
    settings,
    reset() {
      for (const kept of [events, changedAt]) kept.clear()
      for (const list of [requests, faults, times]) list.length = 0
      Object.assign(settings, {
        shared: true,
        isPublic: true,
        perMinute: Number.POSITIVE_INFINITY,
        tombstonesRise: true,
      })
      oldestToken = revision = 0
    },
    restoreByHand: (id) => void stamp({ ...existing(id), status: 'confirmed' }),
    addByHand: (summary) => insert({ ...anyHour, summary }).id,
    expireTokens: () => void (oldestToken = revision + 1),
    busiestMinute: () => Math.max(0, ...times.map((_, at) => inLastMinute(times.slice(0, at + 1)))),
    editByHand: (id, fields) => void stamp({ ...existing(id), ...fields, id }),
    deleteByHand: (id) => remove(id),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const anyHour = {
  start: { dateTime: '2025-09-01T10:00:00', timeZone: 'Europe/Zurich' },
  end: { dateTime: '2025-09-01T11:00:00', timeZone: 'Europe/Zurich' },
}

function inLastMinute(times: readonly number[]): number {
  const last = times.at(-1) ?? 0
  return times.length - times.findIndex((time) => time > last - 60_000)
}

/** Google answers with the offset of the zone, and without the members that are null. */
function withOffset(time: unknown): unknown {
  const { date, dateTime, timeZone } = time as Record<string, string | null | undefined>
  if (date) return { date }
  if (!dateTime || !timeZone || /(?:Z|[+-]\d{2}:\d{2})$/.test(dateTime)) return { dateTime, timeZone }
  const zoned = Temporal.PlainDateTime.from(dateTime).toZonedDateTime(timeZone)
  return { dateTime: zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' }), timeZone }
}
