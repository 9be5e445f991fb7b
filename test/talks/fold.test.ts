import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, Talk } from '../../src/announcement/announcement.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'

/** A change that names days and says nothing else. */
const changeNaming = (...days: string[]): Change => ({
  status: null,
  notice: null,
  hour: null,
  until: null,
  location: null,
  online: null,
  title: null,
  speakers: [],
  named: { days, hours: [], rooms: [] },
  doubts: [],
})

// The sender's domain is that of a whole institute: it proves nothing.
const announced = makeReading('1', 'announcement', [makeTalk()])

/** Mails → [sequence, status, start, location] of each talk, and the reasons of what is waiting. */
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
    'a new day at the same hour',
    [announced, makeReading('2', 'update', [makeTalk({ start: '2025-10-02', keepsHour: true })])],
    [[1, 'confirmed', '2025-10-02T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a new day without an hour',
    [announced, makeReading('2', 'update', [makeTalk({ start: '2025-10-02' })])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/names another day but no hour \(so far 2025-09-25 15:15\)/],
  ],
  [
    'one evening of a course on another day',
    [
      makeReading('1', 'announcement', [makeTalk(), makeTalk({ start: '2025-10-02T15:15' })]),
      makeReading('2', 'update', [makeTalk({ start: '2025-10-09T15:15' })], {
        announcement: {
          kind: 'update',
          talks: [makeTalk({ start: '2025-10-09T15:15' })],
          reason: '',
          change: changeNaming('2025-10-02', '2025-10-09'),
        },
      }),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [1, 'confirmed', '2025-10-09T15:15', 'HG G 19.1'],
    ],
    [],
  ],
  [
    'one evening of a course on another day, without saying which',
    [
      makeReading('1', 'announcement', [makeTalk(), makeTalk({ start: '2025-10-02T15:15' })]),
      makeReading('2', 'update', [makeTalk({ start: '2025-10-09T15:15' })]),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [0, 'confirmed', '2025-10-02T15:15', 'HG G 19.1'],
    ],
    [/it has the name of several events/],
  ],
  [
    'a change of something that is not known, without its hour',
    [makeReading('1', 'update', [makeTalk({ start: '2025-10-02' })])],
    [],
    [/too little to be an event of its own/],
  ],
  [
    'a reminder under a shorter title',
    [announced, makeReading('2', 'reminder', [makeTalk({ title: 'A title', speaker: null })])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a reminder of something else at the same hour',
    [announced, makeReading('2', 'reminder', [makeTalk({ title: 'Another thing', speaker: 'John Roe' })])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/the same hour as “A title of five words” by the same sender/],
  ],
  [
    'an hour named in passing, with neither title nor speaker',
    [
      announced,
      makeReading(
        '2',
        'announcement',
        [makeTalk({ start: '2025-09-25T17:15', title: null, speaker: null })],
        {
          references: ['1@x'],
        },
      ),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/in passing/],
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
    'a second cancellation, after the talk was to take place after all',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })]),
      makeReading('3', 'update', [makeTalk({ notice: 'reinstated' })]),
      makeReading('4', 'cancellation', [makeTalk({ status: 'cancelled' })]),
    ],
    [[3, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a second cancellation, copied from the first one: a room that has changed since is no reason to wait',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })]),
      makeReading('3', 'update', [makeTalk({ notice: 'reinstated', location: 'HG E 3' })]),
      makeReading('4', 'cancellation', [makeTalk({ status: 'cancelled' })]),
    ],
    [[3, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a cancellation of nobody knows what',
    [announced, makeReading('2', 'cancellation', [])],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/not clear what/],
  ],
  [
    'a reply to a mail that waits is about the talk of its day',
    [
      announced,
      makeReading('2', 'reminder', [makeTalk({ doubts: ['unclear'], location: 'HG E 3' })]),
      makeReading('3', 'cancellation', [], { references: ['2@x'] }),
    ],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [/unclear/],
  ],
  [
    'a reply to a doubtful mail that says nothing new',
    [
      announced,
      makeReading('2', 'reminder', [makeTalk({ doubts: ['unclear'] })]),
      makeReading('3', 'cancellation', [], { references: ['2@x'] }),
    ],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a reply to a reply that waits',
    [
      announced,
      makeReading('2', 'update', [], {
        references: ['1@x'],
        announcement: {
          kind: 'update',
          talks: [],
          reason: '',
          change: { ...changeNaming(), doubts: ['unclear'] },
        },
      }),
      makeReading('3', 'cancellation', [], { references: ['2@x'] }),
    ],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [/unclear/],
  ],
  [
    'a reply to a mail that waits for another day is not: it may be another talk',
    [
      announced,
      makeReading('2', 'announcement', [makeTalk({ start: '2025-10-02T15:15', doubts: ['unclear'] })]),
      makeReading('3', 'cancellation', [], { references: ['2@x'] }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/unclear/, /not clear what/],
  ],
  [
    'a cancellation in the thread of a mail with two talks: of which?',
    [
      makeReading('1', 'announcement', [
        makeTalk(),
        makeTalk({ title: 'Other words entirely', speaker: 'John Roe', start: '2025-10-02T15:15' }),
      ]),
      makeReading('2', 'cancellation', [], { references: ['1@x'] }),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [0, 'confirmed', '2025-10-02T15:15', 'HG G 19.1'],
    ],
    [/not clear what/],
  ],
  [
    'a doubtful cancellation of another day',
    [
      announced,
      makeReading('2', 'cancellation', [
        makeTalk({
          status: 'cancelled',
          start: '2025-09-26T15:15',
          doubts: ['the weekday does not agree'],
        }),
      ]),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/weekday/],
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
    [/does it take place after all/],
  ],
  [
    'a cancelled talk at another hour of its day: a human says whether it is on again',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })]),
      makeReading('3', 'announcement', [makeTalk({ start: '2025-09-25T17:15' })]),
    ],
    [[1, 'cancelled', '2025-09-25T15:15', 'HG G 19.1']],
    [/does it take place after all/],
  ],
  [
    'a reader in the thread may not cancel',
    [
      announced,
      makeReading('2', 'cancellation', [makeTalk({ status: 'cancelled' })], {
        from: 'reader@elsewhere.example',
        references: ['1@x'],
      }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'nor without facts',
    [
      announced,
      makeReading('2', 'cancellation', [], { from: 'reader@elsewhere.example', references: ['1@x'] }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'nor move it',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ start: '2025-09-25T17:15' })], {
        from: 'reader@elsewhere.example',
        references: ['1@x'],
      }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'perhaps called off, by the office itself',
    [
      announced,
      makeReading('2', 'update', [
        {
          ...makeTalk({ doubts: ['perhaps called off: “…”'] }),
          status: { value: 'cancelled', certainty: 'implied', source: '' },
        },
      ]),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/perhaps called off/],
  ],
  [
    'a change that came later and is dated a day earlier: a slow clock, or a mail that was held up?',
    [
      makeReading('1', 'announcement', [makeTalk()], { date: '2025-09-11T10:00:00+02:00' }),
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { date: '2025-09-10T11:00:00+02:00' }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/dated earlier/],
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
    'a new room from an organiser of the list',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'chair@stat.example' }),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG E 3']],
    [],
  ],
  [
    'a new room from somebody of an organising office',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'anna@board.example' }),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG E 3']],
    [],
  ],
  [
    'a new room from an address that only begins as that office’s',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], {
        from: 'anna@board.example.attacker.example',
      }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'a new room from an address with two @, the last of which is that office’s',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], {
        from: 'x@evil.example@board.example',
      }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'a new room from nobody, where nobody announced the talk',
    [
      { ...announced, from: '' },
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { from: '' }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'a new room from a stranger of the same mail provider',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'evil@math.example' }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/did not announce/],
  ],
  [
    'a stranger forwards the announcement, and then changes it',
    [
      announced,
      makeReading('2', 'announcement', [makeTalk()], { from: 'evil@elsewhere.example' }),
      makeReading('3', 'update', [makeTalk({ location: 'HG E 3' })], { from: 'evil@elsewhere.example' }),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/evil@elsewhere\.example did not announce this talk/],
  ],
  [
    'a reminder from a stranger that says nothing new',
    [announced, makeReading('2', 'reminder', [makeTalk()], { from: 'fan@elsewhere.example' })],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'postponed without a date',
    [
      announced,
      makeReading('2', 'update', [
        makeTalk({ start: '2025-09-25', notice: 'postponed', doubts: ['only a day in running text'] }),
      ]),
    ],
    [[1, 'postponed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'postponed without a date, and then the new one',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ start: '2025-09-25', notice: 'postponed' })]),
      makeReading('3', 'announcement', [makeTalk({ start: '2025-12-04T16:15' })]),
    ],
    [[2, 'confirmed', '2025-12-04T16:15', 'HG G 19.1']],
    [],
  ],
  [
    'a reminder that still has the old time',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ start: '2025-09-26T16:15' })]),
      makeReading('3', 'reminder', [makeTalk()]),
    ],
    [[1, 'confirmed', '2025-09-26T16:15', 'HG G 19.1']],
    [/repeats what has been changed since/],
  ],
  [
    'a reminder that still has the old room',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })]),
      makeReading('3', 'reminder', [makeTalk()]),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG E 3']],
    [/repeats what has been changed since/],
  ],
  [
    'an update may go back to the old room',
    [
      announced,
      makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })]),
      makeReading('3', 'update', [makeTalk()]),
    ],
    [[2, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'postponed by somebody, nobody knows what',
    [makeReading('2', 'update', [makeTalk({ notice: 'postponed' })])],
    [],
    [/postpones a talk that was not announced/],
  ],
  [
    'moved online',
    [
      announced,
      makeReading('2', 'update', [
        makeTalk({ location: null, online: 'https://zoom.us/j/1', notice: 'online-only' }),
      ]),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', null]],
    [],
  ],
  [
    'a link beside the room',
    [announced, makeReading('2', 'update', [makeTalk({ location: null, online: 'https://zoom.us/j/1' })])],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'another speaker in the same hour of the series',
    [
      makeReading('1', 'announcement', [makeTalk({ series: 'Seminar' })]),
      makeReading('2', 'update', [
        makeTalk({ series: 'Seminar', title: 'Other words entirely', speaker: 'John Roe' }),
      ]),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'a talk that moves to the hour of another one of its series is still itself',
    [
      makeReading('1', 'announcement', [makeTalk({ series: 'Seminar' })]),
      makeReading('2', 'announcement', [
        makeTalk({
          series: 'Seminar',
          title: 'Other words entirely',
          speaker: 'John Roe',
          start: '2025-10-02T15:15',
        }),
      ]),
      makeReading('3', 'update', [
        makeTalk({ series: 'Seminar', title: 'Other words entirely', speaker: 'John Roe' }),
      ]),
    ],
    [
      [0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [1, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
    ],
    [],
  ],
  [
    'two talks in one room at one hour: a human must say which',
    [
      makeReading('1', 'announcement', [makeTalk({ series: 'Seminar' })]),
      makeReading('2', 'announcement', [
        makeTalk({ series: 'Seminar', title: 'Other words entirely', speaker: 'John Roe' }),
      ]),
    ],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/the same hour and room/],
  ],
  [
    'a digest of the series, then one of its talks alone',
    [
      makeReading('1', 'announcement', [
        makeTalk({ title: null, location: null, series: 'Seminar' }),
        makeTalk({
          title: null,
          speaker: 'John Roe',
          start: '2025-10-02T15:15',
          location: null,
          series: 'Seminar',
        }),
      ]),
      makeReading('2', 'announcement', [makeTalk({ series: 'Seminar' })]),
    ],
    [
      [1, 'confirmed', '2025-09-25T15:15', 'HG G 19.1'],
      [0, 'confirmed', '2025-10-02T15:15', null],
    ],
    [],
  ],
  [
    'cross-posted twice',
    [announced, makeReading('2', 'announcement', [makeTalk()], { from: 'other@office.example' })],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'the reminder arrives before the announcement',
    [
      makeReading('1', 'reminder', [makeTalk({ location: null })], { date: '2025-09-20T10:00:00+02:00' }),
      makeReading('2', 'announcement', [makeTalk()], { date: '2025-09-10T10:00:00+02:00' }),
    ],
    [[1, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [],
  ],
  [
    'an answer that changes something without saying what',
    [announced, makeReading('2', 'update', [], { references: ['1@x'] })],
    [[0, 'confirmed', '2025-09-25T15:15', 'HG G 19.1']],
    [/not clear what/],
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
  for (const [name, readings, talks, waiting] of rows)
    await t.test(name, () => {
      const folded = fold(arrived(readings), [], {
        organisers: ['chair@stat.example', '@board.example'],
        mostNewPerDay: 30,
      })
      assert.deepEqual(
        folded.talks.map((talk) => [talk.sequence, talk.status, talk.start, talk.location]),
        talks,
      )
      assert.equal(folded.waiting.length, waiting.length)
      for (const [at, pattern] of waiting.entries()) assert.match(folded.waiting[at]!.reasons.join(), pattern)
    })
})

const lecture = makeTalk({ start: '2025-09-25T15:15', end: '2025-09-25T16:15', timeZone: 'Europe/London' })

/** What a change says of the time → start, end and zone after it. */
const moves: [string, Talk, [string, string | null, string | null]][] = [
  [
    'to an evening: the old end is over',
    makeTalk({ start: '2025-09-25T18:15' }),
    ['2025-09-25T18:15', null, null],
  ],
  [
    'with an end and a zone of its own',
    makeTalk({ start: '2025-09-26T09:00', end: '2025-09-26T10:00', timeZone: 'America/New_York' }),
    ['2025-09-26T09:00', '2025-09-26T10:00', 'America/New_York'],
  ],
  [
    'not at all',
    makeTalk({ start: '2025-09-25T15:15', location: 'HG E 3' }),
    ['2025-09-25T15:15', '2025-09-25T16:15', 'Europe/London'],
  ],
]

test('a talk that moves takes the end and the zone of its new time', () => {
  const known = makeReading('1', 'announcement', [lecture])
  for (const [name, talk, expected] of moves) {
    const [moved] = fold(arrived([known, makeReading('2', 'update', [talk])])).talks
    assert.deepEqual([moved!.start, moved!.end, moved!.timeZone], expected, name)
  }
})

test('folding again gives the same, and a mail that came twice counts once', () => {
  for (const [name, readings] of rows) {
    const mails = arrived(readings)
    assert.deepEqual(fold(mails), fold(mails), name)
    const repeated = readings.filter((reading) => reading.announcement.kind !== 'cancellation')
    assert.deepEqual(
      fold(arrived([...readings, ...repeated])).talks.map((talk) => talk.uid),
      fold(mails).talks.map((talk) => talk.uid),
      name,
    )
  }
})

test('a passcode goes with its link', () => {
  const linked = (online: string, access?: string) => ({
    ...makeTalk({ online }),
    ...(access === undefined ? {} : { access }),
  })
  const first = makeReading('1', 'announcement', [linked('https://zoom.example/a', 'Passcode: 42')])
  const accessAfter = (online: string) =>
    fold([first, makeReading('2', 'update', [linked(online)])]).talks[0]!.access
  assert.equal(accessAfter('https://zoom.example/a'), 'Passcode: 42')
  assert.equal(accessAfter('https://zoom.example/b'), undefined)
})
