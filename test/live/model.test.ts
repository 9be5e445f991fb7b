import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'

/** Runs of the model, others each time; MODEL_RUNS=20000 for a long look. */
const runs = Number(process.env['MODEL_RUNS'] ?? 1500)

test(
  `ledger, feed and Google agree after anything in any order (${runs} runs)`,
  { timeout: 3_600_000 },
  async () => {
    // On a thread of its own: node:test follows each promise of its own one, a third of the time here.
    const model = new Worker(new URL('model.ts', import.meta.url), { workerData: { runs } })
    assert.deepEqual(await once(model, 'exit'), [0])
  },
)
