import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { mirror } from '../../../jobs/run/mirror.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { sharedPublication, sharePublication } from '../../../src/ledger/publication.ts'
import { openFeedStore, type FeedStore } from '../../../src/publication/store.ts'
import { makeEvent } from '../../support/events.ts'
import { openTestLedger } from '../../support/ledger.ts'
import { publicationOf, saveAll } from '../../support/site.ts'

const day = '2026-11-26T10:00:00Z'
const [november, december, january] = ['2026-11-30', '2026-12-04', '2027-01-08'].map((date) =>
  makeEvent({ uid: `${date}@statlist-calendar`, start: `${date}T16:15`, end: `${date}T17:15` }),
)

/** A host's folder, and what of it other hosts must have, too. */
function makeHost() {
  const folder = mkdtempSync(join(tmpdir(), 'host-'))
  const names = () => [...readdirSync(join(folder, 'talks')).toSorted(), 'publication.json', 'statlist.ics']
  const pathOf = (name: string) =>
    join(folder, name.endsWith('.json') && name !== 'publication.json' ? 'talks' : '', name)
  return {
    folder,
    feed: openFeedStore(folder),
    files: () => Object.fromEntries(names().map((name) => [name, readFileSync(pathOf(name), 'utf8')])),
  }
}

test('a host has the publication of another one, byte for byte', async () => {
  const ledger = await openTestLedger()
  const settings = { databaseUrl: 'postgres://db' } as Services['settings']
  const [one, two] = [makeHost(), makeHost()]
  const publish = async (feed: FeedStore, events: (typeof november)[], at = day) => {
    saveAll(feed, publicationOf(events.flatMap((event) => event ?? [])), at)
    await ledger.transaction().execute(async (transaction) => sharePublication(transaction, feed.files()!))
  }
  const follow = async (host: typeof two) => mirror({ ledger, settings, feed: host.feed })

  await follow(two)
  assert.equal(two.feed.head(), null, 'nothing is published yet')
  await publish(one.feed, [november, december])
  await follow(two)
  assert.deepEqual(two.files(), one.files())
  assert.equal(two.feed.search(['nothing'])?.size, 0, 'the host has an index of its own')

  await publish(one.feed, [december, january], '2026-11-26T11:00:00Z')
  const known = new Set(two.feed.files()!.names)
  const sent = await sharedPublication(ledger, known)
  assert.deepEqual(
    [...sent!.talks.keys()].map((name) => name.slice(0, 7)),
    ['2027-01'],
    'only what is new',
  )
  await follow(two)
  assert.deepEqual(two.files(), one.files())
  assert.equal(two.feed.head()?.lastModified, '2026-11-26T11:00:00Z')

  // The other host publishes next: the first one follows.
  await publish(two.feed, [january], '2026-11-26T12:00:00Z')
  await follow(one)
  assert.deepEqual(one.files(), two.files())
  await ledger.destroy()
})

test('a file that is missing or damaged replaces nothing', async () => {
  const [one, two] = [makeHost(), makeHost()]
  saveAll(one.feed, publicationOf([december!]), day)
  const { manifest, names, textOf } = one.feed.files()!
  const talks = new Map(names.map((name) => [name, textOf(name)!]))
  const [name = '', text = ''] = [...talks][0] ?? []
  const bad: [string, ReadonlyMap<string, string>, RegExp][] = [
    ['it is missing', new Map(), /is missing or damaged/],
    [
      'another text under its name',
      new Map([[name, text.replace('16:15', '17:15')]]),
      /publication is damaged/,
    ],
    [
      'a name that leads out of the folder',
      new Map([[`../../x${name.slice('2026-12'.length)}`, text]]),
      /publication is damaged/,
    ],
  ]
  for (const [why, files, says] of bad) {
    assert.throws(() => two.feed.take(manifest, files), says, why)
    assert.equal(two.feed.head(), null, why)
  }
  assert.equal(two.feed.take(manifest, talks), true)
  assert.equal(two.feed.take(manifest, talks), false, 'the same again is nothing new')
  for (const { folder } of [one, two]) rmSync(folder, { recursive: true })
})
