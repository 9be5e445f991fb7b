import assert from 'node:assert/strict'
import { chownSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeEnvFile } from '../../src/cli/env-file.ts'

const fileOf = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'env-')), '.env')
  writeFileSync(path, text)
  return path
}

test('other lines stay, an empty value takes its line away, a name that stands twice stands once', () => {
  const path = fileOf('# mine\nA=1\nB=2\nA=3\nC=4\n')
  writeEnvFile(path, { A: 'x y', C: '', D: '5' })
  assert.equal(readFileSync(path, 'utf8'), "# mine\nA='x y'\nB=2\nD=5\n")
})

test('whoever writes it, it is readable by its owner alone', () => {
  const before = process.umask(0o022)
  const path = fileOf('A=1\n')
  writeEnvFile(path, { A: '2' })
  process.umask(before)
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('the service’s file stays the service’s when root writes it', { skip: process.getuid?.() !== 0 }, () => {
  const path = fileOf('A=1\n')
  chownSync(path, 12345, 12346)
  writeEnvFile(path, { A: '2' })
  const { uid, gid } = statSync(path)
  assert.deepEqual([uid, gid], [12345, 12346])
})
