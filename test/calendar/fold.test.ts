import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, type Reading } from '../../src/calendar/fold.ts'
import { makeReading, makeTalk } from '../support/events.ts'

const announced = makeReading('1', 'announcement', [makeTalk()])

/** Mails → [sequence, status, start, location] of each talk, and the reasons of what is held. */
const rows: [string, Reading[], [number, string, string, string | null][], RegExp[]][] = [
  ['an announcement', [announced], [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']], []],
  [
    'a reminder changes nothing',
    [announced, makeReading('2', 'reminder', [makeTalk()])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a reminder that leaves things out changes nothing',
    [announced, makeReading('2', 'reminder', [makeTalk({ location: null })])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a new room',
    [announced, makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })])],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG E 3']],
    [],
  ],
  [
    'a new day',
    [announced, makeReading('2', 'update', [makeTalk({ start: '2025-09-26T16:15' })])],
    [[1, 'confirmed', '2025-09-26T16:15', 'HG G 19.1']],
    [],
  ],
  [
    'a cancellation',
    [announced, makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })])],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a cancellation in the thread, without facts',
    [announced, makeReading('2', 'cancellation', [], { references: ['1@x'] })],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a cancellation of nobody knows what',
    [announced, makeReading('2', 'cancellation', [])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/not clear what/],
  ],
  [
    'a cancellation from a stranger',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })], {
        from: 'evil@elsewhere.example',
      }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'a reminder after the cancellation does not revive it',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })]),
      makeReading('3', 'reminder', [makeTalk()]),
    ],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'an older mail that comes late takes nothing back',
    [makeReading('5', 'update', [makeTalk({ location: 'HG E 3' })]), announced],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG E 3']],
    [],
  ],
  [
    'a doubtful talk is held',
    [makeReading('1', 'announcement', [makeTalk({ doubts: ['the weekday does not agree'] })])],
    [],
    [/weekday/],
  ],
  [
    'another talk on the same day',
    [
      announced,
      makeReading('2', 'announcement', [
        makeTalk({ title: 'Something else entirely here', speaker: 'John Roe', location: 'KOL F 118' }),
      ]),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [0, 'confirmed', '2025-09-25T15:15', 'KOL F 118'],
    ],
    [],
  ],
  [
    'the same speaker with another talk, next month',
    [
      announced,
      makeReading('2', 'announcement', [
        makeTalk({ title: 'A second and other lecture', start: '2025-10-25T15:15' }),
      ]),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [0, 'confirmed', '2025-10-25T15:15', 'HG G 19.1'],
    ],
    [],
  ],
]

test('mails fold into talks', async (t) => {
  for (const [name, readings, talks, held] of rows)
    await t.test(name, () => {
      const folded = fold(readings)
      assert.deepEqual(
        folded.talks.map((talk) => [talk.sequence, talk.status, talk.start, talk.location]),
        talks,
      )
      assert.equal(folded.held.length, held.length)
      for (const [at, pattern] of held.entries()) assert.match(folded.held[at]!.reasons.join(), pattern)
    })
})

test('folding again gives the same, and a mail that came twice counts once', () => {
  for (const [name, readings] of rows) {
    assert.deepEqual(fold(readings), fold(readings), name)
    assert.deepEqual(
      fold([
        ...readings,
        ...readings.filter((reading) => reading.announcement.kind !== 'cancellation'),
      ]).talks.map((talk) => talk.uid),
      fold(readings).talks.map((talk) => talk.uid),
      name,
    )
  }
})
