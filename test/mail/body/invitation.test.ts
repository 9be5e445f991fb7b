import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMessage } from '../../../src/mail/message.ts'

const calendar = (event: string, method = 'REQUEST', zone = '') =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:${method}\n${zone}BEGIN:VEVENT\nUID:u1\nSUMMARY:Talk\n${event}\nEND:VEVENT\nEND:VCALENDAR\n`
const outlook =
  'BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n'
const read = async (content: string) =>
  readMessage(
    Buffer.from(`Message-ID: <a@b>\nContent-Type: text/calendar; charset=utf-8\n\n${content}`),
    '2026-01-01T00:00:00Z',
  )

/** Lines of a VEVENT → start and end as instants, wall times or days. */
const moments: [string, string, string | null][] = [
  ['DTSTART:20251211T141500Z\nDTEND:20251211T151500Z', '2025-12-11T14:15:00Z', '2025-12-11T15:15:00Z'],
  ['DTSTART;TZID=W. Europe Standard Time:20251211T151500', '2025-12-11T14:15:00Z', null],
  ['DTSTART;TZID=W. Europe Standard Time:20250611T151500', '2025-06-11T13:15:00Z', null],
  ['DTSTART;TZID=Asia/Tokyo:20251211T151500', '2025-12-11T06:15:00Z', null],
  ['DTSTART:20251211T151500\nDURATION:PT45M', '2025-12-11T15:15', '2025-12-11T16:00'],
  ['DTSTART;VALUE=DATE:20251211\nDTEND;VALUE=DATE:20251213', '2025-12-11', '2025-12-12'],
  ['DTSTART;VALUE=DATE:20251211\nDTEND;VALUE=DATE:20251212', '2025-12-11', '2025-12-11'],
]

test('a calendar entry says when', async () => {
  for (const [lines, start, end] of moments) {
    const { invitations } = await read(calendar(lines, 'REQUEST', outlook))
    assert.deepEqual(
      invitations.map((one) => [one.start, one.end]),
      [[start, end]],
      lines,
    )
  }
})

test('a letter that is folded in two is whole', async () => {
  const folded = Buffer.from(calendar('DTSTART:20251211T141500Z').replace('Talk', 'Zürich'))
  const at = folded.indexOf(0xc3) + 1
  const source = Buffer.concat([folded.subarray(0, at), Buffer.from('\r\n '), folded.subarray(at)])
  assert.equal((await read(source.toString('latin1'))).invitations[0]?.summary, 'ZÃ¼rich')
  const message = await readMessage(
    Buffer.concat([Buffer.from('Message-ID: <a@b>\nContent-Type: text/calendar\n\n'), source]),
    '2026-01-01T00:00:00Z',
  )
  assert.equal(message.invitations[0]?.summary, 'Zürich')
})

test('an entry may be cancelled, repeat, or be none', async () => {
  const start = 'DTSTART:20251211T141500Z'
  assert.equal((await read(calendar(start, 'CANCEL'))).invitations[0]?.cancelled, true)
  assert.equal((await read(calendar(`${start}\nSTATUS:CANCELLED`))).invitations[0]?.cancelled, true)
  assert.equal((await read(calendar(`${start}\nRRULE:FREQ=WEEKLY;COUNT=3`))).invitations[0]?.recurs, true)
  for (const none of [
    calendar(start, 'REPLY'),
    calendar('DTSTART:x'),
    calendar(''),
    'BEGIN:VCALENDAR\nBEGIN:V',
  ]) {
    const { invitations, holds } = await read(none)
    assert.deepEqual([invitations, holds], [[], ['a calendar entry']], none)
  }
})

test('mails about one entry are a thread', async () => {
  const { references } = await read(calendar('DTSTART:20251211T141500Z'))
  assert.deepEqual(references, ['calendar:u1'])
})
