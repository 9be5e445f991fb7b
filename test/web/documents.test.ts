import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { openDocuments, TooMuchError } from '../../src/web/documents.ts'
import { openOutlines } from '../../src/web/outlines.ts'
import { noFilter, type Filter } from '../../src/web/filter.ts'
import { makeEvent } from '../support/events.ts'
import { makeStore, publicationOf, saveAll, siteOf, someDay } from '../support/site.ts'

const event = makeEvent({ uid: 'aaaaaaaaaaaa0001@statlist-calendar' })

const site = siteOf()

function openSite() {
  const feed = makeStore()
  return { feed, store: openDocuments(openOutlines(feed), site, statlist.gazetteer) }
}

function search(words: string): Filter {
  return { ...noFilter, search: words }
}

test('of ever new views the oldest are forgotten', () => {
  const { feed, store } = openSite()
  saveAll(feed, publicationOf([event]), someDay)
  const all = store.on(() => true)
  for (let at = 0; at < 1000; at++) all.qr(search(`word${at}`))
  const kept = store.on(() => false)
  assert.notEqual(kept.qr(search('word999')), null)
  assert.throws(() => kept.qr(search('word0')), TooMuchError)
})

test('each day has pages of its own', () => {
  const { feed, store } = openSite()
  saveAll(feed, publicationOf([event]), someDay)
  const documents = store.on(() => true)
  const view = { filter: noFilter, language: 'en', isChosen: false, device: 'other' } as const
  for (const page of ['page', 'embed', 'board'] as const)
    assert.notEqual(documents[page](view, '2025-09-20')?.tag, documents[page](view, '2026-09-26')?.tag, page)
})

test('a part of a damaged publication is no calendar: readers keep what they have', () => {
  const { feed } = openSite()
  saveAll(feed, publicationOf([event]), someDay)
  const outlined = openOutlines(feed)
  const damaged = { ...outlined, current: () => ({ ...outlined.current()!, isWhole: false }) }
  const documents = openDocuments(damaged, site, statlist.gazetteer).on(() => true)
  assert.throws(() => documents.calendar(search('doe'), null))
})

test('a view that can’t be rendered anew is served as it was', () => {
  const { feed, store } = openSite()
  saveAll(feed, publicationOf([event]), someDay)
  const documents = store.on(() => true)
  const doe = search('doe')
  const before = documents.calendar(doe, null)!.body.toString()
  assert.match(before, /UID:aaaaaaaaaaaa0001/)
  const broken = { ...event, timeZone: 'Mars/Olympus_Mons' }
  saveAll(feed, { ...publicationOf([event]), events: [broken] }, someDay)
  assert.equal(documents.calendar(doe, null)!.body.toString(), before)
  assert.throws(() => documents.calendar(search('jane'), null), 'what was never rendered is not there')
})
