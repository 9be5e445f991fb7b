import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unfoldColumns } from '../../../src/announcement/text/columns.ts'

const rule = '----------'

/** A table → lines; what is no table of labels stays as it is. */
const tables: Record<string, [string[], string[]]> = {
  'a talk a row': [
    [
      'Date        Time    Speaker',
      '9 Dec       16:15   Jonas Frei',
      '12 Dec      11:00   Mara Lindt',
      '',
      'Welcome',
    ],
    [
      '',
      rule,
      'Date: 9 Dec',
      'Time: 16:15',
      'Speaker: Jonas Frei',
      '',
      rule,
      'Date: 12 Dec',
      'Time: 11:00',
      'Speaker: Mara Lindt',
      '',
      'Welcome',
    ],
  ],
  'an empty cell': [
    ['Date     Speaker      Title', '9 Dec    Jonas Frei   Trees', '12 Dec   Mara Lindt'],
    [
      '',
      rule,
      'Date: 9 Dec',
      'Speaker: Jonas Frei',
      'Title: Trees',
      '',
      rule,
      'Date: 12 Dec',
      'Speaker: Mara Lindt',
    ],
  ],
  'a talk a column': [
    ['Speaker   Jonas Frei   Mara Lindt', 'Date      9 Dec        12 Dec', 'Time      16:15        11:00'],
    [
      '',
      rule,
      'Speaker: Jonas Frei',
      'Date: 9 Dec',
      'Time: 16:15',
      '',
      rule,
      'Speaker: Mara Lindt',
      'Date: 12 Dec',
      'Time: 11:00',
    ],
  ],
}

/** Two columns, other headings, words across a border, one row alone. */
const others: string[][] = [
  ['Date   9 Dec', 'Time   16:15', 'Room   HG E 3'],
  ['Item   Price   Number', '1      2       3', '4      5       6'],
  ['Date   Time   Speaker', 'we meet as always on Tuesdays', 'and on Fridays at noon'],
  ['Date   Time    Speaker', '9 Dec  16:15   Jonas Frei'],
]

test('tables with headings are read as the labels of each event', () => {
  for (const [name, [lines, unfolded]] of Object.entries(tables))
    assert.deepEqual(unfoldColumns(lines), unfolded, name)
  for (const lines of others) assert.deepEqual(unfoldColumns(lines), lines)
})
