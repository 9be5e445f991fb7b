import { messageOf } from '../src/errors.ts'
import { leaveNote, notes } from '../src/ledger/notes.ts'
import { countWork, queuedWork, returnWork, takeWork } from '../src/ledger/outbox.ts'
import { redisTrouble } from '../src/queue.ts'
import type { TimedJob } from './run/job.ts'
import { secondsFrom } from './run/instants.ts'
import type { Services } from './run/services.ts'

const lostAfterSeconds = 20
const failedAfterSeconds = 600
const batch = 500

/** Queues again what the ledger calls open and Redis no longer has: FLUSHALL at any moment loses nothing. */
export const sweep: TimedJob = {
  name: 'sweep',
  schedule: '*/15 * * * * *',
  async run(services) {
    const { queues } = services
    if (queues === null) return
    const now = services.now()
    const failedBefore = secondsFrom(now, -failedAfterSeconds)
    await noteRedis(services, await queues.problem())
    const lost = { before: secondsFrom(now, -lostAfterSeconds), now }
    // Job by job: one with much to do must not hide what another has lost.
    for (const job of Object.keys(await countWork(services.ledger)))
      for (const work of await queuedWork(services.ledger, job, lost, batch)) {
        const state = await queues.find(work)
        if (state === 'gone' || (state === 'failed' && work.queued_at < failedBefore))
          await returnWork(services.ledger, [work])
      }
    await relay(services)
  },
}

/** Carries open work from the ledger to Redis; what can't be carried stays open. */
export async function relay({ ledger, now, log, queues }: Services): Promise<void> {
  for (;;) {
    const work = queues === null ? [] : await takeWork(ledger, now(), batch)
    if (queues === null || work.length === 0) return
    try {
      await queues.add(work)
    } catch (error) {
      await returnWork(ledger, work)
      await noteRedis({ ledger, now }, redisTrouble(error))
      log.warn(
        { error: messageOf(error), waiting: work.length },
        'Redis accepts no work: it waits in the ledger',
      )
      return
    }
  }
}

/** Notes Redis's trouble, with the time when it began, and drops the note when there is none (null). */
async function noteRedis(
  { ledger, now }: Pick<Services, 'ledger' | 'now'>,
  problem: string | null,
): Promise<void> {
  const before = (await notes(ledger))['redis-error']
  if (problem === null) {
    if (before !== undefined) await leaveNote(ledger, 'redis-error', '', now())
  } else if (before === undefined) await leaveNote(ledger, 'redis-error', problem, now())
}
