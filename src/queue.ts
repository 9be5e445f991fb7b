import { createHash } from 'node:crypto'
import { Queue, RateLimitError, UnrecoverableError, Worker, type JobsOptions } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { CalendarError, ReaderError, faultOf, messageOf } from './errors.ts'
import type { Logger } from './log.ts'
import type { RedisAddress } from './redis.ts'

/** One kind of work that goes through Redis; a job carries a key of the ledger and nothing else. */
export interface QueueDefinition {
  /** The queue's name in Redis: waiting jobs are found by it. */
  name: string
  concurrency: number
  /** At most this many a second. */
  perSecond: number | null
  run(key: string): Promise<void>
}

/** A row of the ledger's outbox. */
export interface Work {
  job: string
  key: string
  epoch: number
}

export interface Queues {
  /** Puts pieces of work into Redis; throws at once when Redis is away. */
  add(work: readonly Work[]): Promise<void>
  /** Whether a piece of work is still in Redis: `gone` after a flush, `failed` when its attempts are used up. */
  find(work: Work): Promise<'there' | 'failed' | 'gone'>
  /** How many pieces of these kinds could be done now, in queues where none is being done. */
  due(names: readonly string[]): Promise<number>
  /** Why nothing can be queued now; null when Redis answers and takes more. */
  problem(): Promise<string | null>
  /** Resolves within `seconds` whatever is down. */
  close(seconds: number): Promise<void>
}

/** Some twenty minutes; then the sweep begins anew. */
const attempts = 60
/** What failed is tried again after 2, 4, 8 … 20 seconds, no later: whoever fixes it wants to see that. */
const firstBackoffMs = 2000
const longestBackoffMs = 20_000
/** Google's pauses are noted in the ledger, where a restart or “statlist retry” ends them: the queue only comes back to ask. */
const googlePauseSeconds = 10
/** How long a model that is busy, or whose key is wrong, is not asked again: usually, and at most. */
const readerPauseSeconds = 60
const longestReaderPauseSeconds = 300

// Without socketTimeout a half-open connection is never noticed (measured: 300 s and more); it must exceed the blocking wait.
const connection: RedisOptions = {
  socketTimeout: 15_000,
  connectTimeout: 5000,
  keepAlive: 10_000,
}

const jobOptions: JobsOptions = {
  attempts,
  backoff: { type: 'custom' },
  removeOnComplete: { age: 3600, count: 20 },
  removeOnFail: { age: 86_400, count: 1000 },
}

/** Neither a colon nor digits alone may be in a job id; an id that Redis still keeps is silently ignored, hence the epoch. */
function jobIdOf({ job, key, epoch }: Work): string {
  return `${job}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}-${epoch}`
}

/**
 * Opens a queue and a worker for each definition.
 * @param instance tells the jobs of one ledger from those of another in the same Redis
 */
