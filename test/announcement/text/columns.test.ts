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
  'a cell that goes on in the line below': [
    [
      'Date     Speaker      Title',
      '9 Dec    Jonas Frei   Trees and',
      '         ETH',
      '                      their rings',
      '12 Dec   Mara Lindt   Snow',
    ],
    [
      '',
      rule,
      'Date: 9 Dec',
      'Speaker: Jonas Frei, ETH',
      'Title: Trees and their rings',
      '',
      rule,
      'Date: 12 Dec',
      'Speaker: Mara Lindt',
      'Title: Snow',
    ],
  ],
  'what is left out before the day is that of the row above, and after it nothing': [
    [
      'Place     Date     Speaker',
      'HG G 43   9 Dec    Jonas Frei',
      '          12 Dec   Mara Lindt',
      'HG E 1    13 Dec',
    ],
    [
      '',
      rule,
      'Place: HG G 43',
      'Date: 9 Dec',
      'Speaker: Jonas Frei',
      '',
      rule,
      'Place: HG G 43',
      'Date: 12 Dec',
      'Speaker: Mara Lindt',
      '',
      rule,
      'Place: HG E 1',
      'Date: 13 Dec',
    ],
  ],
  'two talks of one day': [
    ['Date     Time    Speaker', '9 Dec    15:15   Jonas Frei', '         16:15   Mara Lindt'],
    [
      '',
      rule,
      'Date: 9 Dec',
      'Time: 15:15',
      'Speaker: Jonas Frei',
      '',
      rule,
      'Date: 9 Dec',
      'Time: 16:15',
      'Speaker: Mara Lindt',
    ],
  ],
  'the end of an hour in the line below': [
    [
      'Date     Time      Speaker',
      '9 Dec    15:15 -   Jonas Frei',
      '         16:00     ETH',
      '12 Dec   11:00     Mara Lindt',
    ],
    [
      '',
      rule,
      'Date: 9 Dec',
      'Time: 15:15 - 16:00',
      'Speaker: Jonas Frei, ETH',
      '',
      rule,
      'Date: 12 Dec',
      'Time: 11:00',
      'Speaker: Mara Lindt',
    ],
  ],
  'two talks of a day without hours, or one that goes on: nobody knows': [
    [
      'Date     Speaker      Title',
      '9 Dec    Jonas Frei   Trees',
      '         Mara Lindt   Snow',
      '12 Dec   Ann Moor     Rain',
    ],
    [
      'Date     Speaker      Title',
      '9 Dec    Jonas Frei   Trees',
      '         Mara Lindt   Snow',
      '12 Dec   Ann Moor     Rain',
    ],
  ],
  'headings with their rule, and one of two that may be the title': [
    [
      'Datum    Referent/in   Veranstaltung      Titel   Getränk',
      '-----    -----------   -------------      -----   -------',
      '9. 12.   Jonas Frei    Analysis Seminar   Trees   Tee',
      '12.12.   Mara Lindt    Oberseminar        Snow',
    ],
    [
      '',
      rule,
      'Datum: 9. 12.',
      'Referent: Jonas Frei',
      'Series: Analysis Seminar',
      'Titel: Trees',
      'Getränk: Tee',
      '',
      rule,
      'Datum: 12.12.',
      'Referent: Mara Lindt',
      'Series: Oberseminar',
      'Titel: Snow',
    ],
  ],
  'three words of which two are no headings': [
    ['Date     Jonas Frei   Trees', '9 Dec    Mara Lindt   Snow', '12 Dec   Ann Moor     Rain'],
    ['Date     Jonas Frei   Trees', '9 Dec    Mara Lindt   Snow', '12 Dec   Ann Moor     Rain'],
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
