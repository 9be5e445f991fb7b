import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelOf } from '../../../src/announcement/text/labels.ts'

/** A line → what it is the heading of, and the value behind it. */
const rows: [string, string | null][] = [
  ['Time: 15:15', 'time = 15:15'],
  ['Speaker: Jane Doe', 'speaker = Jane Doe'],
  ['Speaker – Jane Doe', 'speaker = Jane Doe'],
  ['Titel: Von Zahlen', 'title = Von Zahlen'],
  ['Date and place: 27 March, HG G 19.1', 'date + where = 27 March, HG G 19.1'],
  ['Room      HG G 19.1', 'where = HG G 19.1'],
  ['Abstract', 'abstract = '],

  ['Talk - a story of numbers', null],
  ['Room - a novel', null],
  ['We meet at 15:15', null],
  ['https://math.example', null],
]

test('headings of lines, and lines without one', () => {
  for (const [line, expected] of rows) {
    const label = labelOf(line, line.replace(/ {2,}/g, ' '))
    assert.equal(label === null ? null : `${label.names.join(' + ')} = ${label.value}`, expected, line)
  }
})
