import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

/** Labels in some language, and three talks under them. */
const programmes: Record<string, Record<string, string>[]> = {
  English: [
    {
      Date: 'Tuesday, 6 April 2027',
      Time: '16:15',
      Speaker: 'Jonas Frei',
      Title: 'Optimal transport',
      Room: 'MA B1 11',
    },
    {
      Date: 'Tuesday, 20 April 2027',
      Time: '17:15',
      Speaker: 'Mara Lindt',
      Title: 'Sparse regression',
      Room: 'MA B1 12',
    },
    {
      Date: 'Wednesday, 5 May 2027',
      Time: '18:15',
      Speaker: 'Eva Keller',
      Title: 'Extremes of waves',
      Room: 'CM 1 517',
    },
  ],
  German: [
    {
      Datum: 'Dienstag, 6. April 2027',
      Zeit: '16.15 Uhr',
      Referent: 'Jonas Frei',
      Titel: 'Optimaler Transport',
      Raum: 'HG E 41',
    },
    {
      Datum: 'Dienstag, 20. April 2027',
      Zeit: '17.15 Uhr',
      Referent: 'Mara Lindt',
      Titel: 'Dünne Regression',
      Raum: 'HG G 26.5',
    },
    {
      Datum: 'Mittwoch, 5. Mai 2027',
      Zeit: '18.15 Uhr',
      Referent: 'Eva Keller',
      Titel: 'Hohe Wellen',
      Raum: 'HG F 3',
    },
  ],
}
const starts = ['2027-04-06T16:15', '2027-04-20T17:15', '2027-05-05T18:15']

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((first, at) => permutations(items.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}

test('in whatever order its labels come, each talk has its own hour, speaker, title and room', () => {
  for (const talks of Object.values(programmes))
    for (const labels of permutations(Object.keys(talks[0] ?? {}))) {
      const blocks = talks.map((talk) => labels.map((label) => `${label}: ${talk[label]}`).join('\n'))
      const text = `Dear all,\n\nhere is our programme.\n\n${blocks.join('\n\n')}\n\nKind regards,\nAnna`
      const mail = {
        subject: '[Statlist] Programme',
        date: '2027-03-22T10:00:00+01:00',
        text,
        from: { name: '' },
      }
      const read = parseAnnouncement(mail, statlist).talks.map((talk) => [
        talk.start.value,
        talk.speakers[0]?.value.name,
        talk.title?.value,
        talk.location?.value,
      ])
      const [, , speaker = '', title = '', room = ''] = Object.keys(talks[0] ?? {})
      const wanted = talks.map((talk, at) => [starts[at], talk[speaker], talk[title], talk[room]])
      assert.deepEqual(read, wanted, labels.join(', '))
    }
})
