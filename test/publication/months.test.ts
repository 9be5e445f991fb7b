import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFeedStore } from '../../src/publication/store.ts'
import { eventOn, threeMonths } from '../support/events.ts'
import { publicationOf, saveAll, someDay } from '../support/site.ts'

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

test('a file a month; a changed month has another file, which whoever serves it reads', () => {
  const { folder, months } = makeFolder()
  const [worker, web] = [openFeedStore(folder), openFeedStore(folder)]
  const titles = () => [...web.talks()].map(({ uid, talk }) => `${uid} ${talk.title}`)
  saveAll(worker, publicationOf(threeMonths), someDay)
  assert.deepEqual(months(), ['2025-08', '2025-09', '2025-10'])
  assert.deepEqual(titles(), ['a A title', 'b A title', 'c A title', 'd A title'])
  const before = web.head()!.months
  saveAll(worker, publicationOf([eventOn('a', '2025-08-30', 'Another'), ...threeMonths.slice(1)]), someDay)
  assert.equal(titles()[0], 'a Another')
  assert.deepEqual(web.head()!.months.slice(1), before.slice(1), 'what did not change is the same file')
  // Whoever still reads the publication of before finds its month; with the next one it goes.
  assert.deepEqual(months(), ['2025-08', '2025-08', '2025-09', '2025-10'])
  assert.equal(web.read(before[0]!)?.[0]?.talk.title, 'A title')
  saveAll(worker, publicationOf(threeMonths.slice(1)), someDay)
  saveAll(worker, publicationOf(threeMonths.slice(2)), someDay)
  assert.deepEqual(months(), ['2025-09', '2025-09', '2025-10'])
})

test('a publication of version 0.1, all in one file, is split when it is opened', () => {
  const { folder, months } = makeFolder()
  const { gone: _, over: __, from: ___, ...old } = publicationOf(threeMonths)
  writeFileSync(join(folder, 'publication.json'), JSON.stringify({ lastModified: someDay, ...old }))
  const store = openFeedStore(folder)
  const { feed, gone, lastModified } = store.head()!
  assert.deepEqual({ feed, gone, lastModified }, { feed: old.feed, gone: [], lastModified: someDay })
  assert.deepEqual([...store.talks()], old.events)
  assert.deepEqual(months(), ['2025-08', '2025-09', '2025-10'])
  const manifest = readFileSync(join(folder, 'publication.json'), 'utf8')
  assert.equal(openFeedStore(folder).isWhole(), true)
  assert.equal(readFileSync(join(folder, 'publication.json'), 'utf8'), manifest, 'once')
  writeFileSync(join(folder, 'publication.json'), '{"events":[')
  assert.equal(openFeedStore(folder).head(), null, 'a damaged one')
})

test('the index has the months of the publication, and no others', () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  const found = (word: string) => [...(openFeedStore(folder).search([word]) ?? ['?'])].toSorted().join()
  saveAll(store, publicationOf(threeMonths), someDay)
  assert.equal(found('title'), 'a,b,c,d')
  const { months = [] } = store.head() ?? {}
  const rest = { ...store.head()!, months: months.slice(1) }
  store.save(rest, someDay)
  assert.equal(found('title'), 'b,c,d', 'a month that is gone')
  rmSync(join(folder, 'search.sqlite'))
  store.keep('2025-10', [eventOn('d', '2025-10-01')])
  assert.equal(found('title'), '?', 'one that is being made')
  store.save({ ...rest, status: { lastMailAt: null, waiting: 1 } }, someDay)
  assert.equal(found('title'), 'b,c,d', 'an index that was lost')
})

test('a file that is lost while the program runs is missed', () => {
  const { folder } = makeFolder()
  const store = openFeedStore(folder)
  assert.equal(store.isWhole(), false, 'nothing is published')
  saveAll(store, publicationOf(threeMonths), someDay)
  assert.equal(store.isWhole(), true)
  rmSync(join(folder, 'talks', store.head()!.months[0]!))
  assert.equal(store.isWhole(), false)
})
