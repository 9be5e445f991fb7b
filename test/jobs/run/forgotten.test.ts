import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { carryOut, planStored, planWhole } from '../../../jobs/publish-feed.ts'
import { foldStored } from '../../../jobs/run/folding.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { recordAnswer } from '../../../src/ledger/answers.ts'
import { recordDecision } from '../../../src/ledger/decisions.ts'
import { storedEvents } from '../../../src/ledger/events.ts'
import { openLedger, type Ledger } from '../../../src/ledger/ledger.ts'
import { openLog } from '../../../src/log.ts'
import { openFeedStore } from '../../../src/publication/store.ts'
import { makeReading, makeTalk } from '../../support/events.ts'

const now = '2025-09-20T10:00:00.000Z'
/** A talk every other day, so that the first ones are long over when the last ones are announced. */
const mails = 2300
const folder = mkdtempSync(join(tmpdir(), 'forgotten-'))
let services: Services

async function openHere(): Promise<Services> {
  return {
    ledger: await openLedger(join(folder, 'ledger.sqlite')),
    feed: openFeedStore(join(folder, 'feed')),
    profile: { ...statlist, publicUrl: null },
    settings: { databaseUrl: null, reader: null },
    log: openLog('silent'),
    now: () => now,
  } as unknown as Services
}

async function addMails(ledger: Ledger, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at++) {
    const day = Temporal.PlainDate.from('2012-01-01').add({ days: at * 2 })
    const start = `${day.toString()}T15:15`
    const talk = makeTalk({ title: `On matter ${at}`, speaker: `Jane Doe ${at}`, start })
    const { key, number, ...reading } = makeReading(String(at + 1), 'announcement', [talk], {
      date: `${day.subtract({ days: 5 }).toString()}T10:00:00+01:00`,
    })
    const row = {
      key,
      number,
      message_id: reading.messageId,
      body_hash: key,
      date: reading.date,
      arrived_at: null,
      subject: reading.subject,
      source: Buffer.alloc(0),
      announcement: JSON.stringify(reading),
      state: 'read' as const,
      reason: null,
    }
    await ledger.insertInto('message').values(row).execute()
  }
}

/** Publishes, and says what changed. */
async function publish(): Promise<string[]> {
  const plan = await planStored(services)
  assert.equal(plan.objection, null)
  assert.equal(await carryOut(services, plan), true)
  return [
    ...plan.plan.put.map(({ what, event }) => `${what} ${event.talk.title}`),
    ...plan.plan.remove.map(({ event }) => `remove ${event.talk.title}`),
  ]
}

/** What is stored and served is what a fold of everything gives. */
async function assertWhole(what: string): Promise<void> {
  const { events, plan } = await planWhole(services)
  assert.deepEqual([plan.put, plan.remove], [[], []], what)
  assert.equal((await storedEvents(services.ledger)).length, events.length, what)
  assert.equal([...services.feed.talks()].length, events.length, what)
}

before(async () => {
  services = await openHere()
  await addMails(services.ledger, 0, mails)
})
after(async () => services.ledger.destroy())

test('talks that are long over are published, forgotten, and found again when somebody decides about them', async () => {
  assert.equal((await publish()).length, mails)
  await assertWhole('the first publication')
  const [first] = (await planWhole(services)).events.toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const uid = first?.uid ?? ''
  assert.equal((await foldStored(services)).isForgotten(uid), true)

  assert.deepEqual(await publish(), [])
  await addMails(services.ledger, mails, mails + 1)
  assert.deepEqual(await publish(), [`add On matter ${mails}`])
  await assertWhole('one more mail')

  const act = { kind: 'correct', event: uid, field: 'location', value: 'HG E 3' } as const
  await recordDecision(services.ledger, { who: 'admin', why: '', act }, now)
  assert.deepEqual(await publish(), ['change On matter 0'])
  assert.equal((await foldStored(services)).isForgotten(uid), false)
  await assertWhole('a decision about the first talk')
})

test('a new process compares the forgotten ones once more', async () => {
  const [, second] = (await planWhole(services)).events.toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const event = JSON.stringify({ ...second, summary: 'Somebody’s own words' })
  const { ledger } = services
  await ledger
    .updateTable('event')
    .set({ event })
    .where('uid', '=', second?.uid ?? '')
    .execute()
  assert.deepEqual(await publish(), [], 'this one does not look')
  await ledger.destroy()
  services = await openHere()
  assert.deepEqual(await publish(), ['change On matter 1'])
  await assertWhole('another process')
})

test('what the ledger lost is published again, and what no mail announces is taken out', async () => {
  const { ledger } = services
  const [, second, third] = (await planWhole(services)).events.toSorted((a, b) =>
    a.start < b.start ? -1 : 1,
  )
  await ledger
    .deleteFrom('event')
    .where('uid', '=', second?.uid ?? '')
    .execute()
  const astray = { ...third!, uid: 'astray@statlist-calendar', talk: { ...third!.talk, title: 'Astray' } }
  await ledger
    .insertInto('event')
    .values({
      uid: astray.uid,
      event: JSON.stringify(astray),
      month: '2012-01',
      until: '2012-01-05',
      changed: now,
    })
    .execute()
  await ledger.destroy()
  services = await openHere()
  assert.deepEqual(await publish(), ['add On matter 1', 'remove Astray'])
  await assertWhole('put right')
})

test('what a language model reads in a mail that is long forgotten is published all the same', async () => {
  const announcement = {
    kind: 'announcement' as const,
    talks: [makeTalk({ title: 'Read again', speaker: 'John Roe', start: '2025-10-01T11:15' })],
    reason: '',
  }
  const marks = [{ name: 't1', uid: 'again@statlist-calendar' }]
  const reading = { announcement, objections: [], lost: [], marks }
  await recordAnswer(services.ledger, 'key-5', { model: 'm', prompt: 'p' }, { answers: [], reading }, now)
  assert.deepEqual(await publish(), ['add Read again'])
  await assertWhole('an answer')
})
