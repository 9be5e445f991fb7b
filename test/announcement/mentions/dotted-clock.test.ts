import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** A day, a mark and more: the last day, if any, and the hours. */
const rows: [string, number | null, string[]][] = [
  ['Mittwoch, 2. März 2016 / 12.30 - 13.15', null, ['12.30 - 13.15']],
  ['2. März 2016 - 12.30 Uhr', null, ['12.30 Uhr']],
  ['Wednesday 2 March 2016 / 12.30', null, ['12.30']],
  ['2 March – 12.30', null, ['12.30']],
  ['2./9. März 2016', 9, []],
  ['2. - 4. März 2016', 4, []],
  ['7 / 14 March 2016', 14, []],
]

test('the hour behind a day and a dash is no last day', () => {
  for (const [text, last, hours] of rows) {
    const document = readDocument({
      subject: 'Seminar',
      text,
      date: '2016-02-25T10:00:00+01:00',
      from: { name: 'Office' },
    })
    assert.deepEqual(
      [
        document.dates.map((date) => date.last?.day ?? null),
        document.times.map(({ start, end }) => text.slice(start, end)),
      ],
      [[last], hours],
      text,
    )
  }
})
