import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Talk } from '../../src/announcement/announcement.ts'
import { summaryOf } from '../../src/calendar/wording.ts'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import { firstMarks, keptMarks, marksOf } from '../../src/talks/marks.ts'
import type { Reading, SecondReading } from '../../src/talks/reading.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'

/** A model's reading of a mail: its talks, what it objects to, what it names in vain. */
interface Second {
  of: Reading
  kind?: Reading['announcement']['kind']
  talks: Talk[]
  objections?: Talk[]
  lost?: string[]
}

type Step = Reading | Act | Second

const doubts = ['not sure that this is its day and hour']
const clear = named('1', [makeTalk()])
const doubtful = named('1', [makeTalk({ title: null, doubts })])
const room = makeReading('2', 'update', [makeTalk({ location: 'HG E 3' })])
const other = makeTalk({
  title: 'Something else entirely here',
  speaker: 'John Roe',
  start: '2025-10-02T15:15',
})

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
    'what it names in vain is told',
    [
      doubtful,
      { of: doubtful, talks: doubtful.announcement.talks, lost: ['“soon” is no day that can be read'] },
    ],
    [],
    [/not sure/, /“soon” is no day/],
  ],
  [
    'a change that was heard meanwhile stays',
    [clear, room, { of: clear, talks: [makeTalk({ end: '2025-09-25T16:15' })] }],
    [['Jane Doe: A title of five words (new room)', '2025-09-25T15:15', 'HG E 3', 1]],
    [/dated earlier|was changed since/],
  ],
  [
    'approved by a human: another hour waits',
    [doubtful, approve, { of: doubtful, talks: [makeTalk({ start: '2025-09-25T16:15' })] }],
    [['Jane Doe: title to be announced', '2025-09-25T15:15', 'HG G 19.1', 0]],
    [/was approved with the time 2025-09-25T15:15/],
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
    'a cancellation that only the model understood',
    [
      clear,
      named('2', [], 'other'),
      { of: named('2', [], 'other'), kind: 'cancellation', talks: [makeTalk({ status: 'cancelled' })] },
    ],
    [['CANCELLED: Jane Doe: A title of five words', '2025-09-25T15:15', 'HG G 19.1', 1]],
    [],
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
    else if ('of' in step) seconds.push({ ...place, ...secondOf(step) })
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
    const folded = fold(readings, decisions, [], seconds)
    assert.deepEqual(
      folded.talks.map((talk) => [summaryOf(talk), talk.start, talk.location, talk.sequence]),
      talks,
    )
    assert.equal(folded.waiting.length, waiting.length, JSON.stringify(folded.waiting))
    for (const [at, pattern] of waiting.entries())
      assert.match(folded.waiting[at]!.reasons.join('; '), pattern)
    assert.deepEqual(fold(readings.toReversed(), decisions.toReversed(), [], seconds.toReversed()), folded)
  })

test('a talk keeps its uid, and its entry is younger by the answer', () => {
  const { readings, decisions, seconds } = inOrder([
    clear,
    { of: clear, talks: [makeTalk({ title: 'A better title of many words' })] },
  ])
  const [talk] = fold(readings, decisions, [], seconds).talks
  assert.equal(talk!.uid, marksOf(clear)[0]!.uid)
  assert.equal(talk!.lastModified, '2025-09-20T08:00:01Z')
})

test('an answer about a mail that is not read any more is left alone', () => {
  const { decisions, seconds } = inOrder([clear, { of: clear, talks: [makeTalk()] }])
  assert.deepEqual(fold([], decisions, [], seconds).talks, [])
})
