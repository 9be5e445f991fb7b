import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openProgressWatch } from '../../../jobs/run/progress-watch.ts'
import { until } from '../../support/worker.ts'

/** Work that could be done, at each look, and the looks before which something moved → whether the worker ends itself within 30 looks. */
const rows: [string, (look: number) => number, (look: number) => boolean, boolean][] = [
  ['nothing to do', () => 0, () => false, false],
  ['work, and nothing moves', () => 3, () => false, true],
  ['work, and now and then something moves', () => 3, (look) => look % 10 === 0, false],
  ['work that comes and goes', (look) => (look % 10 === 0 ? 0 : 1), () => false, false],
  ['work that comes after a long rest', (look) => (look < 20 || look > 30 ? 0 : 1), () => false, false],
]

test('a worker whose queues stand still for a minute ends itself, once', async () => {
  for (const [name, work, moves, expected] of rows) {
    let look = 0
    const said: string[] = []
    const watch = openProgressWatch(
      async () => {
        look += 1
        if (moves(look)) watch.moved()
        return work(look)
      },
      (why) => said.push(why),
      1,
    )
    await until(() => look >= 30 || said.length > 0, 10)
    watch.close()
    assert.deepEqual(said.length, expected ? 1 : 0, name)
    if (expected) assert.match(said[0] ?? '', /3 pieces of work lie in the queues/)
  }
})

test('a Redis that is away is no reason', async () => {
  let look = 0
  const said: string[] = []
  const watch = openProgressWatch(
    async () => {
      look += 1
      throw new Error('Redis does not answer')
    },
    (why) => said.push(why),
    1,
  )
  await until(() => look >= 20, 10)
  watch.close()
  assert.deepEqual(said, [])
})
