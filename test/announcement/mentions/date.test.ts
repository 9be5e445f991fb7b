import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDates } from '../../../src/announcement/mentions/date.ts'
import { resolveDate } from '../../../src/announcement/mentions/resolve.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'
import { tokenize } from '../../../src/announcement/text/tokens.ts'

const sent = Temporal.PlainDate.from('2025-09-15')

/** Text → day, or first and last day, as meant in a mail of Monday, 15 September 2025. */
const dates: [string, string][] = [
  ['Friday,  16.12.2022 at 15.15 h', '2022-12-16'],
  ['Thursday, 25 September 2025', '2025-09-25'],
  ['Friday, December 3rd, 2004', '2004-12-03'],
  ['December 3rd', '2025-12-03'],
  ['Montag, 3.11., 14 c.t.', '2025-11-03'],
  ['Do. 28.8.2025', '2025-08-28'],
  ['Mittwoch, den 4. Juni 2025', '2025-06-04'],
  ['le jeudi 14 décembre 2023 à 19h', '2023-12-14'],
  ['1er octobre 2025', '2025-10-01'],
  ['martes 28 de octubre', '2025-10-28'],
  ["lunedi' prossimo 6/10", '2025-10-06'],
  ['giovedì 4 dicembre', '2025-12-04'],
  ['the 5th of October 2025', '2025-10-05'],
  ['2025-10-01', '2025-10-01'],
  ['25.9.25', '2025-09-25'],
  ['Mo 15.12. 10h15', '2025-12-15'],
  ['16.12. 2025', '2025-12-16'],
  ['next Thursday (25th September)', '2025-09-25'],
  ['this Friday (September\n19th)', '2025-09-19'],
  ['Friday, July 7, l989', '1989-07-07'],
  ['this Friday', '2025-09-19'],
  ['Wednesday 17th', '2025-09-17'],
  ['tomorrow', '2025-09-16'],
  ['next Monday', '2025-09-22'],
  ['lundi en huit', '2025-09-29'],
  ['el martes que viene', '2025-09-16'],
  ['18.VI.2026', '2026-06-18'],
  ['7. VI. 2026', '2026-06-07'],
  ['mardi 10 amrs 2026', '2026-03-10'],
  ['6 XI 2025', '2025-11-06'],
  ['vrijdag 24 mei 2024', '2024-05-24'],
  // Last year's year, the right weekday.
  ['Monday, 19 January 2025', '2026-01-19'],
  ['Sunday, 19 January 2025', '2025-01-19'],
  ['Wed 10/1', '2025-10-01'],
  ['Thu 2/10', '2025-10-02'],
  ['tirsdag 14. april 2026', '2026-04-14'],
  ['7 de fevereiro de 2026', '2026-02-07'],
  ['Week 1, 16 January', '2026-01-16'],
  ['Lecture 3, 12 May 2026', '2026-05-12'],
  ['am 12 V 2026', '2026-05-12'],
  ['8 Ocotber', '2025-10-08'],
  ['Fri 5 Setpember', '2025-09-05'],
  ['October 6. & 7.', '2025-10-06/2025-10-07'],
  ['gio 30 set 2026', '2026-09-30'],
  ['lunes 2 de marzzo de 2026', '2026-03-02'],
  ['lunedì 21 mazro 2026', '2026-03-21'],
  ['Mar 12, 2026', '2026-03-12'],
  ['le 8/2 à 15h', '2026-02-08'],
  ['3.8.96', '1996-08-03'],
  ['13-14 June 2025', '2025-06-13/2025-06-14'],
  ['May 4th to 8th, 2026', '2026-05-04/2026-05-08'],
  ['Nov. 30 - Dec. 4', '2025-11-30/2025-12-04'],
  ['du 3 au 5 juin 2026', '2026-06-03/2026-06-05'],
  ['15. und 16. Oktober 2025', '2025-10-15/2025-10-16'],
  ['4, 5 and 6 May 2026', '2026-05-04/2026-05-06'],
  ['28 December - 2 January', '2025-12-28/2026-01-02'],
  ['03/27/2026', '2026-03-27'],
  ['5 January', '2026-01-05'],
  ['24 August -- 4 September 2026', '2026-08-24/2026-09-04'],
  ['August 24--28, 2026', '2026-08-24/2026-08-28'],
  ['Thursday 11 - Tuesday 16 June 2026', '2026-06-11/2026-06-16'],
  ['vom 14. bis zum 17.10.2025', '2025-10-14/2025-10-17'],
  ['vom Montag, 6. Oktober, bis am Mittwoch, 8. Oktober', '2025-10-06/2025-10-08'],
  ['vom 6. bis am 8. Oktober', '2025-10-06/2025-10-08'],
  ['14.-17.10.2025', '2025-10-14/2025-10-17'],
  ['14. bis 17. Oktober 2025', '2025-10-14/2025-10-17'],
  ['on the 13th\nof October 2025', '2025-10-13'],
  ['on 13\nOctober 2025', '2025-10-13'],
  ['am Freitag, 3.\nOktober 2025', '2025-10-03'],
  ['29 February 2028', '2028-02-29'],
]

