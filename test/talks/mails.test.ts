import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { summaryOf } from '../../src/calendar/wording.ts'
import { readMail } from '../support/read-mail.ts'

/** An announcement, word for word as secretaries write them. */
const announced = [
  'ETH/UZH Research Seminar by Weijie Su, 16.12.2022',
  '"Some Geometric Patterns of Deep Neural Networks"\nWeijie Su, University of Pennsylvania\n\nTime: Friday, 16.12.2022 at 15.15 h\nPlace: ETH Zurich, HG G 19.1',
] as const

const su = 'Weijie Su: Some Geometric Patterns of Deep Neural Networks'

/** What comes after it → each talk's summary, start and room. */
const rows: [string, (readonly [string, string])[], [string, string, string | null][]][] = [
  [
    'postponed without a date',
    [
      [
        'ETH/UZH Research Seminar by Weijie Su, 16.12.2022 - postponed',
        'Dear all,\nthe talk by Weijie Su on Friday, 16.12.2022 is postponed. A new date will be announced later.\n\nBest regards',
      ],
    ],
    [[`POSTPONED: ${su}`, '2022-12-16T15:15', 'ETH Zurich, HG G 19.1']],
  ],
  [
    'verschoben, und dann das neue Datum',
    [
      [
        'Vortrag von Weijie Su vom 16.12.2022 verschoben',
        'Liebe alle,\nder Vortrag von Weijie Su am Freitag, 16.12.2022, wird verschoben. Ein neuer Termin folgt.\n\nFreundliche Grüsse',
      ],
      [
        'ETH/UZH Research Seminar by Weijie Su, 20.1.2023',
        '"Some Geometric Patterns of Deep Neural Networks"\nWeijie Su, University of Pennsylvania\n\nTime: Friday, 20.1.2023 at 15.15 h\nPlace: ETH Zurich, HG G 19.1',
      ],
    ],
    [[`New time: ${su}`, '2023-01-20T15:15', 'ETH Zurich, HG G 19.1']],
  ],
  [
    'moved online',
    [
      [
        'ETH/UZH Research Seminar by Weijie Su, 16.12.2022 - online only',
        'Dear all,\nthe talk by Weijie Su on Friday, 16.12.2022 at 15.15 will take place online only, via Zoom: https://ethz.zoom.us/j/123\n\nBest regards',
      ],
    ],
    [[`Now online: ${su}`, '2022-12-16T15:15', null]],
  ],
  [
    'a link beside the room',
    [
      [
        'Zoom link: ETH/UZH Research Seminar by Weijie Su, 16.12.2022',
        'Dear all,\nthe talk by Weijie Su on Friday, 16.12.2022 at 15.15 can also be followed online: https://ethz.zoom.us/j/123\n\nBest regards',
      ],
    ],
    [[su, '2022-12-16T15:15', 'ETH Zurich, HG G 19.1']],
  ],
  [
    'another speaker',
    [
      [
        'Change of speaker: ETH/UZH Research Seminar, 16.12.2022',
        'Dear all,\nplease note that the speaker has changed.\n\n"Another fine title of a talk"\n\nJane Doe, University of Basel\n\nTime: Friday, 16.12.2022 at 15.15 h\nPlace: ETH Zurich, HG G 19.1\n\nBest regards',
      ],
    ],
    [['Jane Doe: Another fine title of a talk', '2022-12-16T15:15', 'ETH Zurich, HG G 19.1']],
  ],
  [
    'a new hour',
    [
      [
        'Time change: ETH/UZH Research Seminar by Weijie Su, 16.12.2022',
        'Please note the new time:\n\n"Some Geometric Patterns of Deep Neural Networks"\nWeijie Su, University of Pennsylvania\n\nTime: Friday, 16.12.2022 at 16.15 h\nPlace: ETH Zurich, HG G 19.1',
      ],
    ],
    [[`New time: ${su}`, '2022-12-16T16:15', 'ETH Zurich, HG G 19.1']],
  ],
]

const empty = await readMail(Buffer.from('Subject: x\n\nx'))

async function readingsOf(mails: readonly (readonly [string, string])[]): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const [at, [subject, body]] of mails.entries()) {
    const source = `From: Office <office@math.example>\nSubject: [Statlist] ${subject}\nDate: Mon, 0${at + 5} Dec 2022 09:00:00 +0100\nMessage-ID: <${at}@x>\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`
    const read = await readMail(Buffer.from(source))
    const { announcement } = readingOf(read, statlist)
    readings.push({ key: read.message.key, number: at + 1, ...(JSON.parse(announcement!) as StoredReading) })
  }
  return readings
}

for (const [name, mails, talks] of rows)
  test(name, async () => {
    const folded = fold(await readingsOf([announced, ...mails]))
    assert.deepEqual(
      folded.talks.map((talk) => [summaryOf(talk), talk.start, talk.location]),
      talks,
      JSON.stringify(folded.waiting.map(({ reasons }) => reasons)),
    )
  })

test('the list’s own address is nobody’s: it may not change what others announced', () => {
  const message = {
    ...empty.message,
    from: { name: 'Evil via Statlist', address: 'statlist@stat.math.ethz.ch' },
  }
  const { announcement } = readingOf({ ...empty, message }, statlist)
  assert.equal((JSON.parse(announcement!) as StoredReading).from, 'evil')
})
