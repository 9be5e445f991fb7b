import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

/** Text of a mail → day and title of each event. */
const rows: [string, string, [string, string | undefined][]][] = [
  [
    'labels below each title, a blank line between the events',
    'Sequence analysis\n  Teacher: Jan Wyss (Basel)\n  Dates: 13-15 April 2026\n  Place: Room 5899\n  Price: 450.-\n\nComplex surveys\n  Teacher: Ida Roth (Bern)\n  Dates: 20 April 2026, 9:00\n  Place: online\n  Price: 300.-\n',
    [
      ['2026-04-13', 'Sequence analysis'],
      ['2026-04-20', 'Complex surveys'],
    ],
  ],
  [
    'the same labels for each, without a blank line',
    'Title: Sequences\nSpeaker: Jan Wyss (Basel)\nDate: 13 April 2026, 15:15\nPlace: HG G 19.1\nTitle: Surveys\nSpeaker: Ida Roth (Bern)\nDate: 20 April 2026, 15:15\nPlace: HG G 19.2\n',
    [
      ['2026-04-13', 'Sequences'],
      ['2026-04-20', 'Surveys'],
    ],
  ],
  [
    'labels below each date',
    'Date: 13 April 2026, 15:15\nSpeaker: Jan Wyss (Basel)\nTitle: Sequences\n\nDate: 20 April 2026, 15:15\nSpeaker: Ida Roth (Bern)\nTitle: Surveys\n',
    [
      ['2026-04-13', 'Sequences'],
      ['2026-04-20', 'Surveys'],
    ],
  ],
]

test('which lines are whose event’s', () => {
  for (const [name, text, expected] of rows) {
    const mail = { subject: 'Two courses', text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } }
    const { talks } = parseAnnouncement(mail, statlist)
    assert.deepEqual(
      talks.map(({ start, title }) => [start.value.slice(0, 10), title?.value]),
      expected,
      name,
    )
  }
})
