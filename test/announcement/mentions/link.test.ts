import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'
import { findJoinLink } from '../../../src/announcement/mentions/link.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** Text of a mail → the link to join. */
const rows: [string, string | null][] = [
  ['Zoom: https://ethz.zoom.us/j/123?pwd=abc', 'https://ethz.zoom.us/j/123?pwd=abc'],
  ['Join at https://ethz.zoom.us/j/123.', 'https://ethz.zoom.us/j/123'],
  ['(https://meet.google.com/abc-defg-hij)', 'https://meet.google.com/abc-defg-hij'],
  [
    'Register: https://ethz.zoom.us/webinar/register/WN_1\nJoin: https://ethz.zoom.us/j/123',
    'https://ethz.zoom.us/j/123',
  ],
  ['Registration: https://ethz.zoom.us/webinar/register/WN_1', null],
  ['Recordings: https://ethz.zoom.us/recording/1', null],
  ['New to Zoom? https://support.zoom.us/hc/en-us', null],
  ['Try it: https://zoom.us/test', null],
  ['Tickets: https://www.eventbrite.com/e/webinar-1', null],
  ['More: https://math.ethz.ch/seminar', null],
  ['See you there\n\nBest regards\nJane\nhttps://ethz.zoom.us/my/jane', null],
]

test('the link to join, and links that are for something else', () => {
  for (const [text, expected] of rows) {
    const { lines } = readDocument({
      subject: 'Seminar',
      text,
      date: '2026-03-16T10:00:00+01:00',
      from: { name: 'Office' },
    })
    assert.equal(findJoinLink(lines)?.value ?? null, expected, text)
  }
})

/** What a join link asks for, as it is kept. */
const asked: [string, string | undefined][] = [
  ['Meeting ID: 612 3456 7890\nPasscode: 123456', 'Meeting ID: 612 3456 7890, Passcode: 123456'],
  ['Kenncode: abc, bis bald', 'Kenncode: abc'],
  ['mot de passe : séminaire', 'mot de passe : séminaire'],
  ['The password of my thesis is long.', undefined],
  ['', undefined],
]

test('meeting number and passcode go with the link', () => {
  const readWith = (text: string, link = 'https://ethz.zoom.us/j/61234567890') =>
    parseAnnouncement(
      {
        subject: 'Seminar',
        text: `Speaker: Jane Doe (ETH)\nTitle: A title of five words\nDate: Friday, 11 December 2026, 15:15\nPlace: Zoom ${link}\n${text}\n`,
        date: '2026-12-01T09:00:00+01:00',
        from: { name: 'Office' },
      },
      statlist,
    ).talks[0]?.access
  for (const [text, want] of asked) assert.equal(readWith(text), want, text)
  assert.equal(readWith('Passcode: 123456', ''), undefined, 'of no link')
})
