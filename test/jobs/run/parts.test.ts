import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parts, partsOf, type Part } from '../../../jobs/run/parts.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { watchParts } from '../../../jobs/watch-parts.ts'
import { badDays, ran } from '../../../src/ledger/bad-days.ts'
import { openTestLedger } from '../../support/ledger.ts'
import { leaveGooglePause, leaveNote, type NoteName } from '../../../src/ledger/notes.ts'
import { addWork } from '../../../src/ledger/outbox.ts'

const now = '2026-11-02T08:00:00.000Z'
const ago = (seconds: number) =>
  Temporal.Instant.from(now).subtract({ seconds }).toString({ smallestUnit: 'millisecond' })

async function servicesWith(left: [NoteName, string, number][], work: [string, number][]): Promise<Services> {
  const ledger = await openTestLedger()
  for (const [name, value, seconds] of left) await leaveNote(ledger, name, value, ago(seconds))
  for (const [job, seconds] of work) await addWork(ledger, job, 'k', ago(seconds))
  return {
    ledger,
    settings: { imap: {}, google: {}, reader: {}, pollEverySeconds: 120 },
    feed: { head: () => null },
    now: () => now,
  } as unknown as Services
}

const polled: [NoteName, string, number] = ['last-poll', 'ok', 60]

/** What the ledger knows → the parts that are in trouble. */
const rows: [string, [NoteName, string, number][], [string, number][], Part[]][] = [
  ['all is well', [polled], [], []],
  ['a poll that failed', [polled, ['poll-error', 'no route', 10]], [], ['inbox']],
  ['no poll for long', [['last-poll', 'ok', 1000]], [], ['inbox']],
  ['Redis away', [polled, ['redis-error', 'gone', 60]], [], ['reading']],
  ['mails that nobody reads', [polled], [['read-message', 100]], ['reading']],
  ['mails that came just now', [polled], [['read-message', 10]], []],
  ['a feed that was refused', [polled, ['feed-refused', '9 would be removed', 60]], [], ['feed']],
  ['Google’s own pace', [polled], [['publish-event', 600]], []],
  ['Google not reached', [polled, ['google-error', '503', 60]], [['publish-event', 1000]], ['google']],
  ['a calendar that was emptied', [polled, ['google-emptied', '9 of 10', 60]], [], ['google']],
  ['a model that does not answer', [polled, ['reader-error', 'timeout', 60]], [], ['reader']],
]

for (const [name, left, work, expected] of rows)
  test(`which part needs somebody: ${name}`, async () => {
    const states = await partsOf(await servicesWith(left, work))
    assert.deepEqual(
      states.map(({ part }) => part),
      parts,
    )
    assert.deepEqual(
      states.flatMap(({ part, problem }) => (problem === null ? [] : [part])),
      expected,
    )
  })

test('a pause says why, and what is not set up is no trouble', async () => {
  const services = await servicesWith([polled], [])
  const pause = { reason: 'notShared', until: now, text: 'share it with x' } as const
  await leaveGooglePause(services.ledger, pause, now)
  const google = (await partsOf(services)).find(({ part }) => part === 'google')
  assert.equal(google?.problem, 'share it with x')
  Object.assign(services.settings, { google: null })
  assert.equal((await partsOf(services)).find(({ part }) => part === 'google')?.isOn, false)
  await watchParts.run(services)
  const days = await badDays(services.ledger, '2026-11-01')
  assert.deepEqual(
    days.map(({ part }) => part),
    [ran],
  )
})

test('a good day is one row; each bad minute is counted', async () => {
  const services = await servicesWith([polled], [])
  assert.equal(await watchParts.isDue!(services), true)
  await watchParts.run(services)
  assert.equal(await watchParts.isDue!(services), false, 'a good day costs one write')
  await leaveNote(services.ledger, 'poll-error', 'no route', now)
  assert.equal(await watchParts.isDue!(services), true)
  await watchParts.run(services)
  await watchParts.run(services)
  const days = await badDays(services.ledger, '2026-11-01')
  assert.deepEqual(
    days.map(({ part, minutes }) => [part, minutes]),
    [
      ['inbox', 2],
      [ran, 0],
    ],
  )
})
