import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFeedStore } from '../../src/publication/store.ts'
import { makeEvent } from '../support/events.ts'
import { publicationOf } from '../support/site.ts'

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
  worker.save(publicationOf(talks), day)
  assert.deepEqual(months(), ['2025-08', '2025-09', '2025-10'])
  const before = web.current()!.events
  assert.deepEqual(
    before.map(({ uid }) => uid),
    ['a', 'b', 'c', 'd'],
  )
  worker.save(publicationOf([talk('a', '2025-08-30', 'Another'), ...talks.slice(1)]), day)
  const again = openFeedStore(folder).current()!.events
  assert.equal(again[0]!.talk.title, 'Another')
  // Whoever still reads the publication of before finds its month; with the next one it goes.
  assert.deepEqual(months(), ['2025-08', '2025-08', '2025-09', '2025-10'])
  worker.save(publicationOf(talks.slice(1)), day)
  worker.save(publicationOf(talks.slice(2)), day)
  assert.deepEqual(months(), ['2025-09', '2025-09', '2025-10'])
})

test('what did not change is the same object', async () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  store.save(publicationOf(talks), day)
  const before = store.current()!.events
  store.save(publicationOf([...talks, talk('e', '2025-12-01')]), day)
  const after = store.current()!.events
  assert.deepEqual(
    after.map((event) => before.includes(event)),
    [true, true, true, true, false],
  )
})

test('a month that is missing or damaged: what was good is served', () => {
  for (const harm of [(path: string) => rmSync(path), (path: string) => writeFileSync(path, '[{')]) {
    const { folder } = makeFolder()
    openFeedStore(folder).save(publicationOf(talks), day)
    const fresh = openFeedStore(folder)
    const name = readdirSync(join(folder, 'talks'))[0]!
    harm(join(folder, 'talks', name))
    assert.equal(fresh.current(), null, 'a server that starts has nothing')
    openFeedStore(folder).save(publicationOf(talks), day)
    assert.equal(openFeedStore(folder).current()?.events.length, 4, 'the next publication mends it')
  }
})

test('a publication of before, all in one file, is served until the next one', () => {
  const { folder } = makeFolder()
  const { gone: _, ...old } = publicationOf(talks)
  writeFileSync(join(folder, 'publication.json'), JSON.stringify({ lastModified: day, ...old }))
  const store = openFeedStore(folder)
  assert.deepEqual([store.current()!.events.length, store.current()!.gone], [4, []])
  store.save(publicationOf(talks.slice(0, 2)), day)
  assert.equal(store.current()!.events.length, 2)
})
