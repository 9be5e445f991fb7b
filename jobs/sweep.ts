import { messageOf } from '../src/errors.ts'
import { queuedWork, returnWork, takeWork } from '../src/ledger/outbox.ts'
import type { Queues } from '../src/queue.ts'
import type { TimedJob } from './job.ts'
import { secondsFrom, type Services } from './services.ts'

const lostAfterSeconds = 20
const failedAfterSeconds = 600
const batch = 500

/** Queues again what the ledger calls open and Redis no longer has: FLUSHALL at any moment loses nothing. */
export function sweepOf(queues: Queues): TimedJob {
  return {
    name: 'sweep',
    schedule: '*/15 * * * * *',
    async run(services) {
      const now = services.now()
      const failedBefore = secondsFrom(now, -failedAfterSeconds)
      for (const work of await queuedWork(services.ledger, secondsFrom(now, -lostAfterSeconds), batch)) {
        const state = await queues.find(work)
        if (state === 'gone' || (state === 'failed' && work.queued_at < failedBefore))
          await returnWork(services.ledger, [work])
      }
      await relay(services, queues)
    },
  }
}

/** Carries open work from the ledger to Redis; what can't be carried stays open. */
export async function relay({ ledger, now, log }: Services, queues: Queues): Promise<void> {
  for (;;) {
    const work = await takeWork(ledger, now(), batch)
    if (work.length === 0) return
    try {
      await queues.add(work)
    } catch (error) {
      await returnWork(ledger, work)
      log.warn(
        { error: messageOf(error), waiting: work.length },
        'Redis is away: the work waits in the ledger',
      )
      return
    }
  }
}
