import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Change, Talk } from '../../src/announcement/announcement.ts'
import { summaryOf } from '../../src/calendar/wording.ts'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import { firstMarks, keptMarks, marksOf } from '../../src/talks/marks.ts'
import type { Reading, SecondReading } from '../../src/talks/reading.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'

const noRules = { organisers: [], mostNewPerDay: Infinity }

/** A model's reading of a mail: its talks, what it objects to, what it names in vain. */
interface Second {
  of: Reading
  kind?: Reading['announcement']['kind']
  talks: Talk[]
  objections?: Talk[]
  lost?: string[]
}

/** An answer whose place lies before its own mail. */
interface Early {
  before: Reading
  answer: Second
}

type Step = Reading | Exclude<Act, { kind: 'undo' }> | Second | Early

const doubts = ['not sure that this is its day and hour']
const clear = named('1', [makeTalk()])
const doubtful = named('1', [makeTalk({ title: null, doubts })])
const room = makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })])
const other = makeTalk({
  title: 'Something else entirely here',
  speaker: 'John Roe',
  start: '2025-10-02T15:15',
})

/** A mail without a day that names another room. */
function changeOf(location: string): Change {
  const field = { value: location, certainty: 'stated', source: location } as const
  return {
    status: null,
    notice: null,
    hour: null,
    until: null,
    location: field,
    online: null,
    title: null,
    speakers: [],
    named: { days: [], hours: [], rooms: [location] },
    doubts: [],
  }
}

function named(id: string, talks: Talk[], kind: Reading['announcement']['kind'] = 'announcement'): Reading {
  const reading = makeReading(id, kind, talks)
  return { ...reading, marks: firstMarks(reading.messageId, reading.announcement) }
}

const approve: Act = {
  kind: 'approve',
  mail: 'key-1',
  talk: '0',
  field: null,
  start: '2025-09-25T15:15',
  event: null,
}
const silent = named('2', [], 'other')
const missed = {
  ...silent,
  announcement: { ...silent.announcement, missed: 'workshop' },
}
const withPoster = { ...missed, holds: ['poster.pdf'] }
const inThread = makeReading('2', 'other', [], { references: [clear.messageId] })
const missedChange = {
  ...inThread,
  announcement: { ...inThread.announcement, missed: 'seminar', change: changeOf('HG E 3') },
}
const old = named('3', [makeTalk()])
const byHand: Act = { kind: 'google-edit', event: marksOf(clear)[0]!.uid, field: 'location', value: 'Aula' }
const moved = makeTalk({ start: '2025-09-25T16:15', doubts: ['published is 2025-09-25 15:15, confirmed'] })

