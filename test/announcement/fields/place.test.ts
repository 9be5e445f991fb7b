import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { isDenied } from '../../../src/announcement/fields/denied-place.ts'
import { shorterPlaces } from '../../../src/announcement/fields/place-cuts.ts'
import { isCountry } from '../../../src/announcement/mentions/country.ts'
import { placeCandidates } from '../../../src/announcement/fields/place-candidates.ts'
import { scopeOf } from '../../../src/announcement/fields/scope.ts'
import { splitSections } from '../../../src/announcement/items/sections.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { announcedWhens, parseAnnouncement } from '../../../src/announcement/parse.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** What a longer text may be cut to, by what is cut. */
const cuts: [string, string, string][] = [
  ['Room: MC 108', 'head', 'MC 108'],
  ['(45 minutes + discussion), HSG 23-105', 'head', 'HSG 23-105'],
  ['HG E 3 (bring an identity card)', 'bracket', 'HG E 3'],
  ['room 00.003: Yann Prigent (Nantes)', 'person', 'room 00.003'],
  ['salle 106 — Sabine Jourdan', 'person', 'salle 106'],
  ['same room as usual, HG D 16.2', 'first piece', 'HG D 16.2'],
  ['5101 Tolman Hall, 11am-12', 'time', '5101 Tolman Hall'],
  ['B78 Seminar Statistik', 'behind the room', 'B78'],
  [
    'room A.4.1 (University of Science) the lecture',
    'behind a bracket',
    'room A.4.1 (University of Science)',
  ],
]

test('a place is cut where a remark, a person or an hour begins', () => {
  for (const [text, cut, value] of cuts)
    assert.ok(
      shorterPlaces(text).some((one) => one.cut === cut && one.value === value),
      `${text}: ${JSON.stringify(shorterPlaces(text))}`,
    )
  for (const whole of [
    'ETH Zurich, HG G 19.1',
    'Zitna 25, seminar room, 3rd floor',
    'Aula (Via del Collegio Ricci 10)',
  ])
    assert.deepEqual(shorterPlaces(whole), [], whole)
})

test('a country is known in five languages, a person or a town is none', () => {
  for (const country of ['Austria', 'Österreich', 'Autriche', 'Spagna', 'TX', 'UK'])
    assert.ok(isCountry(country), country)
  for (const other of ['Vienna', 'Jordan Smith', 'tx', 'Statistics']) assert.ok(!isCountry(other), other)
})

const placesIn = (text: string) =>
  parseAnnouncement(
    { subject: 'Seminars', text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } },
    statlist,
  ).talks.map(({ location }) => location)

const rows =
  'Tuesday, 24 March 2026, 15:15\nSpeaker: Jan Wyss (Basel)\nTitle: Medians of trees\n\nTuesday, 31 March 2026, 15:15\nSpeaker: Ada Brunner (Bern)\nTitle: Means of forests\n'

/** Said before or after the rows of two talks → the place of each. */
const shared: [string, string, string | null][] = [
  ['two seminars are coming up, both in HG G 43.', '', 'HG G 43'],
  ['two seminars are coming up.', 'Both are in the Palazzo Nuovo, room 3.', 'Palazzo Nuovo, room 3'],
  ['two seminars are coming up.', '', null],
]

test('a place that is said once for all is that of each', () => {
  for (const [before, after, place] of shared)
    assert.deepEqual(
      placesIn(`Dear all,\n\n${before}\n\n${rows}\n\n${after}\n`).map((found) => found?.value ?? null),
      [place, place],
      `${before} … ${after}`,
    )
})

test('a room beside the day is that of each talk below it', () => {
  const places = placesIn(
    'Dear all,\n\non Thursday, April 16, 2026 the Department of Decision Sciences hosts two talks\nin Room 3-E4-SR03, via Röntgen 1, Milano.\n\n12:00-13:00  Jan Wyss (Basel)\n"Medians of trees"\n\n14:30-15:30  Ida Roth (Bern)\n"Means of forests"\n\nLunch for speakers and hosts is at 13:15 (Dehors).\n',
  )
  assert.deepEqual(
    places.map((place) => place?.value),
    ['Room 3-E4-SR03, via Röntgen 1, Milano', 'Room 3-E4-SR03, via Röntgen 1, Milano'],
  )
})

