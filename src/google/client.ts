import { readFileSync } from 'node:fs'
import { auth, calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js'
import { CalendarError, messageOf } from '../errors.ts'

export interface GoogleSettings {
  calendarId: string
  /** JSON key file of the service account. */
  keyFile: string
  /** Another server that speaks the API; null for Google's own. */
  apiUrl: string | null
}

/** A few requests at once, then this many a second. */
export interface Pace {
  perSecond: number
  burst: number
}

/** The API behind our own limit, with errors that say what to do. */
export interface GoogleClient {
  calendarId: string
  /** The service account's address. */
  account: string
  /** Runs one request; throws `CalendarError`, but gives no data for the statuses that the caller handles. */
  request<Result>(
    act: (api: calendar_v3.Calendar) => Promise<{ data: Result }>,
    handled?: readonly number[],
  ): Promise<{ status: number; data: Result | null }>
}

const timeoutMs = 15_000
/** Google allows 600 requests a minute for one user; two of our processes stay below it. */
export const googlePace: Pace = { perSecond: 4.5, burst: 10 }
const maxRetryAfterSeconds = 3600

const paces = new Map<string, () => Promise<void>>()

/** Google counts by account: several calendars of one share its pace. */
function turnsOf(account: string, pace: Pace): () => Promise<void> {
  if (pace !== googlePace) return limiter(pace)
  const turns = paces.get(account) ?? limiter(pace)
  paces.set(account, turns)
  return turns
}

/** Reads the key file and makes the client; speaks to nobody yet. */
export function openGoogleClient(settings: GoogleSettings, pace: Pace): GoogleClient {
  const { calendarId } = settings
  const key = readKey(settings.keyFile)
  const api = calendar({
    version: 'v3',
    auth: signIn(key, settings.apiUrl),
    timeout: timeoutMs,
    retry: false,
    ...(settings.apiUrl ? { rootUrl: `${settings.apiUrl}/` } : {}),
  })
  const takeTurn = turnsOf(key.client_email, pace)
  return {
    calendarId,
    account: key.client_email,
    async request(act, handled = []) {
      await takeTurn()
      try {
        const { data } = await act(api)
        return { status: 200, data }
      } catch (error) {
        const status = statusOf(error)
        const failure = toCalendarError(error, calendarId, key.client_email)
        const limited = failure.reason === 'rate' || failure.reason === 'quota' || failure.reason === 'auth'
        if (status !== null && handled.includes(status) && !limited) return { status, data: null }
        throw failure
      }
    },
  }
}

/** A token bucket. */
function limiter({ perSecond, burst }: Pace): () => Promise<void> {
  let next = 0
  return async function takeTurn() {
    const now = performance.now()
    const spacing = 1000 / perSecond
    next = Math.max(next, now - burst * spacing) + spacing
    if (next > now) await new Promise((resolve) => setTimeout(resolve, next - now))
  }
}

interface ServiceAccountKey {
  client_email: string
  private_key: string
}

function readKey(keyFile: string): ServiceAccountKey {
  const problem = (what: string, cause?: unknown) =>
    new CalendarError(
      'auth',
      `GOOGLE_KEY_FILE ${keyFile} ${what}: download the service account’s JSON key again`,
      cause,
    )
  let key: Partial<ServiceAccountKey>
  try {
    key = JSON.parse(readFileSync(keyFile, 'utf8')) as typeof key
  } catch (error) {
    throw problem('can’t be read', error)
  }
  const { client_email, private_key } = key
  if (!client_email || !private_key) throw problem('has no client_email or private_key')
  return { client_email, private_key }
}

function signIn({ client_email, private_key }: ServiceAccountKey, apiUrl: string | null) {
  const jwt = new auth.JWT({
    email: client_email,
    key: private_key,
    scopes: [
      'https://www.googleapis.com/auth/calendar.events',
      'https://www.googleapis.com/auth/calendar.readonly',
    ],
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
    headers?: Headers
    data?: { error?: { errors?: { reason?: string }[]; message?: string } | string }
  }
}

function statusOf(error: unknown): number | null {
  const failure = error as GoogleFailure
  const status = failure.response?.status ?? failure.status ?? failure.code
  return typeof status === 'number' ? status : /^\d{3}$/.test(String(status)) ? Number(status) : null
}

/** What an answer means, by status and reason (Calendar API, "Handle API errors"). */
function toCalendarError(error: unknown, calendarId: string, account: string): CalendarError {
  const failure = error as GoogleFailure
  const status = statusOf(error)
  const detail = failure.response?.data?.error
  const reason = typeof detail === 'object' ? (detail.errors?.[0]?.reason ?? '') : (detail ?? '')
  const text = `Google answers ${status ?? 'nothing'}${reason ? ` (${reason})` : ''}: ${messageOf(error)}`
  const retryAfter = Number(failure.response?.headers?.get?.('retry-after') ?? Number.NaN)
  const wait = Number.isFinite(retryAfter) ? Math.min(Math.max(retryAfter, 1), maxRetryAfterSeconds) : null
  const make = (kind: CalendarError['reason'], what: string) =>
    new CalendarError(kind, `${text}${what}`, error, wait)
  if (reason === 'invalid_grant' || status === 401)
    return make('auth', '. Make a new key for the service account and set GOOGLE_KEY_FILE')
  if (status === 403 && /^(?:quotaExceeded|dailyLimitExceeded(?:Unreg)?)$/.test(reason))
    return make('quota', '. The calendar is read-only for an hour or more; nothing is lost')
  if (status === 429 || (status === 403 && /rateLimitExceeded$/i.test(reason))) return make('rate', '')
  if (status === 403 && reason === 'accessNotConfigured')
    return make('auth', '. Enable the Google Calendar API in the project of the service account')
  if (status === 403)
    return make(
      'notShared',
      `. Share ${calendarId} with ${account}, with the permission “Make changes to events”`,
    )
  if (status === 404)
    return make(
      'notShared',
      `. Is ${calendarId} right, and shared with ${account}, with the permission “Make changes to events”?`,
    )
  if (status !== null && status >= 400 && status < 500) return make('refused', '')
  return wait === null ? make('transient', '') : make('rate', '')
}
