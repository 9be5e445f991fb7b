import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { readMail } from '../../jobs/run/read-mail.ts'
import { readMessage } from '../../src/mail/message.ts'

const text = (hour: string) =>
  `Speaker: Jane Doe (ETH)\nTitle: Robust estimation\nDate: Thursday, 11 December 2025\nTime: ${hour}\nPlace: ETH Zurich, HG G 19.1\n`
const entry = (event: string, method = 'REQUEST') =>
  `BEGIN:VCALENDAR\nMETHOD:${method}\nBEGIN:VEVENT\nUID:u1\nSUMMARY:Jane Doe (ETH): Robust estimation\nDTSTART:20251211T141500Z\n${event}LOCATION:ETH Zurich\\, HG G 19.1\nEND:VEVENT\nEND:VCALENDAR\n`
const teams =
  'Microsoft Teams meeting\nJoin: https://teams.microsoft.com/l/meetup-join/19\nMeeting ID: 312 555 210 11\nPasscode: kQ7tZ\n'

const read = async (body: string, calendar: string) => {
  const source = `Message-ID: <a@b>\nFrom: x <x@y.example>\nSubject: [Statlist] Research seminar\nDate: Wed, 26 Nov 2025 09:12:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n${body}\n--b\nContent-Type: text/calendar\n\n${calendar}--b--\n`
  const message = await readMessage(Buffer.from(source), '2026-01-01T00:00:00Z')
  return readMail(statlist, message).announcement?.talks ?? []
}

/** Text and calendar part → start, and what is doubted; the entry says 15:15 in Zurich. */
const rows: Record<string, [string, string, string, RegExp | null]> = {
  'both say the same': [text('15:15'), entry(''), '2025-12-11T15:15', null],
  'they differ': [text('14:15'), entry(''), '2025-12-11T14:15', /its calendar entry says 2025-12-11 15:15/],
  'the entry is cancelled, the text is not': [
    text('15:15'),
    entry('', 'CANCEL'),
    '2025-12-11T15:15',
    /is cancelled/,
  ],
  'the entry repeats': [text('15:15'), entry('RRULE:FREQ=WEEKLY\n'), '2025-12-11T15:15', /repeats/],
  'the entry alone': ['', entry('DTEND:20251211T151500Z\n'), '2025-12-11T15:15', null],
  'the entry, and how to dial in': [teams, entry(''), '2025-12-11T15:15', null],
}

test('a calendar part must agree with the text, and stands in where there is none', async () => {
  for (const [name, [body, calendar, start, doubt]] of Object.entries(rows)) {
    const talks = await read(body, calendar)
    assert.deepEqual(
      talks.map((talk) => [talk.start.value, talk.title?.value, talk.location?.value]),
      [[start, 'Robust estimation', 'ETH Zurich, HG G 19.1']],
      name,
    )
    const told = talks[0]?.doubts.join('; ') ?? ''
    if (doubt === null) assert.equal(told, '', name)
    else assert.match(told, doubt, name)
  }
})

test('an entry that is cancelled cancels where the text says nothing', async () => {
  assert.equal((await read('', entry('', 'CANCEL')))[0]?.status.value, 'cancelled')
})
