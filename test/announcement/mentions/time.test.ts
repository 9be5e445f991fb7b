import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDates } from '../../../src/announcement/mentions/date.ts'
import { findTimes } from '../../../src/announcement/mentions/time.ts'
import { tokenize } from '../../../src/announcement/text/tokens.ts'

/** Text → "from" or "from-until", and the zone where one is named. */
const times: [string, string][] = [
  ['at 15.15 h', '15:15'],
  ['18.15 bis ca. 19.15 Uhr', '18:15-19:15'],
  ['kl. 14.13', '14:13'],
  ['h. 12.45', '12:45'],
  ['15.30 uur', '15:30'],
  ['21 s.t.', '21:00'],
  ['10:00 to approximately 11:30', '10:00-11:30'],
  ['16h15 à environ 17h30', '16:15-17:30'],
  ['17.15 – etwa 18.45 Uhr', '17:15-18:45'],
  ['from 2 pm until around 4 pm', '14:00-16:00'],
  ['15.15 - 16.15', '15:15-16:15'],
  ['à 15h15', '15:15'],
  ['19h', '19:00'],
  ['18 Uhr', '18:00'],
  ['16.15 Uhr', '16:15'],
  ['14 c.t.', '14:15'],
  ['14 Uhr c.t.', '14:15'],
  ['16 (s.t.)', '16:00'],
  ['3:30 – 4:30pm', '15:30-16:30'],
  ['from 1:30 to 3pm', '13:30-15:00'],
  ['11 to 1pm', '11:00-13:00'],
  ['12:00-1:00 pm', '12:00-13:00'],
  ['12:00 – 13:00pm', '12:00-13:00'],
  ['3:30 P.M.', '15:30'],
  ['8:00 PM', '20:00'],
  ['12:30 pm', '12:30'],
  ['6:15', '18:15'],
  ['12 noon', '12:00'],
  ['12:00 noon', '12:00'],
  ['Friday at noon sharp', '12:00'],
  ['de midi à 13h', '12:00-13:00'],
  ['noon', '12:00'],
  ['17:00 hrs', '17:00'],
  ['1400-1530 BST', '14:00-15:30 Europe/London'],
  ['7pm New York time', '19:00 America/New_York'],
  ['14:00-15:30 (UK time)', '14:00-15:30 Europe/London'],
  ['16:00-17:15 CEST', '16:00-17:15 Europe/Zurich'],
  ['15:00-16:00 (NY time)', '15:00-16:00 America/New_York'],
  ['12:00-13:00 local time', '12:00-13:00'],
  ['von 18:15 bis 19:45 Uhr', '18:15-19:45'],
  ['16-18 Uhr', '16:00-18:00'],
  ['de 11h à 12h', '11:00-12:00'],
  ['15 h 30', '15:30'],
  ['2.00 in Fine Hall', '14:00'],
  ['4.15-6.15pm', '16:15-18:15'],
  ['10:00 -11:45', '10:00-11:45'],
  ['alle 18.15', '18:15'],
  ['08:15', '8:15'],
  ['9 am', '9:00'],
  ['12 am', '0:00'],
  ['23.30 Uhr', '23:30'],
  ['16,15 Uhr', '16:15'],
  ['1417 hrs', '14:17'],
  ['halb vier', '15:30'],
  ['Viertel nach neun', '9:15'],
  ['um halb eins', '12:30'],
  ['um neun', '9:00'],
  ['ab neun Uhr abends', '21:00'],
  ['half past nine', '9:30'],
  ['a quarter to eleven', '10:45'],
  ['from half past nine to eleven o’clock', '9:30-11:00'],
  ['à neuf heures et demie', '9:30'],
  ['à 15h et demie', '15:30'],
  ['dix-sept heures', '17:00'],
  ['alle undici meno un quarto', '10:45'],
  ['alle ore 15', '15:00'],
  ['a las cinco y media de la tarde', '17:30'],
  ['8 Uhr abends', '20:00'],
  ['430pm', '16:30'],
  ['430-530pm', '16:30-17:30'],
  ['at 1615', '16:15'],
  ['from 1530-1730', '15:30-17:30'],
  ['18:00 - 24:00', '18:00-24:00'],
  ['17:00 (UTC+9)', '17:00 Etc/GMT-9'],
  ['17:00 UTC-4', '17:00 Etc/GMT+4'],
  ['17:00 (GMT+01:00)', '17:00 Etc/GMT-1'],
]

