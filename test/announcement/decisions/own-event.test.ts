import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

const read = (text: string, subject = 'Seminar') =>
  parseAnnouncement({ subject, text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } }, statlist)
    .talks

const talk =
  'Medians of trees\n\nJan Wyss, University of Basel\n\nTuesday, 24 March 2026, 15:15\nETH Zurich, HG G 43\n'

/** A day in passing: the talk keeps the lines above and below it, and the day waits or is none. */
const passing = [
  'Next: 31 March, Dr U. K. Hassan, on percolation.',
  'Nächster Termin: 31. März',
  'The talk of 17 March will be repeated in autumn.',
]

test('a day in passing takes no line of the talk, and is not published', () => {
  for (const text of passing) {
    const [first, ...others] = read(`Dear all,\n\n${talk}\n${text}\n`).filter(
      ({ doubts }) => doubts.length === 0,
    )
    assert.deepEqual(
      [first?.start.value, first?.title?.value, first?.speakers[0]?.value.name, others],
      ['2026-03-24T15:15', 'Medians of trees', 'Jan Wyss', []],
      text,
    )
  }
})

test('two talks in a mail stay two talks', () => {
  const other = talk
    .replace('24 March', '31 March')
    .replace('Medians', 'Means')
    .replace('Jan Wyss', 'Ada Brunner')
  assert.deepEqual(
    read(`Dear all,\n\n${talk}\n----------\n\n${other}`).map(({ start, title }) => [
      start.value,
      title?.value,
    ]),
    [
      ['2026-03-24T15:15', 'Medians of trees'],
      ['2026-03-31T15:15', 'Means of trees'],
    ],
  )
})

/** Rows of a first and a last day: one event. */
const spans: [string, string, string | null][] = [
  [
    'Beginn: Donnerstag, 26. März 2026, 09.00 Uhr\nEnde: Freitag, 27. März 2026, 17.00 Uhr',
    '2026-03-26T09:00',
    '2026-03-27T17:00',
  ],
  [
    'Starts: Thursday, 26 March 2026, 09:00\nEnds: Thursday, 26 March 2026, 12:00',
    '2026-03-26T09:00',
    '2026-03-26T12:00',
  ],
  [
    'Début : jeudi 26 mars 2026, 14h00\nFin : vendredi 27 mars 2026, 16h00',
    '2026-03-26T14:00',
    '2026-03-27T16:00',
  ],
]

test('the row of the last day ends the event of the row above', () => {
  for (const [when, start, end] of spans)
    assert.deepEqual(
      read(`Course: Mixed models\nTeacher: Jan Wyss\n${when}\nPlace: HG G 43\n`).map((one) => [
        one.start.value,
        one.end?.value,
      ]),
      [[start, end]],
      when,
    )
})
