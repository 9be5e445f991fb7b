import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bringBackDecisions, keepDecisions, missingDecisions } from '../../../jobs/run/kept-decisions.ts'
import { exportDecisions, importDecisions } from '../../../src/ledger/decision-lines.ts'
import { recordDecision } from '../../../src/ledger/decisions.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { openTestLedger } from '../../support/ledger.ts'
import { recordMails } from '../../../src/ledger/record-mails.ts'
import { openLog } from '../../../src/log.ts'
import { readMail } from '../../support/read-mail.ts'
import { makeCopy } from '../../support/copy.ts'

const now = '2026-11-01T08:00:00.000Z'
const withdraw = async (ledger: Ledger, event: string) =>
  recordDecision(ledger, { who: 'Letizia', why: '', act: { kind: 'withdraw', event } }, now)

test('the copy keeps what a new ledger does not know, and gives it back once', async () => {
  const copy = makeCopy()
  const old = await openTestLedger()
  await withdraw(old, 'a')
  await keepDecisions({ ledger: old, copy })
  assert.equal(await missingDecisions({ ledger: old, copy }), null)

  const fresh = await openTestLedger()
  assert.match(
    (await missingDecisions({ ledger: fresh, copy })) ?? '',
    /^1 of 1 decisions are not in the ledger/,
  )
  await withdraw(fresh, 'b')
  await keepDecisions({ ledger: fresh, copy })
  assert.equal(copy.lines().length, 2, 'both')

  assert.equal(await importDecisions(fresh, copy.lines(), now), 1)
  assert.equal(await importDecisions(fresh, copy.lines(), now), 0, 'a second time there is nothing to do')
  assert.equal(await missingDecisions({ ledger: fresh, copy }), null)
  assert.equal((await exportDecisions(fresh)).length, 2)
})

test('decisions come back by themselves when the mails are there that they stand behind', async () => {
  const copy = makeCopy()
  const old = await openTestLedger()
  const [first, second] = [await mailIn(old, 'first'), await mailIn(old, 'second')]
  await withdraw(old, 'a')
  await keepDecisions({ ledger: old, copy })

  const fresh = await openTestLedger()
  const log = openLog('silent')
  const bringBack = async () => bringBackDecisions({ ledger: fresh, copy, log, now: () => now })
  await mailIn(fresh, 'first', first)
  assert.match(
    (await bringBack()) ?? '',
    /^1 of 1 decisions are missing .* 1 mails .*nothing is published until/,
  )
  assert.deepEqual(await exportDecisions(fresh), [])
  await mailIn(fresh, 'second', second)
  await fresh.updateTable('message').set({ state: 'pending' }).where('number', '=', 1).execute()
  assert.match((await bringBack()) ?? '', /\(1 are to be read yet\)/)
  await fresh.updateTable('message').set({ state: 'read' }).execute()
  assert.equal(await bringBack(), null)
  assert.deepEqual(await exportDecisions(fresh), copy.lines())
  assert.equal(await bringBack(), null)
})

/** A mail in the ledger; gives its source. */
async function mailIn(ledger: Ledger, name: string, source?: Buffer): Promise<Buffer> {
  const bytes =
    source ?? Buffer.from(`From: a@x\nSubject: ${name}\nMessage-ID: <${name}@x>\nDate: ${now}\n\n${name}\n`)
  await recordMails(
    ledger,
    [{ ...(await readMail(bytes, now)).message, arrivedAt: now, source: bytes }],
    null,
    now,
  )
  await ledger.updateTable('message').set({ state: 'read' }).execute()
  return bytes
}

test('a line that was torn is none', async () => {
  const ledger = await openTestLedger()
  assert.equal(await missingDecisions({ ledger, copy: makeCopy(['{"at":']) }), null)
})
