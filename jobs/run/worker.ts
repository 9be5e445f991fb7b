import { join } from 'node:path'
import { schedule, setLogger, type ScheduledTask } from 'node-cron'
import { messageOf } from '../../src/errors.ts'
import { openQueues, type Queues } from '../../src/queue.ts'
import { openPrivateRedis, type PrivateRedis } from '../../src/redis.ts'
import { queuedJobs, timedJobs } from '../index.ts'
import type { TimedJob } from './job.ts'
import { withLease } from './lease.ts'
import type { Services } from './services.ts'
import { relay, sweepOf } from '../sweep.ts'

/** The running worker: clock, queues and, when no REDIS_URL is set, a Redis of its own. */
export interface Worker {
  redisKind: string
  /** Resolves within ten seconds whatever is down. */
  close(): Promise<void>
}

const closeSeconds = 6

/** Starts the clock and the queues over the services. */
export async function openWorker(services: Services, path: string): Promise<Worker> {
  const { settings, log } = services
  const redis: PrivateRedis | null =
    settings.redisUrl === null ? await openPrivateRedis(join(settings.dataFolder, 'redis'), path, log) : null
  const queues = openQueues(
    redis?.address ?? settings.redisUrl!,
    queuedJobs.map((job) => ({ ...job, run: (key: string) => job.run(key, services) })),
    log,
  )
  const relayOnce = singleFlight(() => relay(services, queues))
  services.wake = relayOnce
  const tasks = openClock(services, queues)
  relayOnce()
  return {
    redisKind: redis?.kind ?? 'REDIS_URL',
    async close() {
      services.wake = () => {}
      await Promise.all(tasks.map(async (task) => task.destroy()))
      await queues.close(closeSeconds)
      await redis?.close()
    },
  }
}

/** Runs work again when it was asked for while running, never twice at once. */
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

function openClock(services: Services, queues: Queues): ScheduledTask[] {
  const { log } = services
  const quiet = () => {}
  setLogger({
    info: quiet,
    warn: quiet,
    debug: quiet,
    error: (message) => log.error({ error: String(message) }, 'clock'),
  })
  return [
    ...timedJobs.filter((job) => job.name !== 'poll-inbox' || services.settings.imap !== null),
    sweepOf(queues),
  ].map((job) =>
    schedule(job.schedule, async () => runTimed(job, services), { noOverlap: true, name: job.name }),
  )
}

async function runTimed(job: TimedJob, services: Services): Promise<void> {
  try {
    await withLease(services, job.name, () => job.run(services))
  } catch (error) {
    services.log.error({ job: job.name, error: messageOf(error) }, 'timed job failed')
  }
}
