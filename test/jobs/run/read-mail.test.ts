import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMail } from '../../support/read-mail.ts'

const mailOf = (when: string) =>
  Buffer.from(
    `From: Office <office@math.example>\nSubject: Seminar\nMessage-ID: <a@b>\nDate: Mon, 07 Dec 2026 22:00:00 +0100\n\nSpeaker: Jane Doe (ETH)\nTitle: A title of five words\nWhen: ${when}\nPlace: HG G 19.1\n`,
  )

/** When it is told → when it arrived → whether a human is asked. */
const rows: [string, string, string, boolean][] = [
  ['a whole date, a day late', 'Friday, 11 December 2026, 15:15', '2026-12-09T08:00:00Z', false],
  ['tomorrow, on the same day', 'tomorrow, 15:15', '2026-12-07T21:30:00Z', false],
  ['tomorrow, a day late', 'tomorrow, 15:15', '2026-12-08T09:00:00Z', true],
  ['a weekday, within the same week', 'this Friday, 15:15', '2026-12-08T09:00:00Z', false],
  ['tomorrow, copied from another mailbox', 'tomorrow, 15:15', '2027-03-01T09:00:00Z', false],
]

test('where Date and arrival mean two days, a human says which', async () => {
  for (const [name, when, arrivedAt, asks] of rows) {
    const { announcement } = await readMail(mailOf(when), arrivedAt, { arrivedAt })
    const doubts = announcement?.talks.flatMap((talk) => talk.doubts) ?? []
    assert.equal(announcement?.talks.length, 1, name)
    assert.equal(
      doubts.some((doubt) => doubt.includes('which day is meant')),
      asks,
      `${name}: ${doubts.join()}`,
    )
  }
  const imported = await readMail(mailOf('tomorrow, 15:15'), '2026-12-09T08:00:00Z')
  assert.deepEqual(imported.announcement?.talks[0]?.doubts, [])
})
