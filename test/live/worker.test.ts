import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { Redis } from 'ioredis'
import { openPrivateRedis, type PrivateRedis } from '../../src/redis.ts'
import { openLog } from '../../src/log.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { adminToken, makeWorker, until, type WorkerProcess } from '../support/worker.ts'

const seed = readFileSync(join(import.meta.dirname, '../cases/statlist/2022-12-05-su.eml'))

const place = 'ETH Zurich, HG G 19.1, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich'

let dovecot: Dovecot
let google: GoogleServer
let redis: PrivateRedis
let worker: WorkerProcess

before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
  redis = await openPrivateRedis(
    mkdtempSync(join(tmpdir(), 'redis-')),
    process.env['PATH'] ?? '',
    openLog('error'),
  )
  const { path } = redis.address as { path: string }
  worker = await makeWorker(dovecot, 'seed', google, { REDIS_URL: `redis://localhost?path=${path}` })
})

after(async () => {
  await worker.kill()
  await dovecot.close()
  await google.close()
  await redis.close()
  worker.remove()
})

async function feed(): Promise<string> {
  const response = await fetch(`${worker.url}/statlist.ics`)
  return response.ok ? response.text() : ''
}

function readFeed(text: string) {
  return new ICAL.Component(ICAL.parse(text) as never[]).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      summary: event.summary,
      location: event.location,
      start: event.startDate.toString(),
      zone: event.startDate.zone.tzid,
      sequence: event.sequence,
    }
  })
}

async function assertOnce(): Promise<void> {
  await until(
    async () => (await feed()).includes('Weijie Su') && google.events.size > 0,
    60,
    'the talk in feed and Google',
  )
  assert.deepEqual(readFeed(await feed()), [
    {
      summary: 'Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks',
      location: place,
      start: '2022-12-16T15:15:00',
      zone: 'Europe/Zurich',
      sequence: 0,
    },
  ])
  assert.equal(google.events.size, 1)
  const [event] = google.events.values()
  assert.equal(event!['summary'], 'Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks')
  assert.deepEqual(event!['start'], { dateTime: '2022-12-16T15:15:00+01:00', timeZone: 'Europe/Zurich' })
  assert.equal(event!['location'], place)
}

test('the mail of the seed is in feed and Google exactly once, whatever happens on the way', async (t) => {
  await dovecot.append('seed', seed)
  const filesBefore = dovecot.files('seed')

  await t.test('although the worker is killed in the middle, again and again', async () => {
    google.faults.push('commit-then-drop', 'internal')
    for (const milliseconds of [200, 600, 1200, 2500, 5500]) {
      const starting = worker.start().catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      await worker.kill()
      await starting
    }
    await worker.start()
    await assertOnce()
  })

  const bytes = await feed()

  await t.test('after FLUSHALL', async () => {
    const client = new Redis((redis.address as { path: string }).path)
    await client.flushall()
    client.disconnect()
    await dovecot.append('seed', reminderOf(seed))
    const health = async () =>
      ((await (await fetch(`${worker.url}/health`)).json()) as { lastPollAt: string }).lastPollAt
    const last = await health()
    await until(async () => (await health()) !== last, 40, 'another poll')
    await assertOnce()
    assert.equal(await feed(), bytes, 'a reminder changes no byte')
  })

  await t.test('after a resync, and a second resync does nothing', async () => {
    let report: Record<string, number> = {}
    await until(
      async () => {
        const response = await fetch(`${worker.url}/admin/resync`, {
          method: 'POST',
          headers: { authorization: `Bearer ${adminToken}` },
        })
        report = (await response.json()) as Record<string, number>
        return response.status === 200
      },
      30,
      'the resync',
    )
    assert.deepEqual(report, {
      mailsInMailbox: 2,
      mailsRead: 2,
      newMails: 0,
      eventsAdded: 0,
      eventsChanged: 0,
      eventsRemoved: 0,
      googleWrites: 0,
    })
    // And from the command line, beside the running worker.
    let again = { code: 1 as number | null, stdout: '', stderr: '' }
    await until(async () => (again = await worker.command('resync')).code === 0, 40, 'the second resync')
    assert.deepEqual(JSON.parse(again.stdout), report)
    await assertOnce()
    assert.equal(await feed(), bytes)
  })

  await t.test('the mailbox is as it was', () => {
    assert.deepEqual(
      dovecot.files('seed').filter((file) => filesBefore.includes(file)),
      filesBefore,
    )
  })

  await t.test('SIGTERM ends it within ten seconds, also with Redis gone', async () => {
    await redis.close()
    const { code, seconds } = await worker.stop()
    assert.equal(code, 0)
    assert.ok(seconds < 10, `${seconds} s`)
  })
})

/** The same announcement again, as secretaries send it. */
function reminderOf(source: Buffer): string {
  return source
    .toString()
    .replace('Message-ID: <2022-12-05-su', 'Message-ID: <2022-12-12-su-again')
    .replace('Subject: [Statlist] ', 'Subject: [Statlist] Reminder: ')
    .replace('05 Dec 2022', '12 Dec 2022')
    .replace('Mon, 12', 'Mon, 12')
}
