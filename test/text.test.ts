import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutText } from '../src/text.ts'

/** Text, letters at most → what is left. */
const rows: [string, number, string][] = [
  ['short enough', 12, 'short enough'],
  ['a title of some words', 12, 'a title of…'],
  ['oneveryverylongword', 10, 'oneveryve…'],
  ['12345678🎲', 10, '12345678🎲'],
  ['12345678🎲9', 10, '12345678…'],
  ['1234567👩‍🔬', 11, '1234567👩…'],
]

test('a long text is cut after a word and never within a character', () => {
  for (const [text, most, want] of rows) {
    assert.equal(cutText(text, most), want)
    assert.ok(cutText(text, most).isWellFormed() && cutText(text, most).length <= most, text)
  }
})
