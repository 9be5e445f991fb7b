import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepDecisions, missingDecisions } from '../../../jobs/run/kept-decisions.ts'
import { exportDecisions, importDecisions } from '../../../src/ledger/decision-lines.ts'
import { recordDecision } from '../../../src/ledger/decisions.ts'
import { openLedger, type Ledger } from '../../../src/ledger/ledger.ts'
import { makeCopy } from '../../support/copy.ts'

const now = '2026-11-01T08:00:00.000Z'
const withdraw = async (ledger: Ledger, event: string) =>
  recordDecision(ledger, { who: 'Letizia', why: '', act: { kind: 'withdraw', event } }, now)

test('the copy keeps what a new ledger does not know, and gives it back once', async () => {
  const copy = makeCopy()
  const old = await openLedger(':memory:')
  await withdraw(old, 'a')
  await keepDecisions({ ledger: old, copy })
  assert.equal(await missingDecisions({ ledger: old, copy }), null)

  const fresh = await openLedger(':memory:')
  assert.match((await missingDecisions({ ledger: fresh, copy })) ?? '', /^1 of 1 decisions are missing/)
  await withdraw(fresh, 'b')
  await keepDecisions({ ledger: fresh, copy })
  assert.equal(copy.lines().length, 2, 'both')

  assert.equal(await importDecisions(fresh, copy.lines(), now), 1)
  assert.equal(await importDecisions(fresh, copy.lines(), now), 0, 'a second time there is nothing to do')
  assert.equal(await missingDecisions({ ledger: fresh, copy }), null)
  assert.equal((await exportDecisions(fresh)).length, 2)
})

test('a line that was torn is none', async () => {
  const ledger = await openLedger(':memory:')
  assert.equal(await missingDecisions({ ledger, copy: makeCopy(['{"at":']) }), null)
})
