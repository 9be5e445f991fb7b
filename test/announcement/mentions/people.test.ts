import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPeople } from '../../../src/announcement/mentions/people.ts'

/** A line → the people whom it names, each with where they work. */
const rows: [string, string[]][] = [
  ['Gerrit van Ommen (independent consultant)', ['Gerrit van Ommen – independent consultant']],
  [
    'mit Alois Brönnimann (Universität Bern) und Seraina Caduff (MeteoSchweiz)',
    ['Alois Brönnimann – Universität Bern', 'Seraina Caduff – MeteoSchweiz'],
  ],
  ['presented by WILLEMIJN SCHUURBIERS', ['WILLEMIJN SCHUURBIERS']],
  ['Prof. Jane Doe, ETH Zurich', ['Jane Doe – ETH Zurich']],
  ['Madame Clothilde Béguelin, Université de Neuchâtel', ['Clothilde Béguelin – Université de Neuchâtel']],
  ['Kurze Inputs Anneke van der Ploeg', ['Anneke van der Ploeg']],
  ['N. T. Echegaray (Madrid)', ['N. T. Echegaray – Madrid']],
  ['Vortrag von Peter Bühlmann aus Zürich über Kausalität', ['Peter Bühlmann – Zürich']],
  ['Lecture by A. Smith, B. Jones and Carla De Luca', ['A. Smith', 'B. Jones', 'Carla De Luca']],
  ['It is Jane Doe’s last talk.', ['Jane Doe']],
  ['The Department of Statistics', []],
  ['HG G 19.1, ETH Zurich', []],
  ['Bayesian Model Selection', []],
  ['28 June, Les Diablerets', []],
]

test('people in a line, and what only looks like them', () => {
  for (const [line, expected] of rows) {
    const found = findPeople(line).map(({ name, affiliation }) =>
      [name, affiliation].filter((part) => part !== null).join(' – '),
    )
    assert.deepEqual(found, expected, line)
  }
})

test('offsets are those of the name in its line', () => {
  const line = 'a talk by Prof. Jane Doe (ETH)'
  const [jane] = findPeople(line)
  assert.equal(line.slice(jane?.start, jane?.end), 'Jane Doe')
  assert.equal(jane?.titled, true)
})
