import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/profile.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

function doubtsOf(text: string, subject = 'Seminar', date = '2026-03-16T10:00:00+01:00'): string[][] {
  return parseAnnouncement(
    { subject, text, date, from: { name: 'Office', address: 'office@math.example' } },
    statlist,
  ).talks.map((talk) => talk.doubts)
}

const talk = (when: string) =>
  `Speaker: Jane Doe (ETH)\nTitle: A title of five words\nDate: ${when}\nPlace: HG G 19.1\n`

/** Mail → the doubt that holds it back. */
const held: [string, string, string, RegExp][] = [
  ['the weekday contradicts the date', talk('Thursday, 27 March 2026, 15:15'), 'Seminar', /weekday/],
  ['the year is inferred far away', talk('27 February, 15:15'), 'Seminar', /far away/],
  ['the hour may be morning or evening', talk('Friday, 27 March 2026, 7.30'), 'Seminar', /hour/],
  ['in the night', talk('Friday, 27 March 2026, 03:15'), 'Seminar', /hour/],
  ['two years ahead', talk('Monday, 27 March 2028, 15:15'), 'Seminar', /far away/],
  ['before the mail', talk('Friday, 13 March 2026, 15:15'), 'Seminar', /before the mail/],
  [
    'the subject names another day',
    talk('Friday, 27 March 2026, 15:15'),
    'Seminar by Jane Doe, 20 March 2026',
    /subject says/,
  ],
  [
    'the subject names another hour',
    talk('Friday, 27 March 2026, 15:15'),
    'Seminar by Jane Doe, 27 March 2026, 16:15',
    /two times/,
  ],
  [
    'the hour that the clock change leaves out',
    talk('Sunday, 29 March 2026, 02:30'),
    'Seminar',
    /clock change/,
  ],
  ['day and month the other way round', talk('4/3/2027, 15:15'), 'Seminar', /other way round/],
  [
    'neither title nor speaker, in a sentence',
    'The next thing will take place on Friday, 27 March 2026 at 15:15.',
    'News',
    /neither title nor speaker/,
  ],
  [
    'a day only, in a sentence',
    'The workshop "Five words make a title" will be held on 27 March 2026.',
    'Workshop',
    /only a day/,
  ],
  [
    'in a forwarded mail only',
    `FYI\n\n---------- Forwarded message ---------\nFrom: x <x@y.example>\nDate: Mon, 2 Mar 2026 at 10:00\nTo: z\n\n${talk('Friday, 27 March 2026, 15:15')}${'An abstract of some length. '.repeat(8)}`,
    'Fwd: Seminar',
    /quoted mail/,
  ],
]

test('what a human would want to see first is held', () => {
  for (const [name, text, subject, pattern] of held)
    assert.match(doubtsOf(text, subject).flat().join('; '), pattern, name)
})

const clear = [
  talk('Friday, 27 March 2026, 15:15'),
  talk('27 March, 15.15 h'),
  talk('27.3.2026, 14 c.t.'),
  'Dear all,\n\non Friday, March 27, at 2pm Jane Doe (ETH) will give a talk on "A title of five words" in HG G 19.1.\n',
]

test('what is plain is published', () => {
  for (const text of clear) assert.deepEqual(doubtsOf(text), [[]], text)
})

const nothing: [string, string][] = [
  ['PhD position in Statistics', 'Start: 1 September 2026. Applications until Friday, 27 March 2026, 12:00.'],
  ['Call for abstracts', 'The deadline is Friday, 27 March 2026, 23:59.'],
  ['Registration', 'Please register until Friday, 27 March 2026, 12:00.'],
  ['New package', 'Version 2.0 was released on Monday, 16 March 2026, 10:00.'],
  ['Report', 'The meeting took place on Friday, 13 February 2026, 14:00 in Bern.'],
  [
    'Re: Seminar',
    `Is there a recording?\n\n> ${talk('Friday, 27 March 2026, 15:15').replaceAll('\n', '\n> ')}`,
  ],
]

test('what is no event gives none', () => {
  for (const [subject, text] of nothing) assert.deepEqual(doubtsOf(text, subject), [], subject)
})
