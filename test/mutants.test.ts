import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mutants } from './mutants.ts'

const root = join(import.meta.dirname, '..')

test('every row of mutants.ts still fits the code and names its tests', () => {
  for (const { file, old, new: changed, tests } of mutants) {
    assert.equal(readFileSync(join(root, file), 'utf8').split(old).length, 2, `${file}: ${old}`)
    assert.notEqual(old, changed)
    assert.ok(tests.length > 0)
    for (const name of tests) assert.ok(existsSync(join(root, name)), name)
  }
})