test('days as they are written', () => {
  for (const [text, expected] of dates) {
    const [mention] = findDates(tokenize(text))
    assert.ok(mention !== undefined, text)
    const resolved = resolveDate(mention, sent)!
    assert.equal([resolved.date, resolved.last].filter(Boolean).join('/'), expected, text)
  }
})

const none = [
  'Aula du 1er-Mars 26, Neuchâtel',
  'rue du 31-Décembre',
  '5 Marco Ricci',
  'room 4 Mei Lin',
  'sala 6.4.30 da Faculdade',
  'room 3.12.20',
  'HG G 19.1',
  'Room S17#04-05',
  'arXiv:2101.12699',
  'version 1.5.2',
  'CACM Feb. 1985',
  'Tyler (1983)',
  'May I ask you',
  'so 3 of 4',
  'Room 12.3',
  '15.15 h',
  '5 % of 12.5',
  'do 10 things',
  'March on',
  'Tel. +41 44 632 34 56',
  'p. 12-15',
  '4 place Jussieu',
  'in 2019 to 2024',
  'the first 3',
  'Fri',
  'n = 100.5.',
  '12-6-3 networks',
  'Section 3.1.',
  '10.1.1.2',
  '17:20 Jan Moser (UCB)',
  'Section 5 X',
  'Table 3 V, 12 entries',
  '7 members',
  '4 Amber',
]

test('numbers and words that are no day', () => {
  for (const text of none)
    assert.deepEqual(
      findDates(tokenize(text)).map((date) => text.slice(date.start, date.end)),
      [],
      text,
    )
})

/** A number at a line's end belongs to its own line: what is read of both. */
const lineEnds: [string, string[]][] = [
  ['Room: HG G 19\nMarch 12, 2026, 15:15', ['March 12, 2026']],
  ['Room: HG G 19\n\nMarch 12, 2026', ['March 12, 2026']],
  ['Twenty problems, part 2\nMarch 12, 2026', ['March 12, 2026']],
  ['March 9, 16:00 - 17:15\nMarch 16, 16:00', ['March 9', 'March 16']],
  ['15.15 h, LEO C 15\nDecember 10, 2026', ['December 10, 2026']],
  ['Sidlerstrasse 5\nMai 2026', []],
  ['see you on 19\nMarch 12, 2026', ['March 12, 2026']],
  ['Hörsaal 12\n3. Dezember 2026', ['3. Dezember 2026']],
]

test('a number at a line’s end is never joined to the month of the next line', () => {
  for (const [text, expected] of lineEnds)
    assert.deepEqual(
      findDates(tokenize(text)).map((date) => text.slice(date.start, date.end)),
      expected,
      text,
    )
})

/** Two days of a move are two; a range stays one. */
const moves: [string, string[]][] = [
  ['Her talk moves from 6 April to Tuesday, 13 April, 12:15', ['6 April', 'Tuesday, 13 April']],
  ['rescheduled from 6 April to 13 April', ['6 April', '13 April']],
  ['Le séminaire est déplacé du 6 avril au 13 avril', ['6 avril', '13 avril']],
  ['The room has moved. The course runs from 6 April to 13 April', ['6 April to 13 April']],
  ['from 6 April to 13 April', ['6 April to 13 April']],
]

test('a day that is moved to another one is no range', () => {
  for (const [text, expected] of moves)
    assert.deepEqual(
      findDates(tokenize(text)).map((date) => text.slice(date.start, date.end)),
      expected,
      text,
    )
})

const impossible = ['31 February 2026', '31.11.2025', '29.2.2027']

test('days that do not exist mean nothing', () => {
  for (const text of impossible)
    assert.ok(
      findDates(tokenize(text)).every((mention) => resolveDate(mention, sent) === null),
      text,
    )
})

const doubtful: [string, RegExp][] = [
  ['Thursday, 26 September 2025', /weekday/],
  ['10/11/2025', /other way round/],
  ['1 August', /far in the future/],
  ['next Friday', /next/],
]

test('what is not sure is said', () => {
  for (const [text, pattern] of doubtful)
    assert.match(resolveDate(findDates(tokenize(text))[0]!, sent)!.doubts.join(), pattern, text)
})

/** Written on Monday, 15 April 2024: a text → the day that "next …" means; null: that stays open. */
const nextDays: [string, string | null][] = [
  ['Next Tuesday we meet.\n\n23 April 2024, 12.15–13.15, room 3', '2024-04-23'],
  ['Next Tuesday we meet:\n16 April, 12.15', '2024-04-16'],
  ['Next Tuesday we meet.', null],
  ['Next Tuesday we meet. There is no seminar on 23 April 2024, 12.15.', null],
  ['Next Tuesday we meet.\n23 April 2024 is the deadline.', null],
]

test('“next Tuesday” is the day that heads a line', () => {
  for (const [text, expected] of nextDays) {
    const { dates, sent } = readDocument({
      subject: 'Seminar',
      text,
      date: '2024-04-15T10:00:00+02:00',
      from: { name: 'Office' },
    })
    const { date, doubts } = resolveDate(dates[0]!, sent)!
    assert.equal(doubts.length === 0 ? date.toString() : null, expected, text)
  }
})
