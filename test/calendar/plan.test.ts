import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { objectionTo, planEvents } from '../../src/calendar/plan.ts'

test('a plan names what is new, other and gone', () => {
  assert.deepEqual(
    planEvents(
      new Map([
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ]),
      new Map([
        ['b', '1'],
        ['c', '2'],
        ['d', '1'],
      ]),
    ),
    { add: ['d'], change: ['c'], remove: ['a'] },
  )
})

const guards: [number, number, boolean][] = [
  [0, 100, false],
  [3, 10, false],
  [4, 10, true],
  [4, 100, false],
  [6, 100, true],
  [21, 10_000, true],
  [100, 100, true],
]

test('a plan that removes much is refused', () => {
  for (const [removed, stored, refused] of guards)
    assert.equal(
      objectionTo({ add: [], change: [], remove: Array.from({ length: removed }, String) }, stored) !== null,
      refused,
      `${removed} of ${stored}`,
    )
})

test('planning again after acting is empty', () => {
  const hashes = fc
    .dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 2 }))
    .map((record) => new Map(Object.entries(record)))
  fc.assert(
    fc.property(hashes, hashes, (stored, wanted) => {
      const plan = planEvents(stored, wanted)
      for (const uid of plan.remove) stored.delete(uid)
      for (const uid of [...plan.add, ...plan.change]) stored.set(uid, wanted.get(uid)!)
      assert.deepEqual(planEvents(stored, wanted), { add: [], change: [], remove: [] })
    }),
  )
})
