import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldChange } from '../../src/talks/talk.ts'
import { changeText, summaryOf } from '../../src/calendar/wording.ts'
import { makeKnown } from '../support/events.ts'

/** Field, before, after → what readers are told. */
const rows: [FieldChange['field'], string | null, string | null, string[]][] = [
  ['location', 'HG G 19.1', 'HG G 19.2', ['room HG G 19.1 → HG G 19.2']],
  ['location', 'HG G 19.1', null, ['room HG G 19.1 → –']],
  ['location', null, 'HG G 19.1', []],
  ['start', '2025-09-25T15:15', '2025-09-26T16:15', ['time 25 September 15:15 → 26 September 16:15']],
  ['abstract', 'a', 'b', []],
  ['status', 'confirmed', 'cancelled', []],
  ['status', 'cancelled', 'confirmed', ['takes place after all']],
  ['status', 'postponed', 'confirmed', ['takes place after all']],
  ['status', 'confirmed', 'tentative', []],
  ['status', 'tentative', 'confirmed', []],
]

test('a change in words', () => {
  for (const [field, before, after, expected] of rows)
    assert.deepEqual(
      changeText({ field, before, after, source: '' }, null),
      expected,
      `${field} ${before} → ${after}`,
    )
})

test('hours of another zone are called so', () => {
  const moved = { field: 'start', before: '2026-12-04T12:30', after: '2026-12-04T14:00', source: '' } as const
  assert.deepEqual(changeText(moved, 'Europe/London'), [
    'time 4 December 12:30 → 4 December 14:00 (Europe/London)',
  ])
  const room = { field: 'location', before: 'A', after: 'B', source: '' } as const
  assert.deepEqual(changeText(room, 'Europe/London'), ['room A → B'])
})

/** Field, before, after → what the summary says of it. */
const marks: [FieldChange['field'], string | null, string | null, string][] = [
  ['location', 'HG E 3', 'HG G 19.1', 'New room: '],
  ['location', null, 'HG G 19.1', ''],
  ['start', '2025-09-24T15:15', '2025-09-25T15:15', 'New time: '],
  ['title', 'Another title', 'A title', ''],
]

/** Changes after the announcement, and what is the case now → what is in front of the summary. */
const histories: [[FieldChange['field'], string | null, string | null][][], object, string][] = [
  [[[['start', '2025-09-25', '2025-09-25T15:15']]], {}, ''],
  [[[['location', 'HG G 19.1', 'HG G19.1']]], { location: 'HG G19.1' }, ''],
  [[[['location', 'HG G 19.1', 'ETH Zürich, HG G 19.1']]], { location: 'ETH Zürich, HG G 19.1' }, ''],
  [[[['location', 'HG G 19.1', 'HG G 19.2']]], { location: 'HG G 19.2' }, 'New room: '],
  [[[['timeZone', null, 'Europe/London']]], { timeZone: 'Europe/London' }, 'New time: '],
  [[[['location', 'A', 'B']], [['location', 'B', 'A']]], { location: 'A' }, ''],
  [[[['location', 'A', null]]], { location: null, online: null }, ''],
  [[[['location', 'A', null]]], { location: null, online: 'https://zoom.us/j/1' }, 'Now online: '],
  [[[['status', 'confirmed', 'cancelled']], [['status', 'cancelled', 'confirmed']]], {}, 'Back on: '],
  [
    [
      [['status', 'confirmed', 'postponed']],
      [
        ['status', 'postponed', 'confirmed'],
        ['start', '2025-09-25T15:15', '2025-10-01T15:15'],
      ],
    ],
    { start: '2025-10-01T15:15' },
    'New time: ',
  ],
  [
    [
      [['start', '2025-09-24T15:15', '2025-09-25T15:15']],
      [['status', 'confirmed', 'postponed']],
      [['status', 'postponed', 'confirmed']],
    ],
    {},
    'Back on, new time: ',
  ],
]

test('what is otherwise than it was announced', () => {
  const by = { kind: 'mail', key: 'k', subject: 's', from: 'f', archivedAt: null } as const
  const at = '2025-09-15T13:13:56Z'
  for (const [history, now, mark] of histories) {
    const changes = history.map((fields, index) => ({
      at,
      by,
      fields: fields.map(([field, before, after]) => ({ field, before, after, source: '' })),
      sequence: index + 1,
    }))
    const talk = makeKnown({ ...now, changes: [{ at, by, fields: [], sequence: 0 }, ...changes] })
    assert.equal(summaryOf(talk), `${mark}Jane Doe: A title`, JSON.stringify(history))
  }
})

test('a summary marks what has changed, not what only became known', () => {
  const by = { kind: 'mail', key: 'k', subject: 's', from: 'f', archivedAt: null } as const
  const at = '2025-09-15T13:13:56Z'
  for (const [field, before, after, mark] of marks) {
    const changes = [
      { at, by, fields: [], sequence: 0 },
      { at, by, fields: [{ field, before, after, source: '' }], sequence: 1 },
    ]
    assert.equal(
      summaryOf(makeKnown({ changes })),
      `${mark}Jane Doe: A title`,
      `${field} ${before} → ${after}`,
    )
  }
})
