import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'
import { findJoinLink, findLinks } from '../../../src/announcement/mentions/link.ts'
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

/** Text of a mail → its links beside joining. */
const links: [string, Record<string, string>][] = [
  ['Registration: https://x.example/register', { registration: 'https://x.example/register' }],
  ['Please register here: https://forms.example/a.', { registration: 'https://forms.example/a' }],
  [
    'Anmeldung unter https://x.example/anmeldung (bis 3. Mai)',
    { registration: 'https://x.example/anmeldung' },
  ],
  ['Inscription :\nhttps://x.example/ins', { registration: 'https://x.example/ins' }],
  ['Programme and registration: https://x.example/ws', { registration: 'https://x.example/ws' }],
  [
    'Programm: https://x.example/p.pdf\nMore information: https://x.example/',
    { programme: 'https://x.example/p.pdf', website: 'https://x.example/' },
  ],
  ['Website: https://one.example/\nWebsite: https://two.example/', { website: 'https://one.example/' }],
  // What is for joining, or for nothing that is asked for.
  ['Join: https://ethz.zoom.us/j/123', {}],
  ['Information: https://ethz.zoom.us/j/123', {}],
  [
    'Registration: https://ethz.zoom.us/webinar/register/WN_1',
    { registration: 'https://ethz.zoom.us/webinar/register/WN_1' },
  ],
  ['We prove it in https://arxiv.org/abs/2101.00001', {}],
  ['https://x.example/', {}],
  ['For details of the parking in the garage see https://parking.example/', {}],
  [
    'We register all patients of the clinic, and the results of the study are described in the paper https://doi.org/1',
    {},
  ],
  ['Registration: javascript:alert(1)', {}],
]

test('links to register, to the programme, to the website', () => {
  for (const [text, expected] of links) {
    const { lines } = readDocument({
      subject: 'Seminar',
      text,
      date: '2026-03-16T10:00:00+01:00',
      from: { name: 'Office' },
    })
    assert.deepEqual(findLinks(lines), expected, text)
  }
})
