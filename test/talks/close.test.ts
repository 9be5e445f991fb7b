import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import type { ListRules } from '../../src/talks/state.ts'
import { makeReading, makeTalk } from '../support/events.ts'

const rules: ListRules = { organisers: [], mostNewPerDay: Infinity }
const closing = { days: 100, daysOff: 400, mails: 4 }

/** A mail of a day that announces a talk two weeks later. */
function mailOf(number: number, day: string, fields: Partial<Reading> = {}): Reading {
  const start = `${Temporal.PlainDate.from(day).add({ days: 14 }).toString()}T15:15`
  const talk = makeTalk({ title: `On matter ${number} and others`, speaker: `Speaker ${number}`, start })
  return makeReading(String(number), 'announcement', [talk], { date: `${day}T10:00:00+02:00`, ...fields })
}

/** "It is cancelled", in reply to the first mail. */
function cancelling(number: number, day: string): Reading {
  const off = makeTalk({
    title: null,
    speaker: null,
    location: null,
    status: 'cancelled',
    start: '2023-01-16',
  })
  const fields = { references: ['1@x'], date: `${day}T10:00:00+02:00` }
  return makeReading(String(number), 'cancellation', [off], fields)
}

/** "It takes place on 1 September", in reply to the first mail. */
function reviving(number: number, day: string): Reading {
  const back = makeTalk({ title: 'On matter 1 and others', speaker: 'Speaker 1', start: '2025-09-01T15:15' })
  const fields = { references: ['1@x'], date: `${day}T10:00:00+02:00` }
  return makeReading(String(number), 'update', [back], fields)
}

const first = mailOf(1, '2023-01-02')
const fill = (from: number, to: number, day: string) =>
  Array.from({ length: to - from + 1 }, (_, at) => mailOf(from + at, day))
const decided = (act: Act): Decision[] => [
  { number: 1, after: 1, at: '2023-01-03T10:00:00Z', who: 'admin', why: '', act },
]
const [uid = ''] = fold([first]).talks.map((talk) => talk.uid)

/** What comes after the first announcement, and what was decided → the status of its talk. */
const rows: [string, Reading[], Decision[], string][] = [
  ['a reply at once', [cancelling(2, '2023-01-03')], [], 'cancelled'],
  [
    'a reply in time, after many mails',
    [...fill(2, 12, '2023-02-01'), cancelling(13, '2023-03-01')],
    [],
    'cancelled',
  ],
  [
    'a reply long after, with few mails between',
    [...fill(2, 3, '2023-06-01'), cancelling(4, '2023-06-02')],
    [],
    'cancelled',
  ],
  [
    'a reply long after, and after many mails',
    [...fill(2, 12, '2023-06-01'), cancelling(13, '2023-06-02')],
    [],
    'confirmed',
  ],
  [
    'the same of a talk that a human has put right',
    [...fill(2, 12, '2023-06-01'), cancelling(13, '2023-06-02')],
    decided({ kind: 'correct', event: uid, field: 'location', value: 'HG E 3' }),
    'cancelled',
  ],
  [
    'an answer to what was called off half a year ago',
    [cancelling(2, '2023-01-03'), ...fill(3, 12, '2023-06-01'), reviving(13, '2023-06-02')],
    [],
    'confirmed',
  ],
  [
    'the same after two years',
    [cancelling(2, '2023-01-03'), ...fill(3, 12, '2025-06-01'), reviving(13, '2025-06-02')],
    [],
    'cancelled',
  ],
  [
    'the same mail once more after years',
    [...fill(2, 12, '2024-06-01'), { ...first, number: 13, key: 'again' }],
    [],
    'confirmed',
  ],
]

for (const [name, mails, decisions, status] of rows)
  test(`${name}: ${status}`, () => {
    const { talks, withdrawn } = fold([first, ...mails], decisions, rules, [], closing)
    const found = talks.filter((talk) => talk.uid === uid)
    assert.deepEqual([found.map((talk) => talk.status), withdrawn], [[status], []])
  })

test('what was taken out stays out', () => {
  const decisions = decided({ kind: 'withdraw', event: uid })
  const { talks, withdrawn } = fold([first, ...fill(2, 12, '2024-06-01')], decisions, rules, [], closing)
  assert.deepEqual(
    [talks.some((talk) => talk.uid === uid), withdrawn.map((talk) => talk.uid)],
    [false, [uid]],
  )
})

test('fields that wait no longer wait for anybody once the talk is closed', () => {
  const talk = makeTalk({ start: '2023-01-16T15:15' })
  const unsure = { ...talk, title: talk.title && ({ ...talk.title, certainty: 'unsure' } as const) }
  const mail = makeReading('1', 'announcement', [unsure], { date: '2023-01-02T10:00:00+02:00' })
  const waiting = (mails: Reading[]) =>
    fold([mail, ...mails], [], rules, [], closing).waiting.map(({ field }) => field)
  assert.deepEqual(waiting([]), ['title'])
  assert.deepEqual(waiting(fill(2, 12, '2024-06-01')), [])
})