test('a room that a talk has left is no reading of its place', () => {
  const document = readDocument({
    subject: 'Room change',
    text: 'The talk by Jan Wyss (Basel) on Tuesday, 24 March at 2.15pm will NOT take place in MA A1 10, but in CM 1 113.\n',
    date: '2026-03-16T10:00:00+01:00',
    from: { name: 'Office' },
  })
  const { whens, subject } = announcedWhens(document, trained)
  const [section] = splitSections(document, whens, trained)
  assert.ok(section)
  const found = placeCandidates(scopeOf(document, section), subject, null).map(({ value }) => value.value)
  assert.deepEqual([found.includes('CM 1 113'), found.includes('MA A1 10')], [true, false])
})

test('a row whose mark means another room is there', () => {
  const list = (note: string) =>
    `We meet on Mondays, 1.05pm, in Room 3.14, Westland Buildings, unless marked *.\n\nDate      Speaker               Title\n23 March  Jan Wyss (Basel)      Medians of trees\n30 March* Ida Roth (Bern)       Means of forests\n 6 April  Ann Moor (Kiel)       Modes of meadows\n\n${note}\n`
  const [first, second, third] = placesIn(
    list('* in Lecture Theatre Q014, Pearse Street (we share with Economics)'),
  )
  assert.match(first?.value ?? '', /^Room 3\.14/)
  assert.equal(second?.value, 'Lecture Theatre Q014, Pearse Street')
  assert.match(third?.value ?? '', /^Room 3\.14/)
  const [, unmarked] = placesIn(list('* this talk is in German'))
  assert.match(unmarked?.value ?? '', /^Room 3\.14/)
  const [, listed] = placesIn(list('* in Lecture Theatre Q014, Pearse Street\n* in Room 9'))
  assert.match(listed?.value ?? '', /^Room 3\.14/)
})

test('money, a person and where that person works are no place', () => {
  for (const text of [
    'Dear all,\n\nJan Wyss talks on Tuesday, 24 March 2026, 15:15. The course costs CHF 500.\n',
    'Tuesday, 24 March 2026, 15:15\nAda Brunner, University of Bern\nMedians of trees\n',
  ])
    assert.ok(
      placesIn(text).every((place) => place === null || place.certainty === 'unsure'),
      text,
    )
})

/** What a mail says of a room → whether it says that the talk is not there. */
const denied: [string, string, boolean][] = [
  ['The talk will NOT take place in MA A1 10, but in CM 1 113.', 'MA A1 10', true],
  ['The talk will NOT take place in MA A1 10, but in CM 1 113.', 'CM 1 113', false],
  ['Der Vortrag findet nicht im HG E 3, sondern im HG G 43 statt.', 'HG E 3', true],
  ['Der Vortrag findet nicht im HG E 3, sondern im HG G 43 statt.', 'HG G 43', false],
  ['Der Vortrag findet am Dienstag statt im HG G 43', 'HG G 43', false],
  ['We meet in HG G 43 instead of HG E 3.', 'HG E 3', true],
  ['La séance aura lieu en salle 106 au lieu de la salle 108', 'salle 106', false],
  ['La séance aura lieu en salle 106 au lieu de la salle 108', 'salle 108', true],
  ['HG E 3 is closed, so we do not meet in HG E 3. The next talk is in HG E 3.', 'HG E 3', false],
  ['Do not miss it: HG G 43', 'HG G 43', false],
]

test('a room that is named only to say that it is another one is no place', () => {
  for (const [text, place, expected] of denied)
    assert.equal(
      isDenied(
        readDocument({
          subject: 'Seminar',
          text,
          date: '2026-03-16T10:00:00+01:00',
          from: { name: 'Office' },
        }),
        place,
      ),
      expected,
      `${place} in: ${text}`,
    )
})
