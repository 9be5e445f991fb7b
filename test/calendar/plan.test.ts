import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { emptyingObjection, hashOf, objectionTo, planEvents } from '../../src/calendar/plan.ts'
import { makeEvent } from '../support/events.ts'

function byUid(...events: CalendarEvent[]): Map<string, CalendarEvent> {
  return new Map(events.map((event) => [event.uid, event]))
}

test('a plan names what is new, other, off and gone, each with its reason', () => {
  const stored = byUid(
    makeEvent({ uid: 'a' }),
    makeEvent({ uid: 'b' }),
    makeEvent({ uid: 'c' }),
    makeEvent({ uid: 'w' }),
    makeEvent({ uid: 'same' }),
  )
  const wanted = byUid(
    makeEvent({ uid: 'b', location: 'HG E 3' }, { location: 'HG E 3' }),
    makeEvent({ uid: 'c', status: 'cancelled' }, { status: 'cancelled' }),
    makeEvent({ uid: 'd' }),
    makeEvent({ uid: 'same' }),
  )
  const { put, remove } = planEvents(stored, wanted, new Set(['w']))
  assert.deepEqual(
    put.map(({ what, event, reason }) => [what, event.uid, reason]),
    [
      ['change', 'b', 'location by “A subject”'],
      ['cancel', 'c', 'status by “A subject”'],
      ['add', 'd', 'announced in “A subject”'],
    ],
  )
  assert.deepEqual(
    remove.map(({ event, reason }) => [event.uid, reason]),
    [
      ['a', 'no mail announces it any more'],
      ['w', 'withdrawn or merged by a human'],
    ],
  )
})

test('what is off already is not cancelled again', () => {
  const off = makeEvent({ status: 'cancelled' }, { status: 'cancelled' })
  const { put } = planEvents(byUid(off), byUid({ ...off, description: 'only the wording changed' }))
  assert.deepEqual(
    put.map(({ what, reason }) => [what, reason]),
    [['change', 'only the wording changed']],
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
    assert.equal(objectionTo(removed, stored) !== null, refused, `${removed} of ${stored}`)
})

test('a calendar is not emptied, however small', () => {
  assert.equal(emptyingObjection(3, 0), 'all 3 coming events would be removed')
  assert.equal(emptyingObjection(2, 0), 'all 2 coming events would be removed')
  for (const [removed, left] of [
    [0, 0],
    [0, 3],
    [1, 0],
    [2, 1],
  ] as const)
    assert.equal(emptyingObjection(removed, left), null, `${removed} gone, ${left} left`)
})

test('planning again after acting is empty', () => {
  const events = fc
    .dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 2 }))
    .map((record) => byUid(...Object.entries(record).map(([uid, summary]) => makeEvent({ uid, summary }))))
  fc.assert(
    fc.property(events, events, (stored, wanted) => {
      const plan = planEvents(stored, wanted)
      for (const { event } of plan.remove) stored.delete(event.uid)
      for (const { event } of plan.put) stored.set(event.uid, event)
      assert.deepEqual(planEvents(stored, wanted), { put: [], remove: [] })
    }),
  )
})

test('the same plan has the same hash, another one another', () => {
  const step = { what: 'add', where: 'feed', uid: 'a', summary: 's', reason: 'r' } as const
  assert.equal(hashOf([step], []), hashOf([{ ...step }], []))
  assert.notEqual(hashOf([step], []), hashOf([], []))
  assert.notEqual(hashOf([step], [1]), hashOf([step], [2]))
})
