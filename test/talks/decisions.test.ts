import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import { summaryOf } from '../../src/calendar/wording.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'

const first = makeReading('1', 'announcement', [makeTalk()])
const second = makeReading('2', 'announcement', [
  makeTalk({ title: 'Something else entirely here', speaker: 'John Roe', location: 'KOL F 118' }),
])
const [one, two] = fold([first, second]).talks.map((talk) => talk.uid) as [string, string]
const doubtful = makeReading('1', 'announcement', [makeTalk({ doubts: ['the weekday does not agree'] })])
const stranger = makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'new@x.example' })

function approve(mail: string, fields: Partial<Extract<Act, { kind: 'approve' }>> = {}): Act {
  return { kind: 'approve', mail, talk: 0, field: null, start: '2025-09-25T15:15', event: null, ...fields }
}

function correct(value: string, field: 'location' | 'start' | 'end' = 'location'): Act {
  return { kind: 'correct', event: one, field, value }
}

function byHand(field: 'location' | 'summary', value: string): Act {
  return { kind: 'google-edit', event: one, field, value }
}

function room(location: string, id = '2'): Reading {
  return makeReading(id, 'update', [makeTalk({ location })])
}

/** Mails and decisions in the order in which they came → [summary, start, location, sequence] of each talk, and what is waiting. */
const rows: [string, (Reading | Act)[], [string, string, string | null, number][], RegExp[]][] = [
  [
    'a doubtful talk that was approved',
    [doubtful, approve('key-1')],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    'approved, but a new parser reads another time',
    [doubtful, approve('key-1', { start: '2025-09-25T14:15' })],
    [],
    [/weekday.*approved with the time 2025-09-25T14:15/],
  ],
  [
    'approved as corrected: the doubtful hour was never there, and nobody is told of a new one',
    [doubtful, approve('key-1', { facts: { start: '2025-09-26T16:15', location: 'HG E 5' } })],
    [['Jane Doe: A title of five words', '2025-09-26T16:15', 'HG E 5', 0]],
    [],
  ],
  [
    'approved as corrected, and the mail comes again',
    [
      doubtful,
      approve('key-1', { facts: { location: 'HG E 5' } }),
      makeReading('2', 'reminder', [makeTalk()]),
    ],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 5', 0]],
    [/says location “HG G 19\.1”, which .* corrected to “HG E 5”/],
  ],
  [
    'made of a mail that gave none',
    [
      makeReading('1', 'other', []),
      { kind: 'create', mail: 'key-1', facts: { start: '2025-09-30T10:15', title: 'Rings' } },
    ],
    [['Rings', '2025-09-30T10:15', null, 0]],
    [],
  ],
  [
    'a colleague whom a human confirmed may change what her office announces, and the other way round',
    [
      first,
      makeReading(
        '3',
        'announcement',
        [
          makeTalk({
            title: 'Of the colleague',
            speaker: 'Eva Keller',
            start: '2025-10-02T15:15',
            doubts: ['does it belong to that office?'],
          }),
        ],
        {
          from: 'colleague@math.example',
          asks: first.from,
        },
      ),
      approve('key-3', { start: '2025-10-02T15:15' }),
      makeReading('4', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'colleague@math.example' }),
      makeReading('5', 'update', [
        makeTalk({
          title: 'Of the colleague',
          speaker: 'Eva Keller',
          start: '2025-10-02T15:15',
          location: 'HG F 1',
        }),
      ]),
    ],
    [
      ['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 1],
      ['New room: Eva Keller: Of the colleague', '2025-10-02T15:15', 'HG F 1', 1],
    ],
    [],
  ],
  ['rejected', [doubtful, { kind: 'reject', mail: 'key-1', talk: 0, field: null }], [], []],
  [
    'a stranger’s new room, approved',
    [first, stranger, approve('key-2')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 1]],
    [],
  ],
  [
    'a cancellation of nobody knows what: of this one',
    [first, makeReading('2', 'cancellation', []), approve('key-2', { talk: null, start: null, event: one })],
    [['CANCELLED: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [],
  ],
  [
    'a corrected room',
    [first, correct('HG D 1.1')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG D 1.1', 1]],
    [],
  ],
  [
    'a corrected start takes the end along',
    [
      makeReading('1', 'announcement', [makeTalk({ end: '2025-09-25T16:00' })]),
      correct('2025-09-25T17:15', 'start'),
    ],
    [['New time: Jane Doe: A title of five words', '2025-09-25T17:15', 'HG G 19.1', 1]],
    [],
  ],
  [
    'a reminder repeats what was corrected: nothing happens',
    [first, correct('HG D 1.1'), makeReading('2', 'reminder', [makeTalk()])],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG D 1.1', 1]],
    [],
  ],
  [
    'a mail states a corrected field anew: neither wins silently',
    [first, correct('HG D 1.1'), room('HG E 3')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG D 1.1', 1]],
    [/says location “HG E 3”, which admin corrected to “HG D 1.1”/],
  ],
  [
    'that conflict, decided for the mail',
    [first, correct('HG D 1.1'), room('HG E 3'), approve('key-2', { field: 'location' })],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 2]],
    [],
  ],
  [
    'that conflict, decided for the correction',
    [
      first,
      correct('HG D 1.1'),
      room('HG E 3'),
      { kind: 'reject', mail: 'key-2', talk: 0, field: 'location' },
    ],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG D 1.1', 1]],
    [],
  ],
  [
    'a mail that says what was corrected: no conflict',
    [first, correct('HG D 1.1'), room('HG D 1.1')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG D 1.1', 1]],
    [],
  ],
  [
    'a room edited in Google, until the announcement changes it',
    [first, byHand('location', 'in the garden')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'in the garden', 1]],
    [],
  ],
  [
    '… and then it does',
    [first, byHand('location', 'in the garden'), room('HG E 3')],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 2]],
    [],
  ],
  [
    'a summary edited in Google outlives a new room',
    [first, byHand('summary', 'Jane’s talk'), room('HG E 3')],
    [['Jane’s talk', '2025-09-25T15:15', 'HG E 3', 2]],
    [],
  ],
  [
    '… but not a new title',
    [
      first,
      byHand('summary', 'Jane’s talk'),
      makeReading('2', 'update', [makeTalk({ title: 'Another title' })]),
    ],
    [['Jane Doe: Another title', '2025-09-25T15:15', 'HG G 19.1', 2]],
    [],
  ],
  [
    'two events that are one',
    [first, second, { kind: 'merge', event: two, into: one }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    '… and who announced the other one may change it',
    [
      first,
      makeReading('2', 'announcement', second.announcement.talks, { from: 'dean@y.example' }),
      { kind: 'merge', event: two, into: one },
      makeReading('3', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'dean@y.example' }),
    ],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 1]],
    [],
  ],
  [
    '… and a mail that is older than the other one’s takes nothing back',
    [
      first,
      makeReading('2', 'announcement', second.announcement.talks, { date: '2025-09-19T10:00:00+02:00' }),
      { kind: 'merge', event: two, into: one },
      makeReading('3', 'update', [makeTalk({ location: 'HG E 3' })], { date: '2025-09-10T10:00:00+02:00' }),
    ],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    '… and a mail that is about the other one is about it',
    [
      first,
      second,
      { kind: 'merge', event: two, into: one },
      makeReading('3', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'new@x.example' }),
      approve('key-3', { event: two }),
    ],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 1]],
    [],
  ],
  [
    'one event that is two',
    [
      first,
      makeReading('2', 'announcement', [makeTalk({ location: 'KOL F 118' })]),
      { kind: 'split', mail: 'key-2', talk: 0 },
    ],
    [
      ['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0],
      ['Jane Doe: A title of five words', '2025-09-25T15:15', 'KOL F 118', 0],
    ],
    [],
  ],
  [
    'withdrawn, and a reminder does not bring it back',
    [first, { kind: 'withdraw', event: one }, makeReading('2', 'reminder', [makeTalk()])],
    [],
    [],
  ],
  [
    'withdrawn and restored',
    [first, { kind: 'withdraw', event: one }, { kind: 'restore', event: one }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [],
  ],
  [
    'a decision about an event that is not there is told',
    [first, { kind: 'withdraw', event: 'gone@statlist-calendar' }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/no longer exists: decide again/],
  ],
]

/** Numbers mails and decisions as the ledger does. */
function inOrder(steps: (Reading | Act)[]): { readings: Reading[]; decisions: Decision[] } {
  const decisions: Decision[] = []
  const mails: Reading[] = []
  for (const step of steps)
    if ('announcement' in step) mails.push(step)
    else
      decisions.push({
        number: decisions.length + 1,
        after: mails.length,
        at: `2025-09-20T08:00:0${decisions.length}Z`,
        who: 'admin',
        why: 'asked the office',
        act: step,
      })
  return { readings: arrived(mails), decisions }
}

for (const [name, steps, talks, waiting] of rows)
  test(name, () => {
    const { readings, decisions } = inOrder(steps)
    const folded = fold(readings, decisions)
    assert.deepEqual(
      folded.talks.map((talk) => [summaryOf(talk), talk.start, talk.location, talk.sequence]),
      talks,
    )
    assert.equal(folded.waiting.length, waiting.length, JSON.stringify(folded.waiting))
    for (const [at, pattern] of waiting.entries())
      assert.match(folded.waiting[at]!.reasons.join('; '), pattern)
    assert.deepEqual(fold(readings.toReversed(), decisions.toReversed()), folded, 'in any order of the rows')
  })

test('a corrected start shifts the end', () => {
  const { readings, decisions } = inOrder([
    makeReading('1', 'announcement', [makeTalk({ end: '2025-09-25T16:00' })]),
    correct('2025-09-26T17:15', 'start'),
  ])
  assert.equal(fold(readings, decisions).talks[0]!.end, '2025-09-26T18:00')
})

test('a corrected end stays where a human put it', () => {
  const { readings, decisions } = inOrder([
    makeReading('1', 'announcement', [makeTalk({ end: '2025-09-25T16:00' })]),
    correct('2025-09-26T17:15', 'start'),
    correct('2025-09-26T19:15', 'end'),
    makeReading('2', 'reminder', [makeTalk({ end: '2025-09-25T16:00' })]),
  ])
  assert.equal(fold(readings, decisions).talks[0]!.end, '2025-09-26T19:15')
})

test('LAST-MODIFIED never goes back, not even behind a mail that is dated ahead', () => {
  const { readings, decisions } = inOrder([
    makeReading('1', 'announcement', [makeTalk()], { date: '2025-09-21T10:00:00+02:00' }),
    correct('HG D 1.1'),
  ])
  const [talk] = fold(readings, decisions).talks
  assert.deepEqual([talk!.sequence, talk!.lastModified], [1, '2025-09-21T08:00:00Z'])
})

test('the end that was read goes with the start that was wrong', () => {
  const ends = makeReading('1', 'announcement', [
    { ...makeTalk({ doubts: ['?'] }), end: { value: '2025-09-25T16:15', certainty: 'stated', source: '' } },
  ])
  const act = approve('key-1', { facts: { start: '2025-09-26T17:15' } })
  const [talk] = fold(
    [ends],
    [{ number: 1, after: 1, at: '2025-09-20T08:00:00Z', who: 'me', why: '', act }],
  ).talks
  assert.deepEqual([talk?.start, talk?.end], ['2025-09-26T17:15', null])
})