/** Mails, answers and decisions in the order in which they came → [summary, start, location, sequence], and what is waiting. */
const rows: [string, Step[], [string, string, string | null, number][], RegExp[]][] = [
  [
    'a talk that waited is published as it is read again',
    [doubtful, { of: doubtful, talks: [makeTalk()] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    'what a human approved does not wait again when it is doubted as before',
    [doubtful, approve, { of: doubtful, talks: [makeTalk({ title: null, doubts })] }],
    [['Jane Doe: title to be announced', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    'one that is still doubted waits with the new doubt alone',
    [doubtful, { of: doubtful, talks: [makeTalk({ doubts: ['the subject says 2025-09-26'] })] }],
    [],
    [/^the subject says 2025-09-26$/],
  ],
  [
    'the same reading changes nothing',
    [clear, { of: clear, talks: [makeTalk()] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    'fields of what is published are filled, and SEQUENCE rises',
    [clear, { of: clear, talks: [makeTalk({ title: 'A better title of many words' })] }],
    [['Jane Doe: A better title of many words', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [],
  ],
  [
    'another start than the published one waits beside it',
    [clear, { of: clear, talks: [makeTalk()], objections: [moved] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/published is 2025-09-25 15:15/],
  ],
  [
    'what only the second reading has is added',
    [clear, { of: clear, talks: [makeTalk(), other] }],
    [
      ['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0],
      ['John Roe: Something else entirely here', '2025-10-02T15:15', 'HG G 19.1', 0],
    ],
    [],
  ],
  [
    'what it explains away does not wait any more',
    [doubtful, { of: doubtful, kind: 'other', talks: [] }],
    [],
    [],
  ],
  [
    'a mail whose subject names an event of which nothing was read waits',
    [missed],
    [],
    [/its subject names an event \(“workshop”\), but none was read from it: look at the mail/],
  ],
  [
    'rejected by a human it does not',
    [missed, { kind: 'reject', mail: 'key-2', talk: null, field: null }],
    [],
    [],
  ],
  [
    'a second reading that finds nothing either settles it',
    [missed, { of: missed, kind: 'other', talks: [] }],
    [],
    [],
  ],
  [
    'one that takes it for an announcement, and finds no talk, does not',
    [missed, { of: missed, kind: 'announcement', talks: [] }],
    [],
    [/its subject names an event/],
  ],
  [
    'one with a part that nobody can read waits for that, whatever a second reading finds',
    [withPoster, { of: withPoster, kind: 'other', talks: [] }],
    [],
    [/^holds poster\.pdf that can’t be read/],
  ],
  [
    'a room without a talk that it could be of is no change',
    [missedChange],
    [],
    [/its subject names an event \(“seminar”\)/],
  ],
  [
    'a change of a known talk was not missed',
    [clear, missedChange],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 1]],
    [],
  ],
  [
    'what it names in vain is told',
    [doubtful, { of: doubtful, talks: doubtful.announcement.talks, lost: ['“soon” can’t be read as a day'] }],
    [],
    [/not sure/, /“soon” can’t be read as a day/],
  ],
  [
    'a change that was heard meanwhile stays',
    [clear, room, { of: clear, talks: [makeTalk({ end: '2025-09-25T16:15' })] }],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG E 3', 2]],
    [],
  ],
  [
    'approved by a human: another hour waits',
    [doubtful, approve, { of: doubtful, talks: [makeTalk({ start: '2025-09-25T16:15' })] }],
    [['Jane Doe: title to be announced', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/the language model reads 2025-09-25T16:15/],
  ],
  [
    'rejected by a human: no reading brings it back',
    [
      doubtful,
      { kind: 'reject', mail: 'key-1', talk: '0', field: null },
      { of: doubtful, talks: [makeTalk()] },
    ],
    [],
    [],
  ],
  [
    'approved by a human: what is missing is filled, and a doubt about it waits',
    [
      doubtful,
      approve,
      { of: doubtful, talks: [makeTalk({ title: null, location: 'HG E 3', end: '2025-09-25T16:15' })] },
      { of: doubtful, talks: [makeTalk({ doubts: ['the mail speaks to programs'] })] },
    ],
    [['Jane Doe: title to be announced', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [/the mail speaks to programs/],
  ],
  [
    'a published talk that the model calls off stays, and waits',
    [clear, { of: clear, talks: [makeTalk()], objections: [makeTalk({ status: 'cancelled', doubts })] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/not sure/],
  ],
  [
    'a cancellation that only the model understood: of this talk, with its words',
    [clear, silent, { of: silent, kind: 'cancellation', talks: [makeTalk({ status: 'cancelled' })] }],
    [['CANCELLED: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [],
  ],
  [
    'the same, and its words are doubted',
    [clear, silent, { of: silent, kind: 'cancellation', talks: [makeTalk({ status: 'cancelled', doubts })] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/not sure/],
  ],
  [
    'a cancellation of nothing in particular, by the model alone, in the thread',
    [clear, { ...silent, references: ['1@x'] }, { of: silent, kind: 'cancellation', talks: [] }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/cancellation of something, according to the language model/],
  ],
  [
    'an answer that came while an older mail was unread',
    [{ before: doubtful, answer: { of: doubtful, talks: [makeTalk()] } }],
    [['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [],
  ],
  [
    'a talk that a human split off is heard once',
    [
      clear,
      named('2', [makeTalk({ end: '2025-09-25T16:00' })]),
      { kind: 'split', mail: 'key-2', talk: '0' },
      {
        of: named('2', [makeTalk({ end: '2025-09-25T16:00' })]),
        talks: [makeTalk({ end: '2025-09-25T16:15' })],
      },
    ],
    [
      ['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 0],
      ['Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 1],
    ],
    [],
  ],
  [
    'what was edited by hand in Google stays',
    [clear, byHand, { of: clear, talks: [makeTalk({ location: 'HG E 3', end: '2025-09-25T16:15' })] }],
    [['New room: Jane Doe: A title of five words', '2025-09-25T15:15', 'Aula', 2]],
    [],
  ],
  [
    'explained away by one model, and named again by the next',
    [
      doubtful,
      { of: doubtful, kind: 'other', talks: [] },
      { of: doubtful, talks: doubtful.announcement.talks },
    ],
    [],
    [/not sure/],
  ],
  [
    'two models that name the same in vain',
    [
      doubtful,
      { of: doubtful, talks: [], lost: ['no day'] },
      { of: doubtful, talks: [], lost: ['no day', 'nor that'] },
    ],
    [],
    [/^no day; nor that$/],
  ],
  [
    'a reminder with the old hour, called an update by the model alone',
    [
      clear,
      named('2', [makeTalk({ start: '2025-09-25T16:15' })], 'update'),
      old,
      { of: old, kind: 'update', talks: [makeTalk({ end: '2025-09-25T17:00' })] },
    ],
    [['New time: Jane Doe: A title of five words', '2025-09-25T16:15', 'HG G 19.1', 1]],
    [/repeats what has been changed since/],
  ],
]

/** Numbers mails, and answers with decisions, as the ledger does. */
function inOrder(steps: readonly Step[]) {
  const mails: Reading[] = []
  const decisions: Decision[] = []
  const seconds: SecondReading[] = []
  for (const step of steps) {
    const number = decisions.length + seconds.length + 1
    const place = { number, after: mails.length, at: `2025-09-20T08:00:0${number}.000Z` }
    if ('announcement' in step) mails.push(step)
    else if ('before' in step) {
      seconds.push({ ...place, ...secondOf(step.answer) })
      mails.push(step.before)
    } else if ('of' in step) seconds.push({ ...place, ...secondOf(step) })
    else decisions.push({ ...place, who: 'admin', why: 'asked the office', act: step })
  }
  return { readings: arrived(mails), decisions, seconds }
}

function secondOf({ of, kind, talks, objections = [], lost = [] }: Second) {
  const announcement = { kind: kind ?? of.announcement.kind, talks, reason: '' }
  const { marks } = keptMarks(of, { ...announcement, talks: [...talks, ...objections] }, [])
  return { key: of.key, announcement, objections, lost, marks }
}

for (const [name, steps, talks, waiting] of rows)
  test(name, () => {
    const { readings, decisions, seconds } = inOrder(steps)
    const folded = fold(readings, decisions, noRules, seconds)
    assert.deepEqual(
      folded.talks.map((talk) => [summaryOf(talk), talk.start, talk.location, talk.sequence]),
      talks,
    )
    assert.equal(folded.waiting.length, waiting.length, JSON.stringify(folded.waiting))
    for (const [at, pattern] of waiting.entries())
      assert.match(folded.waiting[at]!.reasons.join('; '), pattern)
    assert.deepEqual(
      fold(readings.toReversed(), decisions.toReversed(), noRules, seconds.toReversed()),
      folded,
    )
  })

test('a talk keeps its uid, and its entry is younger by the answer', () => {
  const { readings, decisions, seconds } = inOrder([
    clear,
    { of: clear, talks: [makeTalk({ title: 'A better title of many words' })] },
  ])
  const [talk] = fold(readings, decisions, noRules, seconds).talks
  assert.equal(talk!.uid, marksOf(clear)[0]!.uid)
  assert.equal(talk!.lastModified, '2025-09-20T08:00:01Z')
})

test('an answer about a mail that is not read any more is left alone', () => {
  const { decisions, seconds } = inOrder([clear, { of: clear, talks: [makeTalk()] }])
  assert.deepEqual(fold([], decisions, noRules, seconds).talks, [])
})
