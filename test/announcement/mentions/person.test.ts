import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeName, parsePeople } from '../../../src/announcement/mentions/person.ts'

/** Value of a speaker label → who speaks, and where each works. */
const rows: [string, string[]][] = [
  ['Jane Doe', ['Jane Doe']],
  ['Prof. Dr. Jane Doe (ETH)', ['Jane Doe @ ETH']],
  ['Jane Doe, ETH Zurich', ['Jane Doe @ ETH Zurich']],
  ['Dr. sc. ETH Jane Doe, Netze AG', ['Jane Doe @ Netze AG']],
  ['Jane Doe from Harvard', ['Jane Doe @ Harvard']],
  ['Ludwig van Beethoven (Bonn)', ['Ludwig van Beethoven @ Bonn']],
  ['Jane Doe (ETH) and John Roe (EPFL)', ['Jane Doe @ ETH', 'John Roe @ EPFL']],
  ['A. Smith, B. Jones, C. Doe', ['A. Smith', 'B. Jones', 'C. Doe']],
  ['Jane Doe\nETH Zurich', ['Jane Doe @ ETH Zurich']],

  ['', []],
  ['Volunteers', []],
  ['Nächste Zmittagessen', []],
  ['Brown Bag', []],
  ['TBA', []],
  ['Several speakers', []],
  ['Wird noch bekanntgegeben', []],
  ['R Users', []],
  ['Seminar for Statistics', []],
]

test('people as they are written, and what is nobody', () => {
  for (const [text, expected] of rows)
    assert.deepEqual(
      parsePeople(text).map(({ value: { name, affiliation } }) =>
        affiliation === null ? name : `${name} @ ${affiliation}`,
      ),
      expected,
      text,
    )
})

test('what reads like a name', () => {
  for (const name of ['A. Smith', 'Chr. Meier', 'Ludwig van Beethoven', 'Jane Doe'])
    assert.ok(looksLikeName(name), name)
  for (const words of ['Gast. Er', 'Seminar. Jane', 'ETH Zurich', 'Random Forests 2'])
    assert.ok(!looksLikeName(words), words)
})
