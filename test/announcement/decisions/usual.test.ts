import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { findUsual } from '../../../src/announcement/decisions/usual.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** The sentences over a programme → the hours that hold for all its days. */
const rows: [string, string[]][] = [
  ['The colloquium takes place on Tuesdays at 17:15 in room 2.52.', ['17:15']],
  ['The colloquium takes place on Tuesdays at 17:15. Tea is served from 16:45 on Tuesdays.', ['17:15']],
  ['Die Vorträge finden mittwochs um 16.15 Uhr statt, jeweils mit Apéro ab 17.30 Uhr.', ['16:15']],
  ['Como siempre los jueves a las 12h, en el Seminario I.', ['12:00']],
  ['Las sesiones: el jueves 12 de febrero a las 12h.', []],
  ['Il seminario si tiene ogni giovedì alle 14.30.', ['14:30']],
]

test('the usual hours of a programme', () => {
  for (const [text, expected] of rows) {
    const document = readDocument({
      subject: 'Programme',
      text: `${text}\n`,
      date: '2026-01-12T10:00:00+01:00',
      from: { name: 'Office' },
    })
    const hours = findUsual(document).map(
      ({ time: { from } }) => `${Math.floor(from / 60)}:${String(from % 60).padStart(2, '0')}`,
    )
    assert.deepEqual(hours, expected, text)
  }
})

/** What stands above three rows of days → the start of the second. */
const above: [string, string][] = [
  ['Beginn 17.15, Apéro um 18.30 Uhr.', '2026-02-10T17:15'],
  ['Inizio 17.15, segue aperitivo alle 18.30.', '2026-02-10T17:15'],
  ['Please register by Friday at 12:00.', '2026-02-10'],
  ['We start at 14:15 or at 17:15.', '2026-02-10'],
]

test('the only likely start above the rows of a programme is the start of all', () => {
  for (const [text, expected] of above) {
    const rows = ['3', '10', '17'].map(
      (day) => `${day} February 2026: Jane Doe (ETH), A title of five words\n`,
    )
    const { talks } = parseAnnouncement(
      {
        subject: 'Programme',
        text: `Dear all,\n\n${text}\n\n${rows.join('')}`,
        date: '2026-01-12T10:00:00+01:00',
        from: { name: 'Office' },
      },
      statlist,
    )
    assert.equal(talks[1]?.start.value, expected, text)
  }
})
