import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remoteIdOf, toGoogleEvent, type EditableFields, type RemoteEvent } from '../../src/google/event.ts'
import { findDrift } from '../../src/google/drift.ts'
import { makeEvent } from '../support/events.ts'

const kept: EditableFields = {
  summary: 'Jane Doe: A title',
  description: 'A title\nJane Doe (ETH)',
  location: 'HG G 19.1',
  start: '2025-09-25T15:15',
  end: '2025-09-25T16:15',
}

const looks = { transparency: 'opaque', status: 'confirmed' } as const

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
    const remote = {
      remoteId: 'r',
      etag: '2',
      deleted: false,
      uid: event.uid,
      fields: { ...kept, ...edits },
      looks,
    }
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

/** What Google says of an event that no row knows → whether it is taken as written; any difference is written over. */
const finds: [string, Partial<RemoteEvent>, Partial<EditableFields>, boolean][] = [
  ['as it shall be', {}, {}, true],
  ['another room', {}, { location: 'HG E 3' }, false],
  ['another hour', {}, { start: '2025-09-25T15:30' }, false],
  ['another end', {}, { end: '2025-09-25T16:30' }, false],
  ['a whole day', {}, { start: '2025-09-25', end: '2025-09-25' }, false],
  ['another title', {}, { summary: 'Jane Doe' }, false],
  ['another text', {}, { description: '' }, false],
  ['free', { looks: { ...looks, transparency: 'transparent' } }, {}, false],
  ['not sure', { looks: { ...looks, status: 'tentative' } }, {}, false],
  ['deleted', { deleted: true }, {}, false],
  ['a copy under another id', { remoteId: 'copy' }, {}, false],
]

test('a ledger that was lost finds in Google what is there as it shall be', () => {
  const event = makeEvent({}, {})
  const { summary, description, location, start, end } = event
  const fields = { summary, description, location: location ?? '', start, end }
  for (const [name, remote, edits, expected] of finds) {
    const there = { remoteId: remoteIdOf(event.uid), etag: '2', deleted: false, uid: event.uid, looks }
    const events = [{ ...there, fields: { ...fields, ...edits }, ...remote }]
    const drift = findDrift({ full: true, events, syncToken: '' }, new Map(), new Map([[event.uid, event]]))
    assert.deepEqual([drift.found.length, drift.writes.length], expected ? [1, 0] : [0, 1], name)
  }
})
