import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFeedStore } from '../../src/publication/store.ts'
import { makeEvent } from '../support/events.ts'
import { publicationOf, saveAll } from '../support/site.ts'

const day = '2025-09-20T10:00:00Z'
const talk = (uid: string, start: string, title = 'A title') =>
  makeEvent({ uid, start, end: start }, { title })
const talks = [
  talk('a', '2025-08-30'),
  talk('b', '2025-09-01'),
  talk('c', '2025-09-30'),
  talk('d', '2025-10-01'),
]

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'feed-'))
  return {
    folder,
    months: () =>
      readdirSync(join(folder, 'talks'))
        .map((name) => name.slice(0, 7))
        .toSorted(),
  }
}

test('a file a month; a changed month alone is read anew, by whoever serves it', () => {
  const { folder, months } = makeFolder()
  const [worker, web] = [openFeedStore(folder), openFeedStore(folder)]
  saveAll(worker, publicationOf(talks), day)
  assert.deepEqual(months(), ['2025-08', '2025-09', '2025-10'])
  const before = web.current()!.events
  assert.deepEqual(
    before.map(({ uid }) => uid),
    ['a', 'b', 'c', 'd'],
  )
  saveAll(worker, publicationOf([talk('a', '2025-08-30', 'Another'), ...talks.slice(1)]), day)
  const again = openFeedStore(folder).current()!.events
  assert.equal(again[0]!.talk.title, 'Another')
  // Whoever still reads the publication of before finds its month; with the next one it goes.
  assert.deepEqual(months(), ['2025-08', '2025-08', '2025-09', '2025-10'])
  saveAll(worker, publicationOf(talks.slice(1)), day)
  saveAll(worker, publicationOf(talks.slice(2)), day)
  assert.deepEqual(months(), ['2025-09', '2025-09', '2025-10'])
})

test('what did not change is the same object', async () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  saveAll(store, publicationOf(talks), day)
  const before = store.current()!.events
  saveAll(store, publicationOf([...talks, talk('e', '2025-12-01')]), day)
  const after = store.current()!.events
  assert.deepEqual(
    after.map((event) => before.includes(event)),
    [true, true, true, true, false],
  )
})

const harms: [string, (path: string) => void][] = [
  ['missing', (path) => rmSync(path)],
  ['cut off', (path) => writeFileSync(path, '[{')],
  ['full of zeros', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
  ['another one', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('A title', 'Z title'))],
]

for (const [name, harm] of harms)
  test(`a month’s file is ${name}: what was good is served, else the feed; the next publication mends it`, () => {
    const { folder } = makeFolder()
    const good = openFeedStore(folder)
    saveAll(good, publicationOf(talks), day)
    assert.equal(good.current()?.events.length, 4)
    harm(join(folder, 'talks', readdirSync(join(folder, 'talks')).toSorted()[0]!))
    assert.equal(good.current()?.events.length, 4)
    const fresh = openFeedStore(folder)
    assert.deepEqual([fresh.current()?.isWhole, fresh.current()?.events.length], [false, 3])
    assert.match(fresh.current()!.feed, /UID:a\r/)
    saveAll(fresh, publicationOf(talks), day)
    assert.deepEqual(
      [openFeedStore(folder).current()?.isWhole, openFeedStore(folder).current()?.events.length],
      [true, 4],
    )
  })

test('a publication of before, all in one file, is served until the next one', () => {
  const { folder } = makeFolder()
  const { gone: _, ...old } = publicationOf(talks)
  writeFileSync(join(folder, 'publication.json'), JSON.stringify({ lastModified: day, ...old }))
  const store = openFeedStore(folder)
  assert.deepEqual([store.current()!.events.length, store.current()!.gone], [4, []])
  saveAll(store, publicationOf(talks.slice(0, 2)), day)
  assert.equal(store.current()!.events.length, 2)
})

test('the index has the months of the publication, and no others', () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  const found = (word: string) => [...(openFeedStore(folder).search([word]) ?? ['?'])].toSorted().join()
  saveAll(store, publicationOf(talks), day)
  assert.equal(found('title'), 'a,b,c,d')
  const { months = [] } = store.head() ?? {}
  const rest = { ...store.head()!, months: months.slice(1) }
  store.save(rest, day)
  assert.equal(found('title'), 'b,c,d', 'a month that is gone')
  rmSync(join(folder, 'search.sqlite'))
  store.keep('2025-10', [talk('d', '2025-10-01')])
  assert.equal(found('title'), '?', 'one that is being made')
  store.save({ ...rest, status: { lastMailAt: null, waiting: 1 } }, day)
  assert.equal(found('title'), 'b,c,d', 'an index that was lost')
})

test('a file that is lost while the program runs is missed', () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  assert.equal(store.isWhole(), false, 'nothing is published')
  saveAll(store, publicationOf(talks), day)
  assert.equal(store.isWhole(), true)
  rmSync(join(folder, 'talks', store.head()!.months[0]!))
  assert.equal(store.isWhole(), false)
})
