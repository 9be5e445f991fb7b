import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanTitle } from '../../../src/announcement/fields/title.ts'

/** Value of a title label → the title; null when it is still open. */
const rows: [string, string | null][] = [
  ['Trees and forests', 'Trees and forests'],
  ['“Trees and forests”', 'Trees and forests'],
  ['«Arbres et forêts»', 'Arbres et forêts'],
  ['„Bäume und Wälder“', 'Bäume und Wälder'],
  ['Trees and\nforests.', 'Trees and forests'],
  ['Trees and forests (joint work with John Roe)', 'Trees and forests'],
  ['Trees and forests (in collaboration with EPFL)', 'Trees and forests'],
  ['Bäume und Wälder (in Zusammenarbeit mit der EPFL)', 'Bäume und Wälder'],
  ['Trees (and forests)', 'Trees (and forests)'],
  ['Why trees?', 'Why trees?'],
  ['h2. Trees and forests', 'Trees and forests'],
  ['What? Trees and forests', 'Trees and forests'],
  ['What are trees?', 'What are trees?'],
  ['Trees and tall forests joint with John Roe and Ann Doe', 'Trees and tall forests'],
  ['Trees and forests joint with the ground', 'Trees and forests joint with the ground'],
  ['Trees and forests (in English)', 'Trees and forests'],
  ['Wälder (Vortrag auf Deutsch, discussion en français)', 'Wälder'],
  ['Trees (in English cities)', 'Trees (in English cities)'],
  ['(supervised by J. Roe)', null],
  ['TBA', null],
  ['t.b.a.', null],
  ['To be announced', null],
  ['...', null],
  ['title to come', null],
  ['Titolo da comunicare', null],
  ['Reading week, no seminar', null],
  ['pas de séminaire (vacances de Pâques)', null],
  ['There is no seminar like a seminar', 'There is no seminar like a seminar'],
]

test('titles as they are shown', () => {
  for (const [text, expected] of rows) assert.equal(cleanTitle(text), expected, text)
})
