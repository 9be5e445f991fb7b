import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNotice } from '../../../src/announcement/decisions/notice.ts'

/** A sentence → what it says of the whole talk. */
const rows: [string, string | null][] = [
  ['The talk will take place online.', 'online-only'],
  ['The seminar has been moved to Zoom.', 'online-only'],
  ['The seminar is postponed.', 'postponed'],
  ['The talk will be held online or in person.', null],
  ['The talk will also be held online.', null],
  ['The talk will be held online and in person.', null],
  ['The talk takes place in HG G 19.1.', null],
]

test('what a sentence says of the whole talk', () => {
  for (const [sentence, expected] of rows)
    assert.equal(findNotice([sentence])?.value ?? null, expected, sentence)
})
