import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

/** Body of a mail → the days of its talks that are called off without any doubt. */
const rows: [string, string[]][] = [
  ['The seminar takes place on Wednesday, 25 March 2026 at 16:15.', []],
  ['The seminar on Wednesday, 25 March 2026 at 16:15 is cancelled.', ['2026-03-25']],
  ['We have to cancel the colloquium. The next one takes place on Wednesday, 25 March 2026 at 16:15.', []],
  [
    'Seminar on Wednesday, 25 March 2026, 16:15, HG G 19.1. L’incontro di aprile è annullato, ci rivediamo in maggio.',
    [],
  ],
  ['Seminar on Wednesday, 25 March 2026, 16:15, HG G 19.1. The April meeting is cancelled.', []],
  [
    'Seminar on Wednesday, 25 March 2026, 16:15, HG G 19.1. The meeting of March is cancelled.',
    ['2026-03-25'],
  ],
  [
    'Das Kolloquium ist abgesagt. Das nächste Kolloquium findet am Mittwoch, 25. März 2026 um 16.15 Uhr statt.',
    [],
  ],
]

test('which talk is surely called off', () => {
  for (const [text, expected] of rows) {
    const { talks } = parseAnnouncement(
      {
        subject: 'Colloquium',
        text: `Dear all,\n\n${text}\n`,
        date: '2026-03-11T10:00:00+01:00',
        from: { name: 'Office' },
      },
      statlist,
    )
    assert.equal(talks.length, 1, text)
    assert.deepEqual(
      talks
        .filter(({ status }) => status.value === 'cancelled' && status.certainty === 'stated')
        .map(({ start }) => start.value.slice(0, 10)),
      expected,
      text,
    )
  }
})

/** Items of a programme → the status of each. */
const programmes: [string, string[]][] = [
  ['24 March, 16:15: Jan Wyss\n26 March, 16:15: Ida Roth, tbc', ['confirmed', 'tentative']],
  [
    'DATE      SPEAKER            TITLE\n24 March  Jan Wyss (Basel)   Trees that forget\n26 March  NO SEMINAR (strike)\n31 March  Ida Roth (Bern)    Forests',
    ['confirmed', 'cancelled', 'confirmed'],
  ],
  [
    '24 March 2026, 16:15: Jan Wyss (University of Basel), Trees that forget\n26 March 2026, 16:15: Ida Roth (University of Bern), Forests, tentatively',
    ['confirmed', 'tentative'],
  ],
  ['24 March, 16:15: Jan Wyss\n26 March, 16:15: Ida Roth\n\nBoth dates tbc.', ['tentative', 'tentative']],
  [
    'The tentative programme:\n\n24 March, 16:15: Jan Wyss\n26 March, 16:15: Ida Roth',
    ['tentative', 'tentative'],
  ],
]

test('what one item of a programme leaves open is said of it alone', () => {
  for (const [text, expected] of programmes) {
    const mail = { subject: 'Talks', text, date: '2026-03-11T10:00:00+01:00', from: { name: 'Office' } }
    const { talks } = parseAnnouncement(mail, statlist)
    assert.deepEqual(
      talks.map(({ status }) => status.value),
      expected,
      text,
    )
  }
})

const at = (day: string) => `Prof. Jane Doe, ETH\nTitle: Cluster trials are nice\n${day}, HG G 43\n`

/** Subject and body of a mail that postpones its talk → the status of the day that it names, and whether it waits. */
const postponing: [string, string, string][] = [
  [
    'POSTPONED: Seminar of 18 March',
    `A new date will be announced.\n\n${at('Wednesday, 18 March 2026, 17:00')}`,
    'cancelled',
  ],
  [
    'Verschoben: Vortrag vom 18. März',
    `Wir melden uns.\n\n${at('Mittwoch, 18. März 2026, 17.00 Uhr')}`,
    'cancelled',
  ],
  [
    'Seminar',
    `we have to postpone the following talk:\n\n${at('Wednesday, 18 March 2026, 17:00')}`,
    'confirmed, waits',
  ],
  [
    'Séminaire',
    `nous devons reporter le séminaire:\n\n${at('mercredi 18 mars 2026, 17h00')}`,
    'confirmed, waits',
  ],
  [
    'Seminario',
    `siamo costretti a rinviare il seminario:\n\n${at('mercoledì 18 marzo 2026, ore 17:00')}`,
    'confirmed, waits',
  ],
  ['Seminar postponed to 25 March', at('Wednesday, 25 March 2026, 17:00'), 'confirmed'],
  ['Vortrag verschoben', `Neuer Termin:\n\n${at('Mittwoch, 25. März 2026, 17.00 Uhr')}`, 'confirmed'],
  [
    'Verschoben: Vortrag am 25. März',
    `Neuer Termin:\n\n${at('Mittwoch, 25. März 2026, 17.00 Uhr')}`,
    'confirmed',
  ],
  ['Postponed: An introduction to statistics, 18 March', at('Wednesday, 18 March 2026, 17:00'), 'cancelled'],
  ['Seminar postponed to Wednesday, 25 March', at('Wednesday, 25 March 2026, 17:00'), 'confirmed'],
  ['Vortrag verschoben auf den 25. März', at('Mittwoch, 25. März 2026, 17.00 Uhr'), 'confirmed'],
]

test('the day that a postponed talk leaves is none of its days', () => {
  for (const [subject, text, expected] of postponing) {
    const mail = {
      subject,
      text: `Dear all,\n\n${text}`,
      date: '2026-03-11T10:00:00+01:00',
      from: { name: 'Office' },
    }
    const told = parseAnnouncement(mail, statlist).talks.map(
      ({ status, doubts }) => `${status.value}${doubts.length > 0 ? ', waits' : ''}`,
    )
    assert.deepEqual(told, [expected], `${subject}: ${text}`)
  }
})
