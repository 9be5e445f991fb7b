import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldChange } from '../../src/talks/talk.ts'
import { changeText } from '../../src/calendar/wording.ts'

/** Field, before, after → what readers are told. */
const rows: [FieldChange['field'], string | null, string | null, string[]][] = [
  ['location', 'HG G 19.1', 'HG G 19.2', ['room HG G 19.1 → HG G 19.2']],
  ['location', 'HG G 19.1', null, ['room HG G 19.1 → –']],
  ['location', null, 'HG G 19.1', []],
  ['start', '2025-09-25T15:15', '2025-09-26T16:15', ['time 25 September 15:15 → 26 September 16:15']],
  ['abstract', 'a', 'b', []],
  ['status', 'confirmed', 'cancelled', []],
  ['status', 'cancelled', 'confirmed', ['takes place after all']],
  ['status', 'postponed', 'confirmed', ['takes place after all']],
  ['status', 'confirmed', 'tentative', []],
  ['status', 'tentative', 'confirmed', []],
]

test('a change in words', () => {
  for (const [field, before, after, expected] of rows)
    assert.deepEqual(
      changeText({ field, before, after, source: '' }),
      expected,
      `${field} ${before} → ${after}`,
    )
})
