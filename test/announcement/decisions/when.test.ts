import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datesNear, findWhens } from '../../../src/announcement/decisions/when.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { readDocument, type Document } from '../../../src/announcement/text/document.ts'

/** A mail of Monday, 16 March 2026. */
function documentOf(text: string): Document {
  return readDocument({
    subject: text.includes('Neuer Termin') ? 'Vortrag verschoben' : 'Seminar',
    text,
    date: '2026-03-16T10:00:00+01:00',
    from: { name: 'Office' },
  })
}

/** Text of a mail → the days on which something takes place. */
const rows: [string, string[]][] = [
  ['The seminar takes place on Friday, 27 March 2026 at 15:15.', ['2026-03-27']],
  ['Friday, 27 March 2026, 15:15, HG G 19.1', ['2026-03-27']],
  [
    'The talk, originally planned for Thursday, 26 March 2026, will take place on Thursday, 2 April 2026.',
    ['2026-04-02'],
  ],
  [
    'Der Vortrag findet nicht am Donnerstag, 26. März 2026, sondern am Donnerstag, 2. April 2026 statt.',
    ['2026-04-02'],
  ],
  [
    'The talk, planned for Thursday, 12 March 2026, 15:15, has been moved to Thursday, 19 March 2026, 16:15.',
    ['2026-03-19'],
  ],
  [
    'The seminar scheduled for 26 March 2026 is postponed to Thursday, 2 April 2026, at 16:15.',
    ['2026-04-02'],
  ],
  [
    'The talk of 26 March 2026 had to be rescheduled and now takes place on Thursday, 2 April 2026.',
    ['2026-04-02'],
  ],
  [
    'Der für Donnerstag, 26. März 2026, angekündigte Vortrag wird auf Donnerstag, 2. April 2026, verschoben.',
    ['2026-04-02'],
  ],
  [
    'Der für Donnerstag, 26. März 2026 angekündigte Vortrag von\n\nJan Wyss\n\nmuss verschoben werden. Neuer Termin:\n\nDonnerstag, 2. April 2026, 16.15 Uhr',
    ['2026-04-02'],
  ],
  // Another day, but no new one; then: nothing says that it holds no longer.
  [
    'Der für Donnerstag, 26. März 2026 angekündigte Vortrag muss verschoben werden, das neue Datum folgt. Der Neujahrsapéro ist am Donnerstag, 2. April 2026, 17.30 Uhr.',
    ['2026-03-26', '2026-04-02'],
  ],
  ['Der für Donnerstag, 26. März 2026 angekündigte Vortrag ist der letzte.', ['2026-03-26']],
  ['L’exposé prévu le jeudi 26 mars 2026 est reporté au jeudi 2 avril 2026 à 16h15.', ['2026-04-02']],
  [
    'The seminar is planned for Thursday, 26 March 2026, and the workshop for Thursday, 2 April 2026.',
    ['2026-03-26', '2026-04-02'],
  ],
  [
    'Wann: Donnerstag, 2. April 2026, 16.15 Uhr\n\nDer im Programm angegebene Termin (Do, 26.03.2026) stimmt nicht.',
    ['2026-04-02'],
  ],
  // What is moved is one of that day's talks, not the day.
  [
    'Thursday, March 26\n------------------\nThe talk of Jan Wyss is postponed to April 23.\n\nIda Roth (Bern)\n17:15, HG G 43',
    ['2026-03-26', '2026-04-23'],
  ],
  ['Old date: Thursday, 26 March 2026\nNew date: Thursday, 2 April 2026, 16:15', ['2026-04-02']],
  ['Doors 17:30, talk 18:00\nFriday, 27 March 2026', ['2026-03-27']],
  ['Ticket sale starts: Friday, 27 March 2026, 10:00', []],
  ['Please register until Friday, 27 March 2026.', []],
  ['The paper of 27 March 2024 is on my page.', []],
]

test('days on which something takes place, and days of something else', () => {
  for (const [text, expected] of rows) {
    const document = documentOf(`Dear all,\n\n${text}\n`)
    assert.deepEqual(
      findWhens(document, trained).whens.map(({ date }) => date.toString()),
      expected,
      text,
    )
  }
})

test('an hour belongs to a day of its own line, if there is one', () => {
  const document = documentOf(
    'Friday, 27 March 2026, 15:15\nThe recording is online from Monday, 30 March 2026, 8:00.\n',
  )
  const [friday, monday] = document.dates
  const [first, second] = document.times
  assert.deepEqual(datesNear(document, document.dates, first!), [friday])
  assert.deepEqual(datesNear(document, document.dates, second!), [monday])
})

test('an hour of every Sunday belongs to no Friday', () => {
  for (const [day, expected] of [
    ['Sundays', 0],
    ['Fridays', 1],
  ] as const) {
    const document = documentOf(`Friday, 27 March 2026, 15:15\n\nOffice hours are on ${day} 10:15-12:00.\n`)
    assert.equal(datesNear(document, document.dates, document.times[1]!).length, expected, day)
  }
})

test('a second hour of a day has to be surer than the first', () => {
  const even = { ...trained, startClock: {}, clockOfDate: { bias: 9 }, eventDate: { bias: 9 } }
  const { whens } = findWhens(documentOf('Friday, 27 March 2026, 15:15, and 16:45 as well'), even)
  assert.equal(whens.length, 1)
})

/** Text of a mail of Monday, 16 March 2026 → the starts that are read from it. */
const starts: [string, string[]][] = [
  [
    'Friday, 27 March 2026 | 3:15 pm | Room 309\n\nThe host receives students on Sundays 10:15-12:00 (office 108).',
    ['2026-03-27T15:15'],
  ],
  ['Friday, 27 March 2026 at 4pm, Lecture Theatre 1. Tea and coffee from 3.30.', ['2026-03-27T16:00']],
  [
    'Friday, 27 March 2026\ndoors 18:00 – first talk 18:30 – we have to be out by 21:30',
    ['2026-03-27T18:30'],
  ],
  [
    'on Friday, 27 March 2026:\n\n18:00 Dominic Wicki, "Learning to rank cheese"\n18:50 Ioana Petrescu, "A bound and its constant"',
    ['2026-03-27T18:00', '2026-03-27T18:50'],
  ],
  [
    'Course\n\nDate: Monday 30 March to Wednesday 1 April 2026\nTime: Day 1 10.00 - 17.30\n Day 2 09.00 - 17.30\n Day 3 09.00 - 15.30\nVenue: MRC Biostatistics Unit',
    ['2026-03-30T10:00'],
  ],
  [
    'Das Kolloquium findet neu um 13.30 Uhr statt 10.30 Uhr statt.\n\nDatum: 27.03.2026\nZeit: 10.30 – 12.00',
    ['2026-03-27T13:30'],
  ],
]

test('hours at which something begins, and hours beside them', () => {
  for (const [text, expected] of starts) {
    const document = documentOf(`Dear all,\n\n${text}\n`)
    const read = findWhens(document, trained).whens.map(({ date, time }) =>
      time === null
        ? date.toString()
        : `${date.toString()}T${Temporal.PlainTime.from('00:00').add({ minutes: time.from }).toString({ smallestUnit: 'minute' })}`,
    )
    assert.deepEqual(read, expected, text)
  }
})
