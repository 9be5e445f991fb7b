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
  | 'tooMany'
  | 'forbidden'
  | 'unauthorized'
  | 'drop-before'
  | 'commit-then-drop'
  | 'hang'

export interface GoogleServer {
  url: string
  calendarId: string
  /** A service account's key file as Google gives it out, for this server. */
  keyFile: string
  events: Map<string, StoredGoogleEvent>
  /** Method and path of every request so far. */
  requests: { method: string; path: string }[]
  faults: Fault[]
  /** What a human does in Google's own page. */
  editByHand(id: string, fields: Record<string, unknown>): void
  deleteByHand(id: string): void
  close(): Promise<void>
}

const reasons: Partial<Record<Fault, [number, string, string]>> = {
  internal: [500, 'backendError', 'Backend Error'],
  unavailable: [503, 'backendError', 'Service unavailable'],
  rateLimitExceeded: [403, 'rateLimitExceeded', 'Rate Limit Exceeded'],
  quotaExceeded: [403, 'quotaExceeded', 'Calendar usage limits exceeded.'],
  tooMany: [429, 'rateLimitExceeded', 'Too Many Requests'],
  forbidden: [403, 'forbidden', 'Forbidden'],
  unauthorized: [401, 'authError', 'Invalid Credentials'],
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
  let revision = 0
  const token = 'ya29.test-token'

  function stamp(event: Omit<StoredGoogleEvent, 'etag' | 'updated'> & { id: string }): StoredGoogleEvent {
    revision += 1
    const stored = {
      ...event,
      etag: `"${revision}000"`,
      updated: new Date(1_700_000_000_000 + revision * 1000).toISOString(),
    } as StoredGoogleEvent
    events.set(stored.id, stored)
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
    if (event.status === 'cancelled' && body['status'] !== 'confirmed')
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
    const wanted = query.getAll('privateExtendedProperty')
    const all = [...events.values()]
      .filter((event) => query.get('showDeleted') === 'true' || event.status !== 'cancelled')
      .filter((event) =>
        wanted.every((pair) => privateProperties(event)[pair.split('=')[0]!] === pair.split('=')[1]),
      )
    const size = Math.min(Number(query.get('maxResults') ?? 250), 2500)
    const from = Number(query.get('pageToken') ?? 0)
    const next =
      from + size < all.length ? { nextPageToken: String(from + size) } : { nextSyncToken: String(revision) }
    return { kind: 'calendar#events', items: all.slice(from, from + size), ...next }
  }

  async function answer(request: IncomingMessage, body: string): Promise<{ status: number; value: unknown }> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/token') {
      if (!body.includes('assertion=')) throw new ApiError(400, 'invalid_grant', 'Bad Request')
      return { status: 200, value: { access_token: token, expires_in: 3600, token_type: 'Bearer' } }
    }
    if (request.headers.authorization !== `Bearer ${token}`)
      throw new ApiError(401, 'authError', 'Invalid Credentials')
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
      if (!isToken) requests.push({ method: request.method ?? '', path: request.url ?? '' })
      if (fault === 'hang') return
      if (fault === 'drop-before') return void request.socket.destroy()
      const known = fault === undefined ? undefined : reasons[fault]
      const failure = known === undefined ? null : new ApiError(...known)
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
          response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
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
    editByHand: (id, fields) => void stamp({ ...existing(id), ...fields, id }),
    deleteByHand: (id) => remove(id),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function privateProperties(event: StoredGoogleEvent): Record<string, string> {
  return (event['extendedProperties'] as { private?: Record<string, string> } | undefined)?.private ?? {}
}
