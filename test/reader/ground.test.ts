import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from '../../src/announcement/text/document.ts'
import { placeOf } from '../../src/reader/ground.ts'

const document = readDocument({
  subject: '[Statlist] Seminar by Ada Brunner, 16.12.2026',
  date: '2026-12-01T10:00:00+01:00',
  from: { name: 'Office' },
  text: `Dear all,

"Small samples,
large trees"
Friday,  16.12.2026 at 15.15 h
Room HG G 19.1 – ETH's “main” building
Room HG G 19.1 once more
14h30, or 3pm`,
})

/** A quote and its line, and the text that it is found as. */
const found: [number, string, string][] = [
  [5, 'Friday, 16.12.2026', 'Friday, 16.12.2026'],
  [5, 'Friday,  16.12.2026 at 15.15 h', 'Friday, 16.12.2026 at 15.15 h'],
  [3, 'Small samples, large trees', 'Small samples,\nlarge trees'],
  [3, 'Small samples,\nlarge trees', 'Small samples,\nlarge trees'],
  [4, '15.15 h', '15.15 h'],
  [7, '16.12.2026', '16.12.2026'],
  [6, `ETH’s "main" building`, `ETH's “main” building`],
  [6, 'HG G 19.1 - ETH', 'HG G 19.1 – ETH'],
  [8, '14', '14'],
  [8, '14h30', '14h30'],
  [8, '3', '3'],
  [0, 'Ada Brunner', 'Ada Brunner'],
]

const lost: [number, string][] = [
  [5, 'Friday, 17.12.2026'],
  [5, '6.12.2026'],
  [5, '5.15 h'],
  [5, 'iday'],
  [1, '15.15 h'],
  [99, '15.15 h'],
  [-3, '15.15 h'],
  [0, '15.15 h'],
  [3, 'small samples, large trees'],
  // Cyrillic а
  [0, 'Adа Brunner'],
  [5, ' '],
]

test('a quote is found on its line or beside it, white space and marks folded', () => {
  for (const [line, quote, text] of found)
    assert.equal(placeOf(document, { line, quote })?.text, text, `${line}: ${quote}`)
})

test('what does not stand there is not found', () => {
  for (const [line, quote] of lost)
    assert.equal(placeOf(document, { line, quote }), null, `${line}: ${quote}`)
})

test('of a text that stands twice, the one on its own line', () => {
  const second = placeOf(document, { line: 7, quote: 'Room HG G 19.1' })!
  assert.equal(document.text.slice(second.end, second.end + 10), ' once more')
})
