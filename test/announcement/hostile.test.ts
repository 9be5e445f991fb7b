import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { statlist } from '../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { patternsOf, readVerdicts } from '../support/patterns.ts'

const source = join(import.meta.dirname, '../../src')

function read(text: string, subject = 'x') {
  return parseAnnouncement(
    { subject, text, date: '2025-09-15T10:00:00+02:00', from: { name: 'A B' } },
    statlist,
  )
}

test('lines made to run away are read to the end, and announce no more than a mail can hold', async (t) => {
  for (const [name, text] of hostileTexts)
    await t.test(name, () => {
      assert.ok(read(text).talks.length <= 1000)
      assert.ok(read('x', text.slice(0, 1000)).talks.length <= 1)
    })
})

test('never throws, whatever the text', () => {
  const corpus = readdirSync(join(import.meta.dirname, '../cases/lists'))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => readFileSync(join(import.meta.dirname, '../cases/lists', file), 'utf8'))
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .constantFrom(...corpus)
      .chain((text) =>
        fc.tuple(fc.nat(text.length), fc.nat(400)).map(([at, length]) => text.slice(at, at + length)),
      ),
    fc.constantFrom(
      'Time: ',
      '-',
      '0500',
      '–',
      '1',
      ' ',
      '31 February 2026',
      '25:61',
      'Friday, 29.2.2027',
      '\ud800',
      '(',
      '„',
    ),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.string(),
      (pieces, subject) => void read(pieces.join('\n'), subject),
    ),
    { numRuns: 1500 },
  )
})

test('the same answer twice', () => {
  const text = 'Speaker: Jane Doe (ETH)\nTime: tomorrow, 15:15\nPlace: HG G 19.1'
  assert.deepEqual(read(text), read(text))
})

/** `npm run patterns` has recheck look at what is new; here nothing waits for it. */
test('every regular expression has a verdict of recheck, and none is exponential', () => {
  const verdicts = readVerdicts()
  const patterns = patternsOf(source).map(([pattern, flags]) => `/${pattern}/${flags}`)
  const unknown = patterns.filter((pattern) => !Object.hasOwn(verdicts, pattern))
  assert.deepEqual(unknown, [], 'new patterns: npm run patterns')
  for (const pattern of patterns) assert.notEqual(verdicts[pattern], 'exponential', pattern)
})
