import assert from 'node:assert/strict'
import { test } from 'node:test'
import { de, en, es, fr, it, type ParsedComponents } from 'chrono-node'
import { findDates } from '../../../src/announcement/mentions/date.ts'
import { resolveDate } from '../../../src/announcement/mentions/resolve.ts'
import { findTimes } from '../../../src/announcement/mentions/time.ts'
import { tokenize } from '../../../src/announcement/text/tokens.ts'

/** A mail of Monday, 23 February 2026. */
const sent = Temporal.PlainDate.from('2026-02-23')
const sentInstant = new Date(2026, 1, 23, 10)

const parsers = { en, de, fr, es, it }
type Language = keyof typeof parsers

/** Text → day, or first and last day, and "from" or "from-until": what chrono-node and ours must both read. */
const both: Record<Language, [text: string, expected: string][]> = {
  en: [
    ['Thursday, 12 March 2026, 16:15', '2026-03-12 16:15'],
    ['Thursday, March 12, 2026, 4:15 pm - 5:15 pm', '2026-03-12 16:15-17:15'],
    ['The seminar takes place on Friday, March 13 at 3pm in HG G 43.', '2026-03-13 15:00'],
    ['Tuesday, March 17th, 2026 at 14:00', '2026-03-17 14:00'],
    ['Thu, Mar 12, 2026, 16:15 - 17:00', '2026-03-12 16:15-17:00'],
    ['2026-04-21 10:30', '2026-04-21 10:30'],
    ['21 April 2026, 11:00-12:00', '2026-04-21 11:00-12:00'],
    ['6th of May at 17:15', '2026-05-06 17:15'],
    ['Wed 6 May, 17:15', '2026-05-06 17:15'],
    ['April 21, 2026 at noon', '2026-04-21 12:00'],
    ['Workshop on 15-17 June 2026', '2026-06-15/2026-06-17'],
    ['May 4th to 8th, 2026', '2026-05-04/2026-05-08'],
    ['28 May - 2 June 2026', '2026-05-28/2026-06-02'],
    ['tomorrow at 16:15', '2026-02-24 16:15'],
    ['on Monday, 2 March, from 9:30 am to 11:30 am', '2026-03-02 9:30-11:30'],
    ['16 March 2026, 12:15 - 1:15pm', '2026-03-16 12:15-13:15'],
  ],
  de: [
    ['Donnerstag, 12. März 2026 um 16:15 Uhr', '2026-03-12 16:15'],
    ['Der Vortrag findet am Dienstag, den 17. März 2026, um 14 Uhr statt.', '2026-03-17 14:00'],
    ['Donnerstag, 12. März 2026 um 16.15 Uhr', '2026-03-12 16:15'],
    ['Mittwoch, 6. Mai, 17:15 Uhr', '2026-05-06 17:15'],
    ['Mi, 22. April 2026, 12:15 - 13:00', '2026-04-22 12:15-13:00'],
    ['am 12.3.2026 um 10:15', '2026-03-12 10:15'],
    ['21.04.2026, 16:15', '2026-04-21 16:15'],
    ['Di, 21. April 2026, 16:15', '2026-04-21 16:15'],
    ['15. bis 17. Juni 2026', '2026-06-15/2026-06-17'],
    ['28. Mai - 2. Juni 2026', '2026-05-28/2026-06-02'],
    ['Freitag, 5. Juni 2026, von 13:15 bis 14:45', '2026-06-05 13:15-14:45'],
    ['morgen um 16:15', '2026-02-24 16:15'],
    ['1. Dezember 2026, 18 Uhr', '2026-12-01 18:00'],
  ],
  fr: [
    ['jeudi 12 mars 2026 à 16h15', '2026-03-12 16:15'],
    ['Le séminaire aura lieu le mardi 17 mars 2026 à 14h.', '2026-03-17 14:00'],
    ['vendredi 13 mars à 15h30', '2026-03-13 15:30'],
    ['le 1er avril 2026 à 10h', '2026-04-01 10:00'],
    ['mercredi 6 mai 2026, 17h15 - 18h15', '2026-05-06 17:15-18:15'],
    ['jeudi 12 mars 2026 de 16h15 à 17h15', '2026-03-12 16:15-17:15'],
    ['mardi 21/4/2026 à 11h', '2026-04-21 11:00'],
    ['du 15 au 17 juin 2026', '2026-06-15/2026-06-17'],
    ['15 - 17 juin 2026', '2026-06-15/2026-06-17'],
    ['demain à 16h15', '2026-02-24 16:15'],
    ['5 juin 2026 à 9h', '2026-06-05 9:00'],
    ['28 mai - 2 juin 2026', '2026-05-28/2026-06-02'],
    ['le 21 avril 2026 à 18:30', '2026-04-21 18:30'],
  ],
  es: [
    ['jueves, 12 de marzo de 2026 a las 16:15', '2026-03-12 16:15'],
    ['El seminario tendrá lugar el martes 17 de marzo de 2026 a las 14:00.', '2026-03-17 14:00'],
    ['viernes 13 de marzo, 15:30', '2026-03-13 15:30'],
    ['miércoles 6 de mayo de 2026, 17:15 - 18:15', '2026-05-06 17:15-18:15'],
    ['21 de abril de 2026 a las 11:00', '2026-04-21 11:00'],
    ['lunes 15/6/2026 10:30', '2026-06-15 10:30'],
    ['mañana a las 16:15', '2026-02-24 16:15'],
    ['15 - 17 junio 2026', '2026-06-15/2026-06-17'],
    ['28 mayo - 2 junio 2026', '2026-05-28/2026-06-02'],
    ['5 de junio de 2026 a las 4:15 pm', '2026-06-05 16:15'],
  ],
  it: [
    ['giovedì 12 marzo 2026 alle 16:15', '2026-03-12 16:15'],
    ['Il seminario si terrà martedì 17 marzo 2026 alle 14:00.', '2026-03-17 14:00'],
    ['venerdì 13 marzo, 15:30', '2026-03-13 15:30'],
    ['mercoledì 6 maggio 2026, 17:15 - 18:15', '2026-05-06 17:15-18:15'],
    ['21 aprile 2026 alle 11:00', '2026-04-21 11:00'],
    ['lunedì 15/6/2026 10:30', '2026-06-15 10:30'],
    ['domani alle 16:15', '2026-02-24 16:15'],
    ['15 - 17 giugno 2026', '2026-06-15/2026-06-17'],
    ['28 maggio - 2 giugno 2026', '2026-05-28/2026-06-02'],
    ['21/4/2026 alle 18:30', '2026-04-21 18:30'],
    ['1 dicembre 2026 alle 9:00', '2026-12-01 9:00'],
  ],
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function line(days: (string | undefined)[], hours: (string | undefined)[]): string {
  const written = (parts: (string | undefined)[], mark: string) =>
    parts.filter((part) => part !== undefined).join(mark)
  return `${written(days, '/')} ${written(hours, '-')}`.trim()
}

/** What ours reads first; a second day or hour says so. */
function ours(text: string): string {
  const tokens = tokenize(text)
  const dates = findDates(tokens)
  const times = findTimes(tokens, dates)
  assert.ok(dates.length <= 1 && times.length <= 1, text)
  const resolved = dates[0] === undefined ? null : resolveDate(dates[0], sent)
  const time = times[0]
  return line(
    [resolved?.date.toString(), resolved?.last?.toString()],
    [time && clock(time.from), time?.until == null ? undefined : clock(time.until)],
  )
}

/** What chrono-node reads, in its casual way, the missing year ahead as ours. */
function theirs(language: Language, text: string): string {
  const results = parsers[language].casual.parse(text, sentInstant, { forwardDate: true })
  assert.equal(results.length, 1, text)
  const start = results[0]!.start
  const end = results[0]!.end ?? null
  const day = (part: ParsedComponents) =>
    Temporal.PlainDate.from({
      year: part.get('year')!,
      month: part.get('month')!,
      day: part.get('day')!,
    }).toString()
  // Noon is a word and so no certain hour to chrono-node.
  const told = (part: ParsedComponents) => part.isCertain('hour') || /\bnoon\b/.test(text)
  const hour = (part: ParsedComponents) => clock(part.get('hour')! * 60 + part.get('minute')!)
  return line(
    [day(start), end !== null && day(end) !== day(start) ? day(end) : undefined],
    [told(start) ? hour(start) : undefined, end !== null && told(end) ? hour(end) : undefined],
  )
}

for (const [language, rows] of Object.entries(both) as [Language, [string, string][]][])
  test(`chrono-node and ours read the same (${language})`, () => {
    for (const [text, expected] of rows) {
      assert.equal(ours(text), expected, `ours: ${text}`)
      assert.equal(theirs(language, text), expected, `chrono-node: ${text}`)
    }
  })

/** Most are after chrono-node's own negative cases. */
const nothing = [
  'HG G 19.1',
  'Room 12.30',
  'I am at 10.1',
  'at 101,194 points',
  'at 6.5 kilograms',
  '12.53%',
  '1-2-3',
  '20-30-12',
  'version 1.1.3',
  '2020',
  'in 2024',
  'May I ask you',
  'the first 3',
  'Il prezzo è 1000 euro',
  'Articolo numero 12345',
  'Costa 1000',
  '32 August 2026',
  '32. Oktober 2026',
  '29 février 2027',
  '31 de abril de 2026',
  '30 febbraio 2026',
  '25/13/2026',
  '0/12/2026',
  'Sat',
  'jeu',
]

test('where ours finds neither day nor hour', () => {
  for (const text of nothing) {
    const tokens = tokenize(text)
    const dates = findDates(tokens)
    assert.ok(
      dates.every((mention) => resolveDate(mention, sent) === null),
      text,
    )
    assert.deepEqual(
      findTimes(tokens, dates)
        .filter((time) => !time.weak)
        .map((time) => text.slice(time.start, time.end)),
      [],
      text,
    )
  }
})
