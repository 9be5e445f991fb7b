import { schedule, setLogger, type ScheduledTask } from 'node-cron'
import { faultOf } from '../../src/errors.ts'
import { openQueues, type Queues } from '../../src/queue.ts'
import { openPrivateRedis, type PrivateRedis } from '../../src/redis.ts'
import { queuedJobs, timedJobs } from '../index.ts'
import type { TimedJob } from './job.ts'
import { withLease } from './lease.ts'
import { instanceOf } from './instance.ts'
import type { Services } from './services.ts'
import { relay } from '../sweep.ts'
import { openProgressWatch } from './progress-watch.ts'

/** The running worker: clock, queues and, when no REDIS_URL is set, a Redis of its own. */
export interface Worker {
  redisKind: string
  /** The services with the worker's queues. */
  services: Services
  /** Resolves within ten seconds whatever is down. */
  close(): Promise<void>
}

const closeSeconds = 6

/**
 * Starts the clock and the queues over the services.
 * @param stuck called when the queues have work and nothing moves: only a new process helps
 * @param shared the private Redis of several lists, which whoever opened it closes; null: this list alone needs one
 */
export async function openWorker(
  given: Services,
  path: string,
  stuck: (why: string) => void,
  shared: PrivateRedis | null = null,
): Promise<Worker> {
  const { settings, log } = given
  const instance = await instanceOf(given.ledger, given.now())
  const own: PrivateRedis | null =
    settings.redisUrl === null && shared === null
      ? await openPrivateRedis(settings.redisFolder, path, log)
      : null
  const redis = settings.redisUrl === null ? (own ?? shared) : null
  let closing = false
  const progress = openProgressWatch(async (names) => queues.due(names), stuck)
  const queues: Queues = openQueues(
    redis?.address ?? settings.redisUrl!,
    instance,
    queuedJobs.map((job) => ({
      ...job,
      async run(key: string) {
        progress.moved()
        await job.run(key, services()).finally(progress.moved)
      },
    })),
    log,
  )
  const carry = singleFlight(async () => relay(services()))
  function services(): Services {
    return { ...given, queues, wake: () => void (closing || carry()) }
  }
  const clock = openClock(services())
  carry()
  return {
    redisKind: redis?.kind ?? 'REDIS_URL',
    services: services(),
    async close() {
      closing = true
      progress.close()
      await clock.close()
      await queues.close(closeSeconds)
      await own?.close()
    },
  }
}

/** Runs work, once more if it was asked for meanwhile, but never twice at once. */
function singleFlight(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  return function start() {
    if (running) {
      again = true
      return
    }
    running = true
    void work()
      .catch(() => {})
      .finally(() => {
        running = false
        if (again) {
          again = false
          start()
        }
      })
  }
}

const watchMs = 5000
const jumpMs = 2000

/** Starts every timed job, and again when the clock is set back: node-cron would wait until it caught up. */
function openClock(services: Services): { close(): Promise<void> } {
  const { log, settings } = services
  const quiet = () => {}
  setLogger({
    info: quiet,
    warn: quiet,
    debug: quiet,
    error: (message) => log.error({ error: String(message) }, 'clock'),
  })
  const jobs = timedJobs.filter((job) => job.name !== 'poll-inbox' || settings.imap !== null)
  const start = () =>
    jobs.map((job) =>
      schedule(job.schedule, async () => runTimed(job, services), { noOverlap: true, name: job.name }),
    )
  const stop = async (tasks: ScheduledTask[]) =>
    void (await Promise.all(tasks.map(async (task) => task.destroy())))
  let tasks = start()
  const ahead = () => Date.now() - performance.now()
  let usual = ahead()
  const watch = setInterval(() => {
    const jump = ahead() - usual
    usual += jump
    if (jump > -jumpMs) return
    log.warn({ seconds: Math.round(jump / 1000) }, 'the clock was set back: the timed jobs are restarted')
    void stop(tasks)
    tasks = start()
  }, watchMs)
  return {
    async close() {
      clearInterval(watch)
      await stop(tasks)
    },
  }
}

async function runTimed(job: TimedJob, services: Services): Promise<void> {
  try {
    if ((await job.isDue?.(services)) === false) return
    await withLease(services, job.name, () => job.run(services))
  } catch (error) {
    services.log.error({ job: job.name, ...faultOf(error) }, 'timed job failed')
  }
}