function show(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

test('times as they are written', () => {
  for (const [text, expected] of times) {
    const [time, other] = findTimes(tokenize(text))
    assert.equal(other, undefined, text)
    assert.ok(time !== undefined, text)
    assert.equal(
      `${show(time.from)}${time.until === null ? '' : `-${show(time.until)}`}${time.zone === null ? '' : ` ${time.zone}`}`,
      expected,
      text,
    )
  }
})

/** Text → whether the half of the day is ours to fill in. */
const halves: [string, boolean][] = [
  ['2.00 in Fine Hall', true],
  ['6:15', true],
  ['7:15', false],
  ['06:15', false],
  ['2 pm', false],
  ['14:00', false],
]

test('an hour whose half of the day is not written is told as implied', () => {
  for (const [text, expected] of halves) assert.equal(findTimes(tokenize(text))[0]!.implied, expected, text)
})

/** Text with a day → the hour beside it; the day's own numbers are no hour. */
const besideDays: [string, string[]][] = [
  ['Thursday, March 12 - 4:30pm', ['16:30']],
  ['Friday 13 March 2026, 1315-1645', ['13:15']],
  ['Friday 13 March 2026, 1615', ['16:15']],
  ['12.10. 14:15', ['14:15']],
  ['Tuesday, March 10, 2026', []],
  ['12 March 2026, 2019', []],
]

test('hours beside days', () => {
  for (const [text, expected] of besideDays) {
    const tokens = tokenize(text)
    assert.deepEqual(
      findTimes(tokens, findDates(tokens)).map((time) => show(time.from)),
      expected,
      text,
    )
  }
})

/** Text → what looks like a zone behind the hour and is none that is known. */
const strange: [string, string | null][] = [
  ['10:00 CST (Chicago)', 'CST'],
  ['10:00 IST', 'IST'],
  ['10:00 (Nairobi time)', 'Nairobi time'],
  ['15:15 +1', '+1'],
  ['15:15 (+0100)', '+0100'],
  ['17:00 (UTC+5:30)', 'UTC'],
  ['10:00 CEST', null],
  ['10:00 local time', null],
  ['15:15 HG G 19', null],
  ['15:15, ETH Zurich', null],
  ['at 15:15 the first time', null],
]

test('zones that nobody here knows are told', () => {
  for (const [text, expected] of strange)
    assert.equal(findTimes(tokenize(text))[0]!.strangeZone, expected, text)
})

const none = [
  'le midi-méthodes de mars',
  'notre prochain Midi méthodes',
  'the noon lecture',
  'après-midi',
  'into the 21st century',
  'HCI H 13.01',
  'at one of the tables',
  'at once',
  'um neun Personen',
  '16,15',
  'Route 1615',
  'at 1417 Jefferson Avenue',
  '13:00 am',
  '-0500',
  'in 1615',
  '1998-2004 and 2010-2015',
  'mercredi après-midi',
  'HG G 19',
  'Room 1530',
  '12000 Jefferson Ave.',
  'in 2019',
  '1998-2004',
  'S17#04-05',
  '25:61',
  '3-5 papers',
  '12.5%',
  '0.05',
  '1.2.3',
  'Theorem 3 to 5',
  '24:30',
  'MA A1 12',
  '(617) 444-0022',
  'ratio 3:2',
]

test('numbers that are no time, or a weak one that needs a date beside it', () => {
  for (const text of none)
    assert.deepEqual(
      findTimes(tokenize(text))
        .filter((time) => !time.weak)
        .map((time) => text.slice(time.start, time.end)),
      [],
      text,
    )
})

/** Two hours that are no range. */
const apart = ['at 14:15 and 16:15', '14.15 Uhr und 16.15 Uhr', 'à 14h15 et 16h15']

test('two hours with “and” between them are two', () => {
  for (const text of apart)
    assert.deepEqual(
      findTimes(tokenize(text)).map(({ from, until }) => [from, until]),
      [
        [14 * 60 + 15, null],
        [16 * 60 + 15, null],
      ],
      text,
    )
})
