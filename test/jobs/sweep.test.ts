import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Services } from '../../jobs/run/services.ts'
import { sweep } from '../../jobs/sweep.ts'
import { openTestLedger } from '../support/ledger.ts'
import { addWork, takeWork } from '../../src/ledger/outbox.ts'
import { openLog } from '../../src/log.ts'
import type { Queues, Work } from '../../src/queue.ts'

const now = '2025-12-03T08:00:00.000Z'

/** What Redis says of a piece of work, seconds since it was queued → is it queued again? */
const rows: ['there' | 'failed' | 'gone', number, boolean][] = [
  ['there', 30, false],
  ['there', 7200, false],
  ['gone', 10, false],
  ['gone', 30, true],
  ['gone', 7200, true],
  ['gone', -3600, true],
  ['failed', 30, false],
  ['failed', 590, false],
  ['failed', 610, true],
  ['failed', 7200, true],
]

test('what Redis has lost or given up is queued again', async () => {
  for (const [state, seconds, expected] of rows) {
    const ledger = await openTestLedger()
    const then = Temporal.Instant.from(now).subtract({ seconds }).toString({ smallestUnit: 'millisecond' })
    await addWork(ledger, 'publish-feed', 'feed', then)
    const [before] = await takeWork(ledger, then, 9)
    const added: Work[] = []
    const queues: Queues = {
      add: async (work) => void added.push(...work),
      find: async () => state,
      due: async () => 0,
      problem: async () => null,
      close: async () => {},
    }
    await sweep.run({ ledger, queues, log: openLog('silent'), now: () => now } as unknown as Services)
    const name = `${state} for ${seconds} s`
    assert.deepEqual(
      added.map(({ job, key }) => [job, key]),
      expected ? [['publish-feed', 'feed']] : [],
      name,
    )
    // Redis silently ignores an id that it still keeps.
    if (expected) assert.ok(added[0]!.epoch > before!.epoch, name)
    await ledger.destroy()
  }
})
