import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { parseAnnouncement } from '../../../src/announcement/parse.ts'
import { factsOf } from '../../../src/talks/talk.ts'

const mail = {
  subject: 'Seminar',
  text: 'Dear all,\n\nFriday, 27 March 2026, 15:15, HG G 19.1\nKarl Gauss (Göttingen)\nA few words that may be a title\n',
  date: '2026-03-16T10:00:00+01:00',
  from: { name: 'Office' },
}

test('a place on condition waits', () => {
  const place = (where: string) =>
    parseAnnouncement(
      {
        ...mail,
        text: `Dear all,\n\nJan Wyss (Basel) talks on Friday, 27 March 2026, at 15:15 in ${where}\n`,
      },
      statlist,
    ).talks[0]?.location?.certainty
  assert.equal(place('HG G 19.1\n\nIf you come, bring a friend.'), 'stated')
  assert.equal(place('HG G 19.1, if it is free'), 'unsure')
  assert.equal(place('HG G 19.1 (provisional)'), 'unsure')
})

test('a reading that is only likely is shown to the admin, and left out of the calendar', () => {
  const bias = (by: number) => ({ ...trained, title: { ...trained.title, bias: by } })
  const [sure] = parseAnnouncement(mail, statlist, bias(9)).talks
  assert.equal(sure?.title?.certainty, 'stated')
  assert.equal(factsOf(sure).title, sure?.title?.value)
  const [unsure] = parseAnnouncement(mail, statlist, { ...trained, title: { bias: 0 } }).talks
  assert.equal(unsure?.title?.certainty, 'unsure')
  assert.equal(factsOf(unsure).title, null)
})

const head = 'All talks take place on Fridays, 15.15 - 16.15 h, at ETH Zurich, HG G 19.1'

/** Text → title, first speaker and place of its talks; what only looks like one is none. */
const fields: [string, string, [string | null, string | null, string | null][]][] = [
  [
    'one of several days is elsewhere',
    `Please find below the programme of the Research Seminar in the autumn\nsemester 2026. ${head} (exception: 27.11., HG E 1.2).\n\n06.11.  Camille Roy, HEC Montréal\n        "Copulas with a memory"\n\n20.11.  Leyla Aksoy, Koç University\n        "Geometry of rank-based dependence"\n\n27.11.  Dario Zanini, USI\n        "Robust filters for the sea"\n`,
    [
      ['Copulas with a memory', 'Camille Roy', 'ETH Zurich, HG G 19.1'],
      ['Geometry of rank-based dependence', 'Leyla Aksoy', 'ETH Zurich, HG G 19.1'],
      ['Robust filters for the sea', 'Dario Zanini', null],
    ],
  ],
  [
    'a semester is no room',
    `Programme of the autumn\nsemester 2026. ${head}.\n\n06.11.  Camille Roy, HEC Montréal\n        "Copulas with a memory"\n\n27.11.  Dario Zanini, USI\n        "Robust filters for the sea"\n`,
    [
      ['Copulas with a memory', 'Camille Roy', 'ETH Zurich, HG G 19.1'],
      ['Robust filters for the sea', 'Dario Zanini', 'ETH Zurich, HG G 19.1'],
    ],
  ],
  [
    'the end of a bracket is no place, and what a link is called no speaker',
    'Jane Doe (ETH) speaks on Friday, 13 November 2026, 2-3pm EST (11am PST, 8pm CET) in 60 Fifth Ave, room 150.\n\nAlle Unterlagen: https://stat.example/wbl\n',
    [[null, 'Jane Doe', '60 Fifth Ave, room 150']],
  ],
]

test('fields, and what only looks like them', () => {
  for (const [name, text, expected] of fields) {
    const { talks } = parseAnnouncement({ ...mail, text, date: '2026-10-16T10:00:00+02:00' }, statlist)
    const found = talks.map(({ title, speakers, location }) => [
      title?.value ?? null,
      speakers[0]?.value.name ?? null,
      location?.value ?? null,
    ])
    assert.deepEqual(found, expected, name)
  }
})
