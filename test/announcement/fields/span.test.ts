import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

/** Date and hour of a talk → start, end, and a zone that is not the list's own (Zurich). */
const rows: [string, string, string | null, string | null][] = [
  ['Friday, 27 March 2026, 15:15', '2026-03-27T15:15', null, null],
  ['Friday, 27 March 2026, 15:15 - 16:45', '2026-03-27T15:15', '2026-03-27T16:45', null],
  ['Friday, 27 March 2026, 20:00 - 24:00', '2026-03-27T20:00', '2026-03-28T00:00', null],
  ['Friday, 27 March 2026', '2026-03-27', null, null],
  ['24 - 28 August 2026', '2026-08-24', '2026-08-28', null],
  [
    'from Monday, 30 March 2026, 13:00 until Wednesday, 1 April 2026, 12:00',
    '2026-03-30T13:00',
    '2026-04-01T12:00',
    null,
  ],
  [
    'Montag, 30. März 2026, 13.00 Uhr bis Mittwoch, 1. April, 12.00 Uhr',
    '2026-03-30T13:00',
    '2026-04-01T12:00',
    null,
  ],
  ['Friday, 27 March 2026, 15:15 CET', '2026-03-27T15:15', null, null],
  ['Friday, 27 March 2026, 15:15 (Swiss time)', '2026-03-27T15:15', null, null],
  ['Friday, 27 March 2026, 15:15 local time', '2026-03-27T15:15', null, null],
  ['Friday, 27 March 2026, 10:00 EDT', '2026-03-27T10:00', null, 'America/New_York'],
  ['Friday, 27 March 2026, 15:15 (UK time)', '2026-03-27T15:15', null, 'Europe/London'],
]

test('start, end and zone of a talk', () => {
  for (const [when, start, end, zone] of rows) {
    const { talks } = parseAnnouncement(
      {
        subject: 'Seminar',
        text: `Speaker: Jane Doe (ETH)\nTitle: Trees and forests\nDate: ${when}\nPlace: HG G 19.1\n`,
        date: '2026-03-16T10:00:00+01:00',
        from: { name: 'Office' },
      },
      statlist,
    )
    assert.deepEqual(
      talks.map((talk) => [talk.start.value, talk.end?.value ?? null, talk.timeZone?.value ?? null]),
      [[start, end, zone]],
      when,
    )
  }
})
