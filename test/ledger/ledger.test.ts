import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLedger } from '../../src/ledger/ledger.ts'
import { openTestLedger } from '../support/ledger.ts'
import { countMessages, cursorOf, recordReading, sourceOf } from '../../src/ledger/messages.ts'
import { recordMails, type MailRecord } from '../../src/ledger/record-mails.ts'
import { openKeys } from '../../src/ledger/outbox.ts'
import { dropLease, takeLease } from '../../src/ledger/notes.ts'
import {
  addWork,
  countWork,
  finishWork,
  queuedWork,
  returnWork,
  takeWork,
  workAt,
} from '../../src/ledger/outbox.ts'

const root = join(import.meta.dirname, '../..')
const now = '2026-01-01T00:00:00.000Z'

function mail(id: string, body = 'body'): MailRecord {
  return {
    key: `${id}-${body}`,
    messageId: id,
    bodyHash: body,
    date: now,
    subject: id,
    source: Buffer.from(`${id} ${body}`),
    problem: null,
  }
}

function path(): string {
  return join(mkdtempSync(join(tmpdir(), 'ledger-')), 'sub', 'ledger.sqlite')
}

test('a mail to two lists, of which the other one’s copy came first, is read after all', async () => {
  const ledger = await openTestLedger()
  await recordMails(ledger, [mail('a'), mail('b')], null, now)
  const aside = { state: 'ignored', announcement: null } as const
  await recordReading(ledger, 'a-body', { ...aside, reason: 'of another list (x.example)' }, now)
  await recordReading(ledger, 'b-body', { ...aside, reason: 'an automatic reply' }, now)
  await recordMails(ledger, [mail('a'), mail('b')], null, now)
  assert.deepEqual(await openKeys(ledger, 'read-message'), [], 'the other list’s copy again')
  await recordMails(
    ledger,
    [
      { ...mail('a'), isOurs: true },
      { ...mail('b'), isOurs: true },
    ],
    null,
    now,
  )
  assert.deepEqual(await openKeys(ledger, 'read-message'), ['a-body'])
  await ledger.destroy()
})

test('mails, cursor and work come and stay together', async () => {
  const file = path()
  const ledger = await openLedger(file)
  const cursor = { mailbox: 'm', uidValidity: '7', lastUid: 2 }
  assert.deepEqual(await recordMails(ledger, [mail('a'), mail('b')], cursor, now), {
    added: 2,
    known: 0,
    conflicts: 0,
  })
  assert.deepEqual(await recordMails(ledger, [mail('a'), mail('a', 'forged')], null, now), {
    added: 1,
    known: 1,
    conflicts: 1,
  })
  await ledger.destroy()
  const again = await openLedger(file)
  assert.deepEqual(await cursorOf(again, 'm'), { uidValidity: '7', lastUid: 2 })
  assert.deepEqual(await countMessages(again), { pending: 2, read: 0, waiting: 1, ignored: 0 })
  assert.deepEqual(await countWork(again), { 'read-message': 2 })
  assert.equal((await sourceOf(again, 'b-body'))!.source.toString(), 'b body')
  await recordReading(again, 'a-body', { state: 'read', reason: null, announcement: '{}' }, now)
  assert.deepEqual(await countWork(again), { 'read-message': 1, 'publish-feed': 1 })
  await again.destroy()
})

test('a cursor moves only with its mails', async () => {
  const ledger = await openLedger(path())
  const broken = { ...mail('x'), subject: null as unknown as string }
  await assert.rejects(
    recordMails(ledger, [mail('a'), broken], { mailbox: 'm', uidValidity: '1', lastUid: 9 }, now),
  )
  assert.equal(await cursorOf(ledger, 'm'), null)
  assert.equal((await countMessages(ledger)).pending, 0)
  await ledger.destroy()
})

test('work is taken once, given back, and not finished when it was noted anew', async () => {
  const ledger = await openLedger(path())
  await addWork(ledger, 'publish-feed', 'feed', now)
  const [work] = await takeWork(ledger, now, 10)
  assert.deepEqual({ ...work }, { job: 'publish-feed', key: 'feed', epoch: Date.parse(now) + 1 })
  assert.deepEqual(await takeWork(ledger, now, 10), [])
  assert.equal((await queuedWork(ledger, 'publish-feed', { before: '2027', now: '2027' }, 10)).length, 1)
  await addWork(ledger, 'publish-feed', 'feed', now)
  await finishWork(ledger, 'publish-feed', 'feed', work!.epoch, now)
  assert.notEqual(await workAt(ledger, 'publish-feed', 'feed'), null, 'noted anew while it ran')
  const [again] = await takeWork(ledger, now, 10)
  await returnWork(ledger, [again!])
  const [third] = await takeWork(ledger, now, 10)
  assert.ok(third!.epoch > again!.epoch, 'a job id is never used twice')
  await finishWork(ledger, 'publish-feed', 'feed', third!.epoch, now)
  assert.equal(await workAt(ledger, 'publish-feed', 'feed'), null)
  await addWork(ledger, 'publish-feed', 'feed', '2026-01-01T00:00:01.000Z')
  assert.ok((await takeWork(ledger, now, 10))[0]!.epoch > third!.epoch, 'nor after its row is gone')
  await ledger.destroy()
})

test('a lease has one holder until it runs out, over all connections', async () => {
  const file = path()
  const [one, two] = [await openLedger(file), await openLedger(file)]
  assert.equal(await takeLease(one, 'poll', 'A', '2026-01-01T00:00:00Z', '2026-01-01T00:00:30Z'), true)
  assert.equal(await takeLease(two, 'poll', 'B', '2026-01-01T00:00:10Z', '2026-01-01T00:00:40Z'), false)
  assert.equal(
    await takeLease(one, 'poll', 'A', '2026-01-01T00:00:20Z', '2026-01-01T00:00:50Z'),
    true,
    'renewed',
  )
  assert.equal(
    await takeLease(two, 'poll', 'B', '2026-01-01T00:00:51Z', '2026-01-01T00:01:20Z'),
    true,
    'run out',
  )
  await dropLease(one, 'poll', 'A')
  assert.equal(
    await takeLease(one, 'poll', 'A', '2026-01-01T00:00:52Z', '2026-01-01T00:01:20Z'),
    false,
    'only the holder drops it',
  )
  assert.equal(
    await takeLease(two, 'poll', 'C', '2025-12-31T23:00:00Z', '2025-12-31T23:00:30Z'),
    true,
    'one of a clock that was an hour ahead',
  )
  for (const ledger of [one, two]) await ledger.destroy()
})

test('whoever has a file does not load the client of PostgreSQL', () => {
  const code = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { if (/node_modules\\/pg\\//.test(url)) console.log(url); return next(url, context) } })
    const { openLedger } = await import(${JSON.stringify(join(root, 'src/ledger/ledger.ts'))})
    await import(${JSON.stringify(join(root, 'src/ledger/backup.ts'))})
    await import(${JSON.stringify(join(root, 'jobs/run/lease.ts'))})
    await (await openLedger(':memory:')).destroy()`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  })
  assert.deepEqual([status, stdout], [0, ''], stderr)
})
