import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutStruck } from '../../../src/announcement/text/struck.ts'

/** Subject and lines, `|` between them → what still holds. */
const rows: [string, string, string][] = [
  ['Talk', 'Time: ~~15:15~~ 16:15', 'Time: 16:15'],
  ['Talk', '~~Thursday, 11 December~~|Friday, 12 December', '|Friday, 12 December'],
  ['Talk', '~~9 Nov Jane Doe~~ cancelled|16 Nov Max Muster', '9 Nov Jane Doe cancelled|16 Nov Max Muster'],
  [
    'Talk',
    '~~9 Nov~~|~~Jane Doe~~ annullato|16 Nov ~~14:00~~ 15:00',
    '9 Nov|Jane Doe annullato|16 Nov 15:00',
  ],
  ['Cancelled: Talk', '~~Thursday, 11 December, 15:15~~|Sorry.', 'Thursday, 11 December, 15:15|Sorry.'],
  [
    'Talk',
    '~~Thursday, 11 December, 15:15~~|It had to be cancelled.',
    'Thursday, 11 December, 15:15|It had to be cancelled.',
  ],
  ['Talk', '~~Thursday, 11 December, 15:15~~|Welcome.', '|Welcome.'],
  ['Cancelled: Talk', '~~11 December~~|It is now on 12 December', '|It is now on 12 December'],
  ['Talk', '~~~~~~~~|about ~~ 20 people ~~|a ~ b', '~~~~~~~~|about ~~ 20 people ~~|a ~ b'],
]

test('what is struck out no longer holds, except a talk that is called off beside it', () => {
  for (const [subject, before, after] of rows)
    assert.equal(
      withoutStruck(before.split('|'), subject)
        .map(({ text }) => text.replace(/\s+/g, ' ').trim())
        .join('|'),
      after,
    )
})
