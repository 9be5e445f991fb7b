import assert from 'node:assert/strict'
import { test } from 'node:test'
import { segmentsOf } from '../../../src/announcement/text/segments.ts'
import { withoutBars } from '../../../src/announcement/text/table.ts'

/** A row as it is drawn → the line that the parser reads. */
const bars: [string, string][] = [
  ['+------+------------+', ''],
  ['| Time | 16:15      |', 'Time: 16:15'],
  ['| *Datum* | 2012-06-19 |', '*Datum*: 2012-06-19'],
  ['|      | in room 3  |', '        in room 3'],
  ['| Bern | Zurich | Basel |', 'Bern | Zurich | Basel'],
  ['no table | at all', 'no table | at all'],
  ['Time: 16:15', 'Time: 16:15'],
]

test('tables drawn with bars', () => {
  for (const [row, expected] of bars) assert.equal(withoutBars(row), expected, row)
})

/** A line → its pieces, each with the marks around it. */
const pieces: [string, string[]][] = [
  ['ETH Zurich, HG G 19.1', ['edge ETH Zurich ,', ', HG G 19.1 edge']],
  ['\u0000, Raum 3 (Bern)', ['when Raum 3 (', '( Bern )']],
  ['We meet in Hall 2 on Monday', ['edge We meet in', 'in Hall 2 on', 'on Monday edge']],
]

test('the pieces of a line between its marks', () => {
  for (const [line, expected] of pieces)
    assert.deepEqual(
      segmentsOf(line).map(({ before, text, behind }) => `${before} ${text} ${behind}`),
      expected,
      line,
    )
})
