import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { judgeSibling, readSiblings } from './support/siblings.ts'

const folder = join(import.meta.dirname, 'cases/siblings')
const known = JSON.parse(readFileSync(join(folder, 'known-failures.json'), 'utf8')) as string[]

test('of the siblings of old faults none is published wrongly that was not before', (t) => {
  const outcomes = readSiblings(folder).map((sibling) => ({ name: sibling.name, ...judgeSibling(sibling) }))
  const wrong = outcomes.flatMap((one) => (one.state === 'wrong' ? [[one.name, one.published]] : []))
  const counts = Object.groupBy(outcomes, ({ state }) => state)
  t.diagnostic(
    Object.entries(counts)
      .map(([state, all]) => `${all.length} ${state}`)
      .join(', '),
  )
  assert.deepEqual(
    wrong.filter(([name]) => !known.includes(name!)),
    [],
    'these are wrong now',
  )
  assert.deepEqual(
    known.filter((name) => !wrong.some(([other]) => other === name)),
    [],
    'these are no longer wrong: take them off known-failures.json',
  )
})
