import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addLinksOf } from '../../src/web/add-links.ts'
import { makeEvent } from '../support/events.ts'

/** Start, end → what Google and Outlook are told. */
const rows: [string, string, string, [string, string]][] = [
  [
    '2026-12-16T15:15',
    '2026-12-16T16:15',
    '20261216T151500/20261216T161500',
    ['2026-12-16T14:15:00Z', '2026-12-16T15:15:00Z'],
  ],
  [
    '2026-07-16T15:15',
    '2026-07-16T16:15',
    '20260716T151500/20260716T161500',
    ['2026-07-16T13:15:00Z', '2026-07-16T14:15:00Z'],
  ],
  ['2026-12-16', '2026-12-18', '20261216/20261219', ['2026-12-16', '2026-12-19']],
]

for (const [start, end, dates, [from, to]] of rows)
  test(`${start} to ${end} is the same in Google and Outlook`, () => {
    const event = { ...makeEvent({}, {}), start, end, location: 'HG & more', summary: 'A?b=c&d' }
    const links = addLinksOf(event)
    const asked = new URL(links.get('google')!).searchParams
    assert.deepEqual([asked.get('dates'), asked.get('ctz')], [dates, 'Europe/Zurich'])
    for (const name of ['outlook', 'outlook-home']) {
      const { searchParams } = new URL(links.get(name)!)
      assert.deepEqual([searchParams.get('startdt'), searchParams.get('enddt')], [from, to])
      assert.equal(searchParams.get('allday'), start.includes('T') ? null : 'true')
    }
    assert.deepEqual([asked.get('text'), asked.get('location')], ['A?b=c&d', 'HG & more'])
  })