export function openQueues(
  address: RedisAddress,
  instance: string,
  definitions: readonly QueueDefinition[],
  log: Logger,
): Queues {
  const prefix = `{statlist-${instance}}`
  const clients: Redis[] = []
  let closing = false
  // BullMQ's own copies of the connections use it, too: after close() nothing may reconnect for ever.
  const retryStrategy = (times: number) => (closing ? null : Math.min(250 * 2 ** times, 2000))
  const connect = (options: RedisOptions) => {
    const client =
      typeof address === 'string'
        ? new Redis(address, { ...connection, retryStrategy, ...options })
        : new Redis({ ...address, ...connection, retryStrategy, ...options })
    client.on('error', (error) => log.debug({ error: messageOf(error) }, 'redis'))
    clients.push(client)
    return client
  }
  // A producer must not wait for a Redis that is away: the ledger keeps the work and the sweep queues it later.
  const producer = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 10_000 })
  // Opened when Redis answers: a queue that could not greet it remembers the failure for good.
  const open = new Map<string, Queue>()
  const queueOf = async (name: string) => {
    if (producer.status !== 'ready') await ready(producer)
    const queue =
      open.get(name) ??
      new Queue(name, { connection: producer, prefix, streams: { events: { maxLen: 100 } } })
    if (!open.has(name)) queue.on('error', quiet)
    open.set(name, queue)
    return queue
  }
  const quiet = (error: Error) => log.debug({ error: messageOf(error) }, 'queue')
  const workers = definitions.map((definition) =>
    openWorker(definition, connect({ maxRetriesPerRequest: null }), prefix, log),
  )
  for (const worker of workers) worker.on('error', quiet)

  async function problem(): Promise<string | null> {
    try {
      if (producer.status !== 'ready') await ready(producer)
      // A write, not a PING: a Redis whose memory is full answers but accepts nothing.
      await producer.set(`${prefix}:alive`, '1', 'EX', 60)
      return null
    } catch (error) {
      return redisTrouble(error)
    }
  }

  return {
    async add(work) {
      for (const [job, group] of Map.groupBy(work, (piece) => piece.job)) {
        const queue = await queueOf(job)
        await queue.addBulk(
          group.map((piece) => ({
            name: job,
            data: { key: piece.key },
            opts: { ...jobOptions, jobId: jobIdOf(piece) },
          })),
        )
      }
    },
    async find(work) {
      const queue = await queueOf(work.job)
      const job = await queue.getJob(jobIdOf(work))
      if (job === undefined) return 'gone'
      const state = await job.getState()
      if (state === 'failed') return 'failed'
      return state === 'completed' || state === 'unknown' ? 'gone' : 'there'
    },
    async due(names) {
      // A Redis that accepts no writes lets no work begin: that is reported as a trouble of its own.
      if ((await problem()) !== null) return 0
      let sum = 0
      for (const name of names) sum += await dueIn(await queueOf(name))
      return sum
    },
    problem,
    async close(seconds) {
      closing = true
      // close() hangs while Redis is unreachable (BullMQ #4656): there is a deadline, then the sockets are cut.
      const closed = Promise.allSettled([...workers, ...open.values()].map((part) => part.close()))
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())])
      for (const client of clients) client.disconnect()
    },
  }
}

async function dueIn(queue: Queue): Promise<number> {
  const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active')
  return active > 0 ? 0 : waiting
}

/** What an admin reads when nothing can be queued. */
export function redisTrouble(error: unknown): string {
  const full = /^OOM\b/.test(messageOf(error))
  return full
    ? `Redis is full and accepts no work: raise its maxmemory (${messageOf(error).slice(0, 60)})`
    : `Redis accepts no work: ${messageOf(error)}. Is the one of REDIS_URL running and reachable?`
}

async function ready(client: Redis): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const isReady = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      client.off('ready', isReady)
      reject(new Error('Redis does not answer'))
    }, 3000)
    client.once('ready', isReady)
  })
}

function openWorker(
  definition: QueueDefinition,
  client: Redis,
  prefix: string,
  log: Logger,
): Worker<{ key: string }> {
  const worker: Worker<{ key: string }> = new Worker<{ key: string }>(
    definition.name,
    async (job) => {
      try {
        await definition.run(job.data.key)
      } catch (error) {
        const last = job.attemptsMade + 1 >= attempts
        log[last ? 'error' : 'warn'](
          { job: definition.name, key: job.data.key, ...faultOf(error) },
          'job failed',
        )
        throw await translated(worker, error)
      }
    },
    {
      connection: client,
      prefix,
      concurrency: definition.concurrency,
      // A killed worker's job starts again after 15 s; every kill counts as a stall, so many are allowed.
      lockDuration: 10_000,
      stalledInterval: 5000,
      maxStalledCount: 50,
      drainDelay: 5,
      settings: {
        backoffStrategy: (made) =>
          Math.min(firstBackoffMs * 2 ** (made - 1), longestBackoffMs) * (0.5 + Math.random() / 2),
      },
      ...(definition.perSecond === null ? {} : { limiter: { max: definition.perSecond, duration: 1000 } }),
    },
  )
  return worker
}

/** What is not about one event pauses the queue and costs no attempt; a refused event is not tried again at once. */
async function translated(worker: Worker, error: unknown): Promise<unknown> {
  if (error instanceof ReaderError && (error.reason === 'busy' || error.reason === 'key')) {
    const asked = error.retryAfterSeconds ?? readerPauseSeconds
    await worker.rateLimit(Math.min(Math.max(1, asked), longestReaderPauseSeconds) * 1000)
    return new RateLimitError()
  }
  if (!(error instanceof CalendarError)) return error
  if (error.reason === 'refused') return new UnrecoverableError(error.message)
  if (error.reason === 'transient') return error
  const asked = error.retryAfterSeconds ?? googlePauseSeconds
  await worker.rateLimit(Math.min(Math.max(1, asked), googlePauseSeconds) * 1000)
  return new RateLimitError()
}
