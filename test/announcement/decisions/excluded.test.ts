import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayBeEvents, mayBeStart } from '../../../src/announcement/decisions/excluded.ts'
import { resolveDate } from '../../../src/announcement/mentions/resolve.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** Text of a mail of Monday, 16 March 2026 → the days and hours that may be an event's, however likely they are. */
const rows: [string, string[], string[]][] = [
  ['The seminar takes place on 27 March at 15:15.', ['27 March'], ['15:15']],
  ['The talk of 27 March is postponed to 2 April, 16:15.', ['2 April'], ['16:15']],
  ['From 27 March, 13:00 until 29 March, 12:00 at EPFL', ['27 March'], ['13:00']],
  ['27. März, 13.00 Uhr bis 29. März, 12.00 Uhr', ['27. März'], ['13.00 Uhr']],
  ['27 March, 13:00: Jan Wyss\n29 March, 12:00: Ida Roth', ['27 March', '29 March'], ['13:00', '12:00']],
  [
    '26 March, 14:00, HG G 19.1\n\nRegistration is possible at the desk on:\n\n26 March, 13:15\n27 March, 8:30',
    ['26 March'],
    ['14:00', '13:15', '8:30'],
  ],
  ['Registration for the talks:\n\n26 March, 13:15', ['26 March'], ['13:15']],
  ['Title: How much water comes tomorrow?\nDate: 27 March, 15:15', ['27 March'], ['15:15']],
  ['The talk is tomorrow, 15:15.', ['tomorrow'], ['15:15']],
  ['27 March, 15:15. The recording is online from 2 April.', ['27 March'], ['15:15']],
]

test('days and hours that are never an event’s', () => {
  for (const [text, days, hours] of rows) {
    const document = readDocument({
      subject: 'Seminar',
      text,
      date: '2026-03-16T10:00:00+01:00',
      from: { name: 'Office' },
    })
    const words = ({ start, end }: { start: number; end: number }) => document.text.slice(start, end)
    const possible = document.dates.filter((mention) => {
      const resolved = resolveDate(mention, document.sent)
      return resolved !== null && mayBeEvents(document, { mention, resolved })
    })
    assert.deepEqual(possible.map(words), days, text)
    assert.deepEqual(document.times.filter((time) => mayBeStart(document, time)).map(words), hours, text)
  }
})
