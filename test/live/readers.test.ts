import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { renderFeed } from '../../src/calendar/feed.ts'
import { makeEvent } from '../support/events.ts'
import { readers } from '../support/readers.ts'
import { sampleEvents } from '../support/talks.ts'

function expected(events: readonly CalendarEvent[]) {
  return events
    .map(({ uid, start, end, summary }) => ({ uid, start, end, summary }))
    .toSorted((a, b) => (a.uid < b.uid ? -1 : 1))
}

const hard = [
  makeEvent({
    uid: 'a@x',
    summary: 'Jürg Üetli: „Größe“, naïve; Zürich\\Bern 🎲 – 中文 ' + 'lang '.repeat(30).trim(),
  }),
  makeEvent({
    uid: 'b@x',
    start: '2026-03-29T01:30',
    end: '2026-03-29T03:30',
    summary: 'over the clock change in spring',
  }),
  makeEvent({ uid: 'c@x', start: '2026-10-25T01:30', end: '2026-10-25T04:30', summary: 'and in autumn' }),
  makeEvent({
    uid: 'd@x',
    start: '2026-07-01T15:15',
    end: '2026-07-01T16:15',
    summary: 'in summer',
    location: 'a, b; c\\d',
  }),
]

for (const [name, read] of Object.entries(readers)) {
  test(`${name} reads the same talks and times`, async () => {
    for (const events of [await sampleEvents('2026-11-23'), hard]) {
      const found = read(renderFeed(events, statlist)).toSorted((a, b) => (a.uid < b.uid ? -1 : 1))
      assert.deepEqual(found, expected(events))
    }
  })
}
