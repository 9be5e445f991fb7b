import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { foldStored, foldSupposing, storedReadings } from '../../../jobs/run/folding.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { recordAnswer, rereadAnswer, secondReadings } from '../../../src/ledger/answers.ts'
import { decisions, recordDecision } from '../../../src/ledger/decisions.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { recordReading, reopenMail, settleMail } from '../../../src/ledger/messages.ts'
import { ofAnotherList, recordMails, type MailRecord } from '../../../src/ledger/record-mails.ts'
import { fold, type Folded } from '../../../src/talks/fold.ts'
import type { Act } from '../../../src/talks/decision.ts'
import type { StoredReading, StoredSecond } from '../../../src/talks/reading.ts'
import { makeReading, makeTalk } from '../../support/events.ts'
import { openTestLedger } from '../../support/ledger.ts'

const now = '2025-09-20T10:00:00.000Z'
/** More than are folded each time. */
const mails = 500
const profile = { ...statlist, publicUrl: null }
const settings = { reader: null } as Services['settings']
const by = { who: 'admin', why: '' }

function storedOf(at: number, hour = '15:15'): StoredReading {
  const day = Temporal.PlainDate.from('2025-01-01').add({ days: at }).toString()
  const talk = makeTalk({ title: `On matter ${at}`, speaker: `Jane Doe ${at}`, start: `${day}T${hour}` })
  const { key: _, number: __, ...reading } = makeReading('1', 'announcement', [talk])
  return { ...reading, messageId: `${at}@x` }
}

function mailOf(at: number, isOurs = true): MailRecord & { isOurs: boolean; source: Buffer } {
  return {
    key: `key-${at}`,
    messageId: `${at}@x`,
    bodyHash: `${at}`,
    date: '2025-09-01T10:00:00+02:00',
    subject: `Subject ${at}`,
    problem: null,
    listIds: [],
    isOurs,
    source: Buffer.from(`Subject: ${at}\n\n`),
  } as unknown as MailRecord & { isOurs: boolean; source: Buffer }
}

async function read(ledger: Ledger, at: number, hour?: string): Promise<void> {
  const announcement = JSON.stringify(storedOf(at, hour))
  await recordReading(ledger, `key-${at}`, { state: 'read', reason: null, announcement }, now)
}

async function whole(ledger: Ledger): Promise<Folded> {
  return fold(await storedReadings(ledger), await decisions(ledger), profile, await secondReadings(ledger))
}

const second: StoredSecond = {
  announcement: {
    kind: 'announcement',
    talks: [makeTalk({ title: 'Read again', start: '2025-01-08T11:15' })],
    reason: '',
  },
  objections: [],
  lost: [],
  marks: [{ name: 't1', uid: 'again@statlist-calendar' }],
}

let ledger: Ledger

before(async () => {
  ledger = await openTestLedger()
  const all = Array.from({ length: mails }, (_, at) => mailOf(at))
  await recordMails(ledger, all, null, now)
  for (let at = 0; at < mails; at++) {
    await read(ledger, at)
    if (at === 100) await answer('key-9')
  }
  await foldStored(stored())
})
after(async () => ledger.destroy())

async function answer(key: string): Promise<void> {
  await recordAnswer(ledger, key, { model: 'm', prompt: 'p' }, { answers: [], reading: second }, now)
}

const stored = () => ({ ledger, profile, settings })
const uidOf = async (at: number) => (await whole(ledger)).talks[at]!.uid
const decide = async (act: Act) => void (await recordDecision(ledger, { ...by, act }, now))

/** What happens to mails and decisions, old ones and new ones. */
const changes: [string, () => Promise<void>][] = [
  ['nothing', async () => {}],
  [
    'a new mail',
    async () => {
      await recordMails(ledger, [mailOf(mails)], null, now)
      await read(ledger, mails)
    },
  ],
  ['another reading of an old mail', async () => read(ledger, 3, '17:15')],
  ['an old mail that waits again', async () => reopenMail(ledger, 'key-4', 'taken back', now)],
  [
    'one that is read after all',
    async () => {
      await settleMail(ledger, 'key-4', 'pending', now)
      await foldStored(stored())
      await read(ledger, 4)
    },
  ],
  [
    'one that came over another list first',
    async () => {
      const reason = `${ofAnotherList} (other.example)`
      await recordReading(ledger, 'key-5', { state: 'ignored', reason, announcement: null }, now)
      await foldStored(stored())
      await recordMails(ledger, [mailOf(5)], null, now)
      await foldStored(stored())
      await read(ledger, 5, '18:15')
    },
  ],
  [
    'a correction of an old talk',
    async () => decide({ kind: 'correct', event: await uidOf(6), field: 'location', value: 'HG E 3' }),
  ],
  [
    'a decision about an old mail',
    async () => decide({ kind: 'reject', mail: 'key-7', talk: '0', field: null }),
  ],
  ['an answer about an old mail', async () => answer('key-8')],
  [
    'another reading of an old answer',
    async () => rereadAnswer(ledger, 1, { ...second, lost: ['a date'] }, now),
  ],
]

test('what is folded is what a fold of everything gives, whatever changes', async () => {
  for (const [name, change] of changes) {
    const was = JSON.stringify(await whole(ledger))
    await change()
    const is = await whole(ledger)
    assert.equal(JSON.stringify(is) === was, name === 'nothing', `${name}: it changes something`)
    assert.deepEqual((await foldStored(stored())).folded, is, name)
  }
})

test('decisions that are only supposed leave no trace', async () => {
  const acts: Act[] = [
    { kind: 'withdraw', event: await uidOf(9) },
    { kind: 'withdraw', event: await uidOf(mails) },
    { kind: 'reject', mail: 'key-11', talk: '0', field: null },
  ]
  for (const act of acts) {
    const before = (await foldStored(stored())).folded
    const supposed = { ...by, number: Number.MAX_SAFE_INTEGER, after: Infinity, at: now, act }
    const { before: without, after: folded } = await foldSupposing(stored(), [supposed])
    assert.equal(folded.talks.length, without.talks.length - 1)
    assert.deepEqual((await foldStored(stored())).folded, before)
  }
})

test('older mails are not folded again', async () => {
  // Behind the program's back: whoever folded all of it would see this.
  const announcement = JSON.stringify(storedOf(10, '09:15'))
  await ledger.updateTable('message').set({ announcement }).where('key', '=', 'key-10').execute()
  assert.notDeepEqual((await foldStored(stored())).folded, await whole(ledger))
})
