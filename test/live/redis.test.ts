import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CalendarError } from '../../src/errors.ts'
import { openLog } from '../../src/log.ts'
import { openQueues } from '../../src/queue.ts'
import { openPrivateRedis } from '../../src/redis.ts'
import { until } from '../support/worker.ts'

const log = openLog('silent')

/** [what stands on the path, the kind of Redis that comes of it] */
const kinds: [string, RegExp][] = [
  [process.env['PATH'] ?? '', /^private redis-server$/],
  ['', /in the process/],
]

for (const [path, kind] of kinds)
  test(`work goes through ${kind.source}, once, and a known id is not queued twice`, async () => {
    const redis = await openPrivateRedis(mkdtempSync(join(tmpdir(), 'redis-')), path, log)
    assert.match(redis.kind, kind)
    const done: string[] = []
    let refusals = 1
    const queues = openQueues(
      redis.address,
      [
        {
          name: 'read-message',
          concurrency: 2,
          perSecond: null,
          async run(key) {
            if (key === 'slow down' && refusals-- > 0) throw new CalendarError('transient', 'try again')
            done.push(key)
          },
        },
      ],
      log,
    )
    const work = (key: string, epoch: number) => ({ job: 'read-message', key, epoch })
    await queues.add([work('<a:1@x>', 1), work('b', 1), work('b', 1)])
    await until(() => done.length >= 2, 10, 'two jobs')
    assert.deepEqual(
      done.toSorted((a, b) => a.localeCompare(b)),
      ['<a:1@x>', 'b'],
    )
    assert.equal(await queues.find(work('never queued', 1)), 'gone')
    await queues.add([work('slow down', 1)])
    await until(() => done.includes('slow down'), 15, 'the second attempt')
    await queues.close(5)
    await redis.close()
  })

test('with Redis away, add says so at once and close ends', async () => {
  const queues = openQueues(
    { host: '127.0.0.1', port: 1 },
    [{ name: 'read-message', concurrency: 1, perSecond: null, run: async () => {} }],
    log,
  )
  const from = performance.now()
  await assert.rejects(queues.add([{ job: 'read-message', key: 'a', epoch: 1 }]), /Redis/)
  await queues.close(2)
  assert.ok(performance.now() - from < 10_000)
})
