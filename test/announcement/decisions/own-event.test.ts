import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { endsSpan } from '../../../src/announcement/decisions/span-end.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { isOfLaterHour } from '../../../src/announcement/fields/scope.ts'
import { draftOf, parseAnnouncement } from '../../../src/announcement/parse.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

const mailOf = (text: string) => ({
  subject: 'Seminar',
  text,
  date: '2026-03-16T10:00:00+01:00',
  from: { name: 'Office' },
})
const read = (text: string) => parseAnnouncement(mailOf(text), statlist).talks

const talk =
  'Medians of trees\n\nJan Wyss, University of Basel\n\nTuesday, 24 March 2026, 15:15\nETH Zurich, HG G 43\n'

/** A day in passing: the talk keeps the lines above and below it, and the day waits or is none. */
const passing = [
  'Next: 31 March, Dr U. K. Hassan, on percolation.',
  'Nächster Termin: 31. März',
  '31 March: Dr U. K. Hassan',
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

test('what is said of the day in passing is none of the talk’s lines; of several days one always stays', () => {
  const next = '31 March: Dr U. K. Hassan'
  const mail = mailOf(`Dear all,\n\n${talk}\n${next}\n`)
  const [first] = draftOf(mail, statlist, trained).talks
  const texts = first?.section.lines.map(({ text }) => text) ?? []
  assert.deepEqual([texts.includes('Medians of trees'), texts.includes(next)], [true, false])
  const none = draftOf(mail, statlist, { ...trained, ownEvent: { bias: -9 } }).talks
  assert.deepEqual(
    none.map(({ section }) => section.beside),
    [false, false],
  )
})

test('rows alike are events each, and a day by itself without an hour is said in passing, whatever was learnt', () => {
  const besideIn = (text: string, ownEvent: Record<string, number>) =>
    draftOf(mailOf(text), statlist, { ...trained, ownEvent }).talks.map(({ section }) => section.beside)
  const row = (day: string, who: string) => `• ${day} 2026, 15:15: ${who}\nTitle: Medians of trees\n`
  const programme = row('24 March', 'Jan Wyss (Basel)') + row('31 March', 'Ida Roth (Bern)')
  assert.deepEqual(besideIn(programme, { bias: 9, 'the first': -99 }), [false, false])
  const listed = (day: string) => `Medians of trees, ${day} 2026, 15:15\n\n`
  const list = listed('24 March') + listed('31 March') + listed('7 April')
  assert.deepEqual(besideIn(list, { bias: 9, 'the first': -99 }), [false, false, false])
  assert.deepEqual(besideIn(`Dear all,\n\n${talk}\n31 March: Dr U. K. Hassan\n`, { bias: 9 }), [false, true])
})

test('two blocks of one day stay two, though one hour is not read', () => {
  const block = (when: string, title: string) =>
    `----------\n${when} - HG G 43\n\nJan Wyss (Basel)\n${title}\n`
  const talks = read(
    `Programme\n\n${block('Tuesday, 24 March 2026', 'Medians of trees')}${block('Tuesday, 24 March 2026, 11:00', 'Means of forests')}`,
  )
  assert.deepEqual(
    talks.map(({ start, title }) => [start.value, title?.value]),
    [
      ['2026-03-24', 'Medians of trees'],
      ['2026-03-24T11:00', 'Means of forests'],
    ],
  )
})

test('a heading above a rule’s blank line is that of the block', () => {
  const block = (head: string, day: string) =>
    `----------\n\n${head}\n\nWhen\n${day}, 15:00\nWho\nJan Wyss (Basel)\nWhat\nMedians of ${head.slice(0, 4)}\n\n`
  const talks = read(
    `Bulletin\n\n${block('Trees Seminar', '2026-03-24')}${block('Forests Talk   *** CANCELLED ***', '2026-03-25')}`,
  )
  assert.deepEqual(
    talks.map(({ status }) => status.value),
    ['confirmed', 'cancelled'],
  )
})

test('the hour of the doors begins nothing, and the lecture after an assembly keeps its title', () => {
  assert.deepEqual(
    read(
      'Workshop\nQuando: venerdì 27 marzo 2026, porte aperte alle 13.00, inizio alle 13.30\nDove: aula A\n',
    ).map(({ start }) => start.value),
    ['2026-03-27T13:30'],
  )
  const assembly =
    'Der Vorstand lädt ein zur Generalversammlung\n\nFreitag, 27. März 2026, 16.00 Uhr\nUniversität Bern, Raum 110\n\n'
  const lecture =
    'Im Anschluss, um 17.15 Uhr im gleichen Raum, öffentlicher Vortrag von\nProf. Dr. Jan Wyss (Basel):\n"Was zählt, wer zählt?"\n'
  const document = readDocument(mailOf(assembly + lecture))
  const when = { time: document.times[0] ?? null }
  const later = document.lines.filter((line) => isOfLaterHour({ document, section: { when } }, line))
  assert.deepEqual(
    later.flatMap(({ text }) => (text === '' ? [] : [text.split(' ')[0]])),
    ['Im', 'Prof.', '"Was'],
  )
  const titles = read(assembly + lecture).map(({ start, title }) => [start.value, title?.value ?? null])
  assert.deepEqual(titles[0], ['2026-03-27T16:00', null])
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

test('a row of a last day ends nothing that no row begins', () => {
  const ends = (head: string) => {
    const document = readDocument(
      mailOf(`${head}: Thursday, 26 March 2026, 09:00\nTo: Friday, 27 March 2026, 12:00\n`),
    )
    return document.dates.map((date) => endsSpan(document, date))
  }
  assert.deepEqual(ends('From'), [false, true])
  assert.deepEqual(ends('Lecture'), [false, false])
})

/** Rows of a first and a last day: one event. */
const spans: [string, string, string | null][] = [
  [
    'Si comincia giovedì 26 marzo 2026 alle ore 13.30 e si finisce venerdì 27 marzo alle ore 12.00.',
    '2026-03-26T13:30',
    '2026-03-27T12:00',
  ],
  [
    'We start on Thursday, 26 March 2026 at 1.30 pm and finish on Friday, 27 March at noon.',
    '2026-03-26T13:30',
    '2026-03-27T12:00',
  ],
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
