import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const partOf = (heading: string) => contributing.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!

/** A file imports the other one, or one that does: the walk must be a way that exists. */
function reaches(from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  const text = readFileSync(join(root, from), 'utf8')
  return [...text.matchAll(/(?:from |new URL\()'([^']+\.ts)'/g)].some(([, path]) =>
    reaches(join(from, '..', path!), to, seen),
  )
}

test('the path of one mail has ten lines, and every file in it exists and is part of the worker', () => {
  const lines = partOf('The path of one mail').split('\n').filter(Boolean)
  assert.equal(lines.length, 10)
  for (const line of lines) {
    const files = [...line.matchAll(/`([^`]+\.ts)`/g)].map(([, file]) => file!)
    assert.ok(files.length > 0, line)
    for (const file of files) {
      assert.ok(existsSync(join(root, file)), `${file} of “${line}”`)
      assert.ok(reaches('src/cli/start.ts', file), `${file} is not reached from src/cli/start.ts`)
    }
  }
})

test('the glossary explains about twenty words, each once', () => {
  const words = partOf('Words')
    .split('\n')
    .flatMap((line) => /^\| (?!word |---)([^|]+?) \|/.exec(line)?.[1] ?? [])
  assert.ok(words.length >= 20 && words.length <= 24, String(words.length))
  assert.equal(new Set(words).size, words.length)
})

test('the files and folders that README and CONTRIBUTING name exist', () => {
  const named = [
    ...`${readme}\n${contributing}`.matchAll(/^((?:src|jobs|config|test|bench|bin)\/[\w./-]*)/gm),
  ].map(([, path]) => path!)
  assert.ok(named.length > 10)
  for (const path of named)
    assert.ok(existsSync(join(root, path)) || existsSync(join(root, `${path}.ts`)), path)
})
