import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueOf } from '../../src/talks/due.ts'
import type { Waiting } from '../../src/talks/reading.ts'

const today = '2026-12-10'
const item = (start: string | null, date = '2026-12-01T08:00:00+01:00', field: Waiting['field'] = null) =>
  ({ start, date, field }) as Waiting

/** What waits → whether it is told once more. */
const rows: [string, Waiting, 'soon' | 'missed' | null][] = [
  ['in three days', item('2026-12-13T15:15'), null],
  ['in two', item('2026-12-12T15:15'), 'soon'],
  ['today', item('2026-12-10'), 'soon'],
  ['yesterday', item('2026-12-09T15:15'), 'missed'],
  ['long ago', item('2026-11-09T15:15', '2026-11-01T08:00:00+01:00'), null],
  ['over when its mail was written', item('2026-12-09T15:15', '2026-12-10T08:00:00+01:00'), null],
  ['without a day', item(null), null],
  ['only a field of what is published', item('2026-12-12T15:15', undefined, 'title'), null],
]

test('what waits while its day comes is told again, and once past it was missed', () => {
  for (const [name, waiting, want] of rows) {
    const { soon, missed } = dueOf([waiting], today)
    assert.equal(soon.length > 0 ? 'soon' : missed.length > 0 ? 'missed' : null, want, name)
  }
})
