import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { statlist } from '../../config/lists/statlist.ts'
import { openFeedStore } from '../../src/publication/store.ts'
import { openDocuments } from '../../src/web/documents.ts'
import { noFilter } from '../../src/web/filter.ts'
import { openOutlines } from '../../src/web/outlines.ts'
import { eventOn, threeMonths } from '../support/events.ts'
import { makeStore, publicationOf, saveAll, siteOf, someDay } from '../support/site.ts'

/** Longer than the time in which nobody looks for what is missing. */
const lookAgain = async () => sleep(1050)

test('a talk is outlined as it is, and read from its month', () => {
  const store = makeStore()
  const outlines = openOutlines(store)
  assert.equal(outlines.current(), null, 'nothing is published')
  saveAll(store, publicationOf(threeMonths), someDay)
  const { outlines: found, names, isWhole } = outlines.current()!
  assert.deepEqual(found[0], {
    uid: 'a',
    start: '2025-08-30',
    end: '2025-08-30',
    status: 'confirmed',
    lastModified: '2025-09-15T13:13:56Z',
    month: store.head()!.months[0],
    keys: ['kind talk', 'series seminar', 'city zurich', 'institution ethz', 'speaker jane-doe'],
  })
  assert.deepEqual([...names.series, ...names.speaker], ['Seminar', 'Jane Doe'])
  assert.equal(isWhole, true)
  assert.deepEqual(outlines.talkOf(found[0]), threeMonths[0])
  assert.deepEqual(
    outlines.talksOf(found.toReversed()),
    threeMonths.toReversed(),
    'in the order in which they are asked for',
  )
})

test('another publication is seen at once; only its new months are read', () => {
  const store = makeStore()
  const reads: string[] = []
  const outlines = openOutlines({
    ...store,
    read: (name) => (reads.push(name.slice(0, 7)), store.read(name)),
  })
  saveAll(store, publicationOf(threeMonths), someDay)
  assert.equal(outlines.current()!.outlines.length, 4)
  saveAll(store, publicationOf([...threeMonths, eventOn('e', '2025-12-01')]), someDay)
  assert.equal(outlines.current()!.outlines.length, 5)
  assert.deepEqual(reads, ['2025-08', '2025-09', '2025-10', '2025-12'])
})

test('a publication whose files come late is not shown before they are there', async () => {
  const store = makeStore()
  let isLate = true
  const outlines = openOutlines({
    ...store,
    read: (name) => (isLate && name.startsWith('2025-12') ? null : store.read(name)),
  })
  saveAll(store, publicationOf(threeMonths), someDay)
  const before = outlines.current()!
  saveAll(store, publicationOf([...threeMonths, eventOn('e', '2025-12-01')]), someDay)
  assert.equal(outlines.current(), before)
  isLate = false
  await lookAgain()
  assert.equal(outlines.current()!.outlines.length, 5)
})

test('as many months as somebody looks at, and no more, are in memory', () => {
  const store = makeStore()
  const years = Array.from({ length: 30 }, (_, at) => eventOn(`t${at}`, `${1990 + at}-05-01`))
  saveAll(store, publicationOf(years), someDay)
  const reads: string[] = []
  const feed = openOutlines({ ...store, read: (name) => (reads.push(name.slice(0, 4)), store.read(name)) })
  const { outlines } = feed.current()!
  reads.length = 0
  feed.talksOf(outlines)
  assert.equal(reads.length, 30)
  for (const outline of outlines.slice(-20)) feed.talkOf(outline)
  assert.equal(reads.length, 30, 'the last twenty are there')
  feed.talkOf(outlines[0]!)
  assert.equal(reads.at(-1), '1990', 'the first is not')
})

const harms: [string, (path: string) => void][] = [
  ['missing', (path) => rmSync(path)],
  ['cut off', (path) => writeFileSync(path, '[{')],
  ['full of zeros', (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
  ['another one', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('A title', 'Z title'))],
]

for (const [name, harm] of harms)
  test(`a month’s file is ${name}: the rest is served, and the feed; the next publication mends it`, async () => {
    const store = makeStore()
    const folder = dirname(store.path)
    saveAll(store, publicationOf(threeMonths), someDay)
    const good = openOutlines(store)
    const [first] = good.current()!.outlines
    harm(join(folder, 'talks', readdirSync(join(folder, 'talks')).toSorted()[0]!))
    assert.equal(good.current()?.outlines.length, 4, 'whoever knows it goes on')
    assert.throws(() => good.talkOf(first!), /can’t be read/)

    const fresh = openOutlines(openFeedStore(folder))
    assert.deepEqual([fresh.current()?.isWhole, fresh.current()?.outlines.length], [false, 3])
    assert.match(fresh.current()!.feed, /UID:a\r/)
    saveAll(store, publicationOf(threeMonths), someDay)
    await lookAgain()
    assert.deepEqual([fresh.current()?.isWhole, fresh.current()?.outlines.length], [true, 4])
    assert.deepEqual(good.talkOf(first!), threeMonths[0])
  })

test('without an index all talks are looked through, with the same answer', () => {
  const store = makeStore()
  saveAll(store, publicationOf([...threeMonths, eventOn('e', '2025-12-01', 'Über Zufall')]), someDay)
  const found = (isIndexed: boolean, search: string) => {
    const feed = openOutlines(store)
    const documents = openDocuments(
      isIndexed ? feed : { ...feed, search: () => null },
      siteOf(),
      statlist.gazetteer,
    )
    return documents
      .data()!
      .matching({ ...noFilter, search })
      .map(({ uid }) => uid)
  }
  for (const [search, uids] of [
    ['title', ['a', 'b', 'c', 'd']],
    ['uber zuf', ['e']],
    ['zufall title', []],
    ['fall', []],
  ] as const) {
    assert.deepEqual(found(true, search), uids, search)
    assert.deepEqual(found(false, search), uids, search)
  }
})
