import { createHash, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { CalendarEvent } from '../calendar/event.ts'
import { messageOf } from '../errors.ts'
import { renderPage } from './page.ts'
import { styleSheet } from './style.ts'
import type { FeedStore } from './store.ts'

export interface WebParts {
  feed: FeedStore
  list: { name: string; timeZone: string }
  /** Address under which readers reach us; null = as the request says. */
  publicUrl: string | null
  adminToken: string | null
  /** The shared Google calendar, for its subscribe link. */
  googleCalendarId: string | null
  now(): string
  /** Age of the last good poll, and what is wrong. */
  health(): Promise<Health>
  /** Runs a resync; null when one is running already. */
  resync(): Promise<object | null>
}

export interface Health {
  ok: boolean
  lastPollAt: string | null
  secondsSinceLastPoll: number | null
  problems: string[]
}

const maxFailures = 5
const failureWindowMs = 60_000

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** Page, feed, health and admin; slow and greedy clients are cut off, the feed needs nothing but its bytes. */
export function openServer(parts: WebParts): FastifyInstance {
  const server = Fastify({
    bodyLimit: 16_384,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 5000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000, maxHeaderSize: 8192 },
    logger: false,
  })
  server.server.maxConnections = 1000
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(headers)
  })
  server.get('/statlist.ics', (request, reply) => sendFeed(parts, request, reply))
  server.get('/style.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(styleSheet),
  )
  server.get('/', (request, reply) => {
    const stored = parts.feed.current()
    const events = stored === null ? [] : (JSON.parse(stored.events) as CalendarEvent[])
    const base = parts.publicUrl ?? `${request.protocol}://${request.host}`
    const page = renderPage({
      events,
      list: parts.list,
      feedUrl: `${base}/statlist.ics`,
      googleCalendarId: parts.googleCalendarId,
      now: parts.now(),
    })
    return reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=60').send(page)
  })
  server.get('/health', async (_request, reply) => {
    const health = await parts.health().catch((error: unknown): Health => ({
      ok: false,
      lastPollAt: null,
      secondsSinceLastPoll: null,
      problems: [messageOf(error)],
    }))
    return reply
      .code(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
  addAdmin(server, parts)
  return server
}

/** The stored bytes with a strong validator; 304 keeps them (RFC 9110, 13.1 and 15.4.5). */
function sendFeed(parts: WebParts, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const stored = parts.feed.current()
  // Thunderbird switches a calendar off for good at a 503 but keeps it at a 404.
  if (stored === null)
    return reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('The feed is not there yet: the first mails are being read.\n')
  const lastModified = new Date(stored.lastModified)
  lastModified.setUTCMilliseconds(0)
  reply.headers({
    etag: stored.etag,
    'last-modified': lastModified.toUTCString(),
    'cache-control': 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400',
  })
  if (isFresh(request, stored.etag, lastModified)) return reply.code(304).send()
  return reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="statlist.ics"')
    .send(stored.body)
}

function isFresh(request: FastifyRequest, etag: string, lastModified: Date): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return Number.isFinite(since) && lastModified.getTime() <= since
}

function addAdmin(server: FastifyInstance, parts: WebParts): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = parts.adminToken === null ? null : digest(parts.adminToken)
  let failures: number[] = []
  server.post('/admin/resync', async (request, reply) => {
    if (wanted === null)
      return reply.code(404).send({ error: 'The admin interface is off: set ADMIN_TOKEN to turn it on.' })
    failures = failures.filter((at) => performance.now() - at < failureWindowMs)
    if (failures.length >= maxFailures)
      return reply
        .code(429)
        .header('retry-after', '60')
        .send({ error: 'Too many wrong tokens: try again in a minute.' })
    const given = /^Bearer (\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(given), wanted)) {
      failures.push(performance.now())
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'The bearer token is missing or wrong.' })
    }
    const report = await parts.resync()
    return report === null
      ? reply.code(409).send({ error: 'A poll or resync is running: try again in a minute.' })
      : reply.send(report)
  })
}
