import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from '../../../src/announcement/text/document.ts'
import { letterDateOf, type LetterDate } from '../../../src/announcement/decisions/letter-date.ts'

const facts = 'Speaker: Jane Doe (ETH)\nTime: Friday, 16.12.2022 at 15.15 h\nPlace: HG G 19.1\n'

/** Text of a mail of Monday, 5 December 2022 → what its first date is for the letter. */
const rows: [string, LetterDate][] = [
  [`Zurich, 5 December 2022\n\nDear all,\n\n${facts}`, 'own'],
  [`5 December 2022\n\nDear all,\n\n${facts}`, 'own'],
  [`Zürich, den 2. Dezember 2022\n\nSehr geehrte Damen und Herren\n\n${facts}`, 'own'],
  [`Lausanne, le 5 décembre 2022\n\nChers collègues,\n\n${facts}`, 'own'],
  [`Seminar for Statistics, ETH Zurich, 5 December 2022\n\n${facts}`, 'own'],
  [
    `University of Basel\nDepartment of Mathematics\nSpiegelgasse 1\n4051 Basel\n\nBasel, 30 November 2022\n\n${facts}`,
    'own',
  ],
  [`Zurich, Monday, 5 December 2022\n\n${facts}`, 'own'],
  [`Zurich, 8 December 2022\n\nDear all,\n\n${facts}`, 'ahead'],

  [`Monday, 5 December 2022\n15:15, HG G 19.1\nJane Doe (ETH)\n`, null],
  [`Seminar today, 5 December 2022\n\nJane Doe at 15:15\n`, null],
  [`Date: 5 December 2022\nTime: 15:15\n`, null],
  [`Zurich, 16 December 2022\n\nJane Doe will speak.\n`, null],
  [`Zurich, 5 October 2022\n\nDear all,\n\n${facts}`, null],
  [`Dear all,\n\nwe met on Monday.\n\nZurich, 5 December 2022\n\n${facts}`, null],
  [`Friday, 16.12.2022 at 15.15 h\n`, null],
]

test('a letter’s own date', () => {
  for (const [text, expected] of rows) {
    const document = readDocument({
      subject: 'Seminar',
      text,
      date: '2022-12-05T08:59:01+01:00',
      from: { name: 'Office' },
    })
    const mention = document.dates.find((date) => date.day !== null)!
    assert.equal(letterDateOf(document, mention), expected, text)
  }
})
