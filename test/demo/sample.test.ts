import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { readMail } from '../support/read-mail.ts'
import { fold } from '../../src/talks/fold.ts'
import type { StoredReading } from '../../src/talks/reading.ts'
import { sampleMails } from '../../src/demo/sample.ts'

test('the sample mails of the demo: twenty talks, a new room, one cancelled, five that wait, on any day', async () => {
  for (const today of ['2026-01-01', '2026-03-25', '2026-06-17', '2026-10-20', '2028-02-24']) {
    const messages = await Promise.all(
      sampleMails(Temporal.PlainDate.from(today)).map(async (mail) => readMail(Buffer.from(mail.source))),
    )
    const readings = messages.map((read, at) => ({
      key: read.message.key,
      number: at + 1,
      ...(JSON.parse(readingOf(read, statlist).announcement!) as StoredReading),
    }))
    const { talks, waiting } = fold(readings)
    assert.equal(talks.length, 20, today)
    assert.deepEqual(
      waiting.map(({ subject }) => subject.replace('[Statlist] ', '').slice(0, 24)),
      [
        'Seminar: Shrinkage witho',
        'Seminar: Copulas at the ',
        'Room change: ETH-FDS Sem',
        'Talk by Lucie Perrin, Un',
        'CANCELLED: Privacy and t',
      ],
      `${today}: ${JSON.stringify(waiting.map(({ subject, reasons }) => [subject, reasons]))}`,
    )
    assert.deepEqual(
      talks.filter((talk) => talk.status !== 'confirmed').map((talk) => [talk.title, talk.status]),
      [['Volatility seen from afar', 'cancelled']],
      today,
    )
    assert.deepEqual(
      talks
        .filter((talk) => talk.sequence > 0)
        .map((talk) => talk.location)
        .toSorted((a, b) => (a! < b! ? -1 : 1)),
      ['EPFL, MA A1 12', 'ETH Zurich, HG E 3'],
      today,
    )
  }
})
