import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Redis } from 'ioredis'
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
  test(`work goes through ${kind.source}, once, and a known id is not queued twice`, async (t) => {
    const redis = await openPrivateRedis(mkdtempSync(join(tmpdir(), 'redis-')), path, log)
    assert.match(redis.kind, kind)
    const done: string[] = []
    let refusals = 1
    const queues = openQueues(
      redis.address,
      'test',
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
    t.after(async () => {
      await queues.close(5)
      await redis.close()
    })
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
    await queues.add([work('b', 2)])
    await until(() => done.filter((key) => key === 'b').length === 2, 10, 'work noted anew')
  })

test('what Google refuses is tried once, and keeps nothing else waiting', async (t) => {
  const redis = await openPrivateRedis(mkdtempSync(join(tmpdir(), 'redis-')), process.env['PATH'] ?? '', log)
  const tried: string[] = []
  const queues = openQueues(
    redis.address,
    'test',
    [
      {
        name: 'publish-event',
        concurrency: 1,
        perSecond: null,
        async run(key) {
          tried.push(key)
          if (key === 'refused') throw new CalendarError('refused', 'Google answers 400')
        },
      },
    ],
    log,
  )
  t.after(async () => {
    await queues.close(5)
    await redis.close()
  })
  const refused = { job: 'publish-event', key: 'refused', epoch: 1 }
  await queues.add([refused])
  await until(async () => (await queues.find(refused)) === 'failed', 5, 'the refused event’s end')
  await queues.add([{ job: 'publish-event', key: 'next', epoch: 1 }])
  await until(() => tried.includes('next'), 5, 'the next event')
  assert.deepEqual(tried, ['refused', 'next'])
})

test('two ledgers in one Redis do not take each other’s work', async (t) => {
  const redis = await openPrivateRedis(mkdtempSync(join(tmpdir(), 'redis-')), process.env['PATH'] ?? '', log)
  const done: string[] = []
  const open = (instance: string) =>
    openQueues(
      redis.address,
      instance,
      [
        {
          name: 'read-message',
          concurrency: 1,
          perSecond: null,
          run: async (key) => void done.push(`${instance} ${key}`),
        },
      ],
      log,
    )
  const [one, other] = [open('one'), open('other')]
  t.after(async () => {
    await Promise.all([one.close(5), other.close(5)])
    await redis.close()
  })
  const work = ['a', 'b', 'c', 'd'].map((key) => ({ job: 'read-message', key, epoch: 1 }))
  await one.add(work)
  await until(() => done.length === 4, 10, 'the work')
  assert.deepEqual(
    done.toSorted((a, b) => (a < b ? -1 : 1)),
    ['one a', 'one b', 'one c', 'one d'],
  )
  assert.equal(await other.find(work[0]!), 'gone')
})

test('with Redis away, add says so at once and close ends', async () => {
  const queues = openQueues(
    { host: '127.0.0.1', port: 1 },
    'test',
    [{ name: 'read-message', concurrency: 1, perSecond: null, run: async () => {} }],
    log,
  )
  const from = performance.now()
  await assert.rejects(queues.add([{ job: 'read-message', key: 'a', epoch: 1 }]), /Redis/)
  await queues.close(2)
  assert.ok(performance.now() - from < 10_000)
})

test('a private Redis that dies is started again at its place, and work goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const redis = await openPrivateRedis(folder, process.env['PATH'] ?? '', log)
  const done: string[] = []
  const queues = openQueues(
    redis.address,
    'test',
    [{ name: 'read-message', concurrency: 1, perSecond: null, run: async (key) => void done.push(key) }],
    log,
  )
  const server = () =>
    (JSON.parse(readFileSync(join(folder, 'owners.json'), 'utf8')) as { server: number }).server
  const first = server()
  assert.equal(await queues.problem(), null)
  process.kill(first, 'SIGKILL')
  await until(async () => (await queues.problem()) === null && server() !== first, 20, 'a new Redis')
  await queues.add([{ job: 'read-message', key: 'after', epoch: 2 }])
  await until(() => done.includes('after'), 30, 'work after the death')
  await queues.close(5)
  await redis.close()
})

test('what a Redis left behind is no reason not to start', async () => {
  for (const damage of ['owners', 'aof'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'redis-'))
    mkdirSync(join(folder, 'appendonlydir'))
    if (damage === 'owners') writeFileSync(join(folder, 'owners.json'), '')
    else writeFileSync(join(folder, 'appendonlydir/appendonly.aof.manifest'), 'noise that is no manifest\n')
    const redis = await openPrivateRedis(folder, process.env['PATH'] ?? '', log)
    assert.equal(redis.kind, 'private redis-server', damage)
    await redis.close()
  }
})

test('a Redis whose memory is full answers, and takes no work: that is a problem', async () => {
  const redis = await openPrivateRedis(mkdtempSync(join(tmpdir(), 'redis-')), process.env['PATH'] ?? '', log)
  const queues = openQueues(redis.address, 'test', [], log)
  assert.equal(await queues.problem(), null)
  const admin = new Redis(redis.address as { path: string })
  await admin.config('SET', 'maxmemory', '1')
  assert.match((await queues.problem())!, /Redis is full and accepts no work: raise its maxmemory/)
  await admin.config('SET', 'maxmemory', '0')
  assert.equal(await queues.problem(), null)
  admin.disconnect()
  await queues.close(5)
  await redis.close()
})
