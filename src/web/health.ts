import type { FastifyInstance } from 'fastify'
import type * as Prometheus from 'prom-client'
import { messageOf } from '../errors.ts'
import type { Guard } from './guard.ts'
import { secure } from './send.ts'

/** How things stand. */
export interface Health {
  ok: boolean
  lastPollAt: string | null
  secondsSinceLastPoll: number | null
  /** What waits for a human, and since when the oldest does (ISO instant). */
  waiting: { count: number; since: string | null }
  /** For the admin alone: hosts, accounts and titles are named. */
  problems: string[]
}

/** Everything that an admin or a monitor may want to know. Ages in seconds; null: it has never happened. */
export interface HealthDetails extends Health {
  work: Record<string, { count: number; oldestSeconds: number }>
  /** Why Redis accepts no work. */
  redis: string | null
  disk: { freeBytes: number }
  ledger: { bytes: number }
  /** The copy is checked as a whole: its age is that of the last check of the ledger. */
  backup: { secondsSince: number | null; problem: string | null }
  /** Null: it is off. */
  google: {
    secondsSinceAgreed: number | null
    /** Differences that the last comparison found. */
    drift: number
    paused: { until: string; why: string } | null
    refused: string[]
  } | null
  feed: { secondsSinceChange: number | null; bytes: number; events: number }
  process: { rssBytes: number; uptimeSeconds: number; loopDelayMs: number | null }
}

/** A monitor asks every minute, strangers as often as they like. */
const keptMs = 2000

/** /health for everybody, /health/details and /metrics for whoever has the token. */
export function addHealth(server: FastifyInstance, guard: Guard, ask: () => Promise<HealthDetails>): void {
  let last: { at: number; asked: Promise<HealthDetails | string> } | null = null
  const details = async () => {
    if (last === null || performance.now() - last.at > keptMs)
      last = { at: performance.now(), asked: ask().catch(messageOf) }
    return last.asked
  }
  server.get('/health', async (_request, reply) => {
    const found = await details()
    const ok = typeof found !== 'string' && found.ok
    secure(reply)
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
    if (typeof found === 'string') return reply.send({ ok })
    const { lastPollAt, secondsSinceLastPoll, waiting, feed } = found
    return reply.send({ ok, lastPollAt, secondsSinceLastPoll, waiting, feed })
  })
  server.get('/health/details', async (request, reply) => {
    if (!guard(request, reply)) return reply
    const found = await details()
    const ok = typeof found !== 'string' && found.ok
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(typeof found === 'string' ? { ok, problems: [found] } : found)
  })
  server.get('/metrics', async (request, reply) => {
    if (!guard(request, reply)) return reply
    const found = await details()
    // Loaded when a monitor asks for the first time.
    const prometheus = await import('prom-client')
    const registry = new prometheus.Registry()
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await renderMetrics(prometheus, registry, typeof found === 'string' ? null : found))
  })
}

/** The details as a Prometheus server reads them; null: the ledger can't be asked. */
async function renderMetrics(
  { Gauge }: typeof Prometheus,
  registry: Prometheus.Registry,
  found: HealthDetails | null,
): Promise<string> {
  const tell = (name: string, help: string, value: number | null | undefined) => {
    if (value != null) new Gauge({ name, help, registers: [registry] }).set(value)
  }
  tell('statlist_ok', '1 when /health is green', found?.ok === true ? 1 : 0)
  if (found === null) return registry.metrics()
  const { work, google, feed, waiting, backup } = found
  tell('statlist_last_poll_age_seconds', 'Age of the last good poll', found.secondsSinceLastPoll)
  tell('statlist_problems', 'Things that are wrong', found.problems.length)
  tell('statlist_waiting', 'Things that wait for a human', waiting.count)
  tell('statlist_redis_up', '1 when Redis accepts work', found.redis === null ? 1 : 0)
  tell('statlist_disk_free_bytes', 'Free space where the ledger lives', found.disk.freeBytes)
  tell('statlist_ledger_bytes', 'Size of the ledger', found.ledger.bytes)
  tell('statlist_backup_age_seconds', 'Age of the last checked backup', backup.secondsSince)
  tell('statlist_google_agreed_age_seconds', 'Time since all of Google agreed', google?.secondsSinceAgreed)
  tell('statlist_google_drift', 'Differences at the last comparison', google?.drift)
  tell(
    'statlist_google_paused',
    '1 while Google is left alone',
    google === null ? null : Number(google.paused !== null),
  )
  tell('statlist_google_refused', 'Events that Google refuses', google?.refused.length)
  tell('statlist_feed_age_seconds', 'Time since the feed changed', feed.secondsSinceChange)
  tell('statlist_feed_bytes', 'Size of the feed', feed.bytes)
  tell('statlist_feed_events', 'Events that are published', feed.events)
  tell('process_resident_memory_bytes', 'Resident memory', found.process.rssBytes)
  tell('process_uptime_seconds', 'Time since the start', found.process.uptimeSeconds)
  const { loopDelayMs } = found.process
  tell(
    'statlist_worker_delay_seconds',
    'Longest delay of the worker',
    loopDelayMs === null ? null : loopDelayMs / 1000,
  )
  const perQueue = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['queue'], registers: [registry] })
  const count = perQueue('statlist_open_work', 'Work that is not done')
  const age = perQueue('statlist_oldest_work_age_seconds', 'Age of the oldest work that is not done')
  for (const [queue, { count: open, oldestSeconds }] of Object.entries(work)) {
    count.set({ queue }, open)
    age.set({ queue }, oldestSeconds)
  }
  return registry.metrics()
}
