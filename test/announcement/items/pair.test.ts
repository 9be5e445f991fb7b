import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProgrammeLine } from '../../../src/announcement/items/pair.ts'

/** A line of a programme → its speaker and title; null: it is none. */
const rows: [string, [string, string] | null][] = [
  ['Jane Doe: A few words on trees', ['Jane Doe', 'A few words on trees']],
  ['"Splines or forests?", Noemi Castelli, University of Trento', ['Noemi Castelli', 'Splines or forests?']],
  ['Jane Doe (ETH Zurich): A few words on trees', ['Jane Doe', 'A few words on trees']],
  ['Alle Unterlagen: https://stat.example/wbl', null],
  ['Jane Doe: www.example.org/talks', null],
  ['The next meeting of the section', null],
]

test('speaker and title on one line', () => {
  for (const [text, expected] of rows) {
    const pair = parseProgrammeLine(text)
    const found = pair === null ? null : [pair.speakers[0]?.value.name, pair.title.value]
    assert.deepEqual(found, expected, text)
  }
})
