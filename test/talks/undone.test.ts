import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import { nameOfDecision, standing } from '../../src/talks/undone.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'

const readings = arrived([
  makeReading('1', 'announcement', [makeTalk()]),
  makeReading('2', 'announcement', [
    makeTalk({ title: 'Another', start: '2025-10-02T15:15', doubts: ['?'] }),
  ]),
])
const [uid = ''] = fold(readings).talks.map((talk) => talk.uid)

const correct: Act = { kind: 'correct', event: uid, field: 'location', value: 'HG E 3' }
const approve: Act = {
  kind: 'approve',
  mail: 'key-2',
  talk: '0',
  field: null,
  start: '2025-10-02T15:15',
  event: null,
}
const withdraw: Act = { kind: 'withdraw', event: uid }

/** Decisions in their order, each an act or the number of the one that it takes back. */
function made(steps: readonly (Act | number)[]): Decision[] {
  const all: Decision[] = []
  for (const [at, step] of steps.entries()) {
    const act: Act =
      typeof step === 'number' ? { kind: 'undo', of: nameOfDecision(all[step - 1] as Decision) } : step
    all.push({ number: at + 1, after: 2, at: `2025-09-20T08:00:0${at}Z`, who: 'admin', why: '', act })
  }
  return all
}

/** Decisions → numbers of those that count. */
const rows: [string, (Act | number)[], number[]][] = [
  ['none is taken back', [correct, approve], [1, 2]],
  ['the first is', [correct, approve, 1], [2]],
  ['the last is', [correct, approve, 2], [1]],
  ['both are', [correct, approve, 2, 1], []],
  ['the undo is undone', [correct, 1, 2], [1]],
  ['… and undone again', [correct, 1, 2, 3], []],
  ['undone twice is undone once', [correct, 1, 1], []],
]

for (const [name, steps, expected] of rows)
  test(`what counts when ${name}`, () => {
    const all = made(steps)
    assert.deepEqual(
      standing(all).map(({ number }) => number),
      expected,
    )
    assert.deepEqual(standing(all.toReversed()), standing(all), 'in any order of the rows')
  })

test('all is as if it had never been decided', () => {
  for (const act of [correct, approve, withdraw])
    assert.deepEqual(fold(readings, made([act, 1])), fold(readings), act.kind)
})

test('a decision has one name in every ledger, whatever its number', () => {
  const [first] = made([correct])
  assert.equal(nameOfDecision(Object.assign({}, first!, { number: 17, after: 0 })), nameOfDecision(first!))
  assert.notEqual(nameOfDecision({ ...first!, who: 'somebody else' }), nameOfDecision(first!))
})
