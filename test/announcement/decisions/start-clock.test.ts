import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findWhens } from '../../../src/announcement/decisions/when.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { readDocument } from '../../../src/announcement/text/document.ts'

/** What stands behind the date → when the talk begins. */
const rows: [string, string | null][] = [
  ['15:15', '15:15'],
  ['registration 8:30, talk 9:15', '9:15'],
  ['coffee 15:45, talk 16:15', '16:15'],
  ['tea at 15:45, 16:15', '16:15'],
  ['doors 18:30, start 19:00', '19:00'],
  ['Einlass 18.30 Uhr, Beginn 19.00 Uhr', '19:00'],
  ['Apéro 18:30', null],
  ['15:15 (coffee at 14:45)', '15:15'],
  ['16:15, pub around 17:30', '16:15'],
  ['not at 14:15 but at 15:15', '15:15'],
  ['nicht um 14.15 Uhr, sondern um 15.15 Uhr', '15:15'],
  ['8:00 PDT / 11:00 EDT / 16:00 CET', '16:00'],
]

test('the hour of the talk among the hours beside its date', () => {
  for (const [behind, expected] of rows) {
    const document = readDocument({
      subject: 'Seminar',
      text: `Date: Friday, 27 March 2026, ${behind}\n`,
      date: '2026-03-16T10:00:00+01:00',
      from: { name: 'Office' },
    })
    const hours = findWhens(document, trained).whens.map(({ time }) =>
      time === null ? null : `${Math.floor(time.from / 60)}:${String(time.from % 60).padStart(2, '0')}`,
    )
    assert.deepEqual(hours, [expected], behind)
  }
})
