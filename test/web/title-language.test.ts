import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOfText } from '../../src/web/title-language.ts'

/** A title → the language that it is plainly written in; null: it may be any. */
const rows: [string, string | null][] = [
  ['On the theory of stochastic processes', 'en'],
  ['Über die Kunst der Prognose', 'de'],
  ['Modèles de mélange et assurance', 'fr'],
  ['L’apprentissage sous contraintes dans les réseaux', 'fr'],
  ['Stima della varianza nella pratica', 'it'],
  ['Estimación de los parámetros del modelo', 'es'],
  ['Die Hard problems', null],
  ['Estimación de la varianza', null],
  ['Weijie Su', null],
  ['', null],
]

test('the language of a title', () => {
  for (const [title, language] of rows) assert.equal(languageOfText(title), language, title)
})
