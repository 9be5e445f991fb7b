import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toGoogleEvent, type EditableFields } from '../../src/google/event.ts'
import { findDrift } from '../../src/google/drift.ts'
import { makeEvent } from '../support/events.ts'

const kept: EditableFields = {
  summary: 'Jane Doe: A title',
  description: 'A title\nJane Doe (ETH)',
  location: 'HG G 19.1',
  start: '2025-09-25T15:15',
  end: '2025-09-25T16:15',
}

/** The talk's own zone, what a human edits in Google (in the list's zone) → the decisions about it. */
const rows: [string, string | null, Partial<EditableFields>, [string, string][]][] = [
  ['nothing', null, {}, []],
  ['a room', null, { location: 'HG E 3' }, [['location', 'HG E 3']]],
  ['a start in the list’s zone', null, { start: '2025-09-25T16:15' }, [['start', '2025-09-25T16:15']]],
  [
    'start and end of a talk in New York, six hours behind',
    'America/New_York',
    { start: '2025-09-25T16:15', end: '2025-09-25T17:30' },
    [
      ['start', '2025-09-25T10:15'],
      ['end', '2025-09-25T11:30'],
    ],
  ],
  [
    'a start in Tokyo, on the next day there',
    'Asia/Tokyo',
    { start: '2025-09-25T20:00' },
    [['start', '2025-09-26T03:00']],
  ],
  [
    'a talk in New York made a whole day',
    'America/New_York',
    { start: '2025-09-25' },
    [['start', '2025-09-25']],
  ],
]

test('what a human edits in Google, in the zone of the talk', () => {
  for (const [name, timeZone, edits, expected] of rows) {
    const event = makeEvent({}, { timeZone })
    const written = { remoteId: 'r', etag: '1', state: 'held', sent: toGoogleEvent(event), kept } as const
    const remote = { remoteId: 'r', etag: '2', deleted: false, uid: event.uid, fields: { ...kept, ...edits } }
    const { adoptions, writes } = findDrift(
      { full: false, events: [remote], syncToken: '' },
      new Map([[event.uid, written]]),
      new Map([[event.uid, event]]),
    )
    const acts = adoptions.flatMap((adoption) => adoption.acts)
    assert.deepEqual(
      acts.map((act) => (act.kind === 'google-edit' ? [act.field, act.value] : act)),
      expected,
      name,
    )
    assert.deepEqual(writes, [], name)
  }
})
