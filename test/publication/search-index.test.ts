import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openIndex } from '../../src/publication/search-index.ts'
import { makeEvent } from '../support/events.ts'

const pathOf = () => join(mkdtempSync(join(tmpdir(), 'index-')), 'search.sqlite')
const talk = (uid: string, title: string) => makeEvent({ uid }, { title })

/** What is asked for → the talks that have words beginning so. */
const asked: [string[], string[]][] = [
  [['copula'], ['a']],
  [['cop'], ['a']],
  [['opula'], []],
  [['copulas', 'border'], ['a']],
  [['copulas', 'sea'], []],
  [['jane'], ['a', 'b']],
  [['uber'], ['b']],
  [['a OR b'], []],
]

test('talks by the beginnings of their words, without capitals and accents', () => {
  const index = openIndex(pathOf())
  index.update('2025-09', [talk('a', 'Copulas at the border'), talk('b', 'Über die See')])
  for (const [words, uids] of asked)
    assert.deepEqual([...(index.find(words) ?? ['none'])].toSorted(), uids, words.join())
})

test('only what changed is written, in the same file; another process sees it', () => {
  const path = pathOf()
  const [writer, reader] = [openIndex(path), openIndex(path)]
  assert.equal(reader.find(['old']), null, 'there is none yet')
  writer.update('2025-09', [talk('a', 'Old words'), talk('b', 'Gone soon'), talk('c', 'As it was')])
  const inode = statSync(path).ino
  assert.deepEqual([...reader.find(['old'])!], ['a'])
  writer.update('2025-09', [talk('a', 'New words'), talk('c', 'As it was'), talk('d', 'Just come')])
  assert.equal(statSync(path).ino, inode)
  const found = ['old', 'new', 'gone', 'was', 'just'].map((word) => [...reader.find([word])!].join())
  assert.deepEqual(found, ['', 'a', '', 'c', 'd'])
})

/** What happens to the file. */
const damages: [string, (path: string) => void][] = [
  ['it is no database', (path) => writeFileSync(path, 'x'.repeat(5000))],
  ['it is cut off', (path) => truncateSync(path, 5000)],
]

for (const [name, damage] of damages)
  test(`${name}: nobody finds anything until it is made anew with the next publication`, () => {
    const path = pathOf()
    openIndex(path).update('2025-09', [talk('a', 'Copulas')])
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
    damage(path)
    const reader = openIndex(path)
    assert.equal(reader.find(['copulas']), null)
    openIndex(path).update('2025-09', [talk('a', 'Copulas')])
    assert.deepEqual([...(reader.find(['copulas']) ?? [])], ['a'])
  })

test('a folder that can’t be written holds up nothing', () => {
  const index = openIndex(join(tmpdir(), 'is-not-there', 'search.sqlite'))
  index.update('2025-09', [talk('a', 'Copulas')])
  assert.equal(index.find(['copulas']), null)
})

test('a talk that moves to another month is in one of them', () => {
  const path = pathOf()
  const index = openIndex(path)
  index.update('2025-09', [talk('a', 'Copulas'), talk('b', 'Forests')])
  index.update('2025-10', [talk('a', 'Copulas')])
  assert.deepEqual([...(index.find(['forests']) ?? [])], ['b'], 'what stood there is there')
  index.update('2025-09', [talk('b', 'Forests')])
  assert.deepEqual([...(index.find(['copulas']) ?? [])], ['a'])
  assert.deepEqual([...(index.months() ?? [])].toSorted(), ['2025-09', '2025-10'])
  index.update('2025-10', [])
  assert.deepEqual([[...(index.find(['copulas']) ?? ['?'])], [...(index.months() ?? [])]], [[], ['2025-09']])
})
