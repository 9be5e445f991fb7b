import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { carryOut, planStored, publish } from '../../jobs/publish-feed.ts'
import { readSettings } from '../../config/settings.ts'
import { restOf } from '../../jobs/run/rest.ts'
import { openServices, type Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { applyEvents, storedEvents } from '../../src/ledger/events.ts'
import { openTestLedger } from '../support/ledger.ts'
import { notes } from '../../src/ledger/notes.ts'
import { openKeys } from '../../src/ledger/outbox.ts'
import { openLog } from '../../src/log.ts'
import type { Publication } from '../../src/publication/manifest.ts'
import { makeCopy } from '../support/copy.ts'
import { makeEvent } from '../support/events.ts'
import { openGoogleServer } from '../support/google-server.ts'
import { talkMail } from '../support/talk-mail.ts'
import { openWorld, type World } from '../support/world.ts'

const now = '2025-09-20T10:00:00.000Z'

function coming(count: number): CalendarEvent[] {
  return Array.from({ length: count }, (_, at) => makeEvent({ uid: `${at}@statlist-calendar` }))
}

/** Events in the ledger, events that readers have, while no mail announces any → what is left in the ledger, and the objection. */
const rows: [string, number, number, number, RegExp | null][] = [
  ['nothing anywhere', 0, 0, 0, null],
  ['a single one', 1, 1, 0, null],
  ['a few, and all there are', 3, 3, 3, /all 3 coming events would be removed/],
  ['all of the ledger’s', 10, 10, 10, /all 10 coming events would be removed/],
  ['all that readers have, with a new ledger', 0, 10, 0, /all 10 coming events would be removed/],
]

test('another PUBLIC_URL reaches the feed at the next start', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'address-'))
  const open = async (publicUrl: string | null) =>
    openServices(
      readSettings(
        { DATA_FOLDER: dataFolder, ...(publicUrl === null ? {} : { PUBLIC_URL: publicUrl }) },
        { needsInbox: false },
      ),
      statlist,
      openLog('silent'),
    )
  /** The address that it is started with, and whether the feed is to be made anew then. */
  const starts: [string | null, boolean][] = [
    ['https://old.example', false],
    ['https://old.example', false],
    ['https://new.example', true],
    [null, true],
    [null, false],
  ]
  for (const [publicUrl, anew] of starts) {
    const services = await open(publicUrl)
    assert.deepEqual(await openKeys(services.ledger, 'publish-feed'), anew ? ['feed'] : [], String(publicUrl))
    await publish(services)
    await services.close()
  }
})

test('another name of the list reaches the feed at the next start', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'name-'))
  for (const name of ['Statlist', 'Statistik']) {
    const settings = readSettings({ DATA_FOLDER: dataFolder }, { needsInbox: false })
    const services = await openServices(settings, { ...statlist, name }, openLog('silent'))
    await publish(services)
    assert.match(services.feed.head()?.feed ?? '', new RegExp(`X-WR-CALNAME:${name}\\r`))
    await services.close()
  }
})

test('a run that would empty the calendars is refused and told, and changes nothing', async () => {
  for (const [name, stored, published, left, objection] of rows) {
    const ledger = await openTestLedger()
    await applyEvents(ledger, { put: coming(stored), remove: [], over: 0 }, now, () => {})
    const saved: Publication[] = []
    const services = {
      ledger,
      profile: { ...statlist, publicUrl: null },
      settings: { databaseUrl: null, reader: null },
      log: openLog('silent'),
      now: () => now,
      copy: makeCopy(),
      feed: {
        head: () => ({ gone: [], months: [], over: -1 }),
        isWhole: () => true,
        talks: () => coming(published),
        keep: (month: string) => month,
        save: (publication: Publication) => saved.push(publication) > 0,
      },
    } as unknown as Services
    await publish(services)
    const note = (await notes(ledger))['feed-refused']
    assert.equal((await storedEvents(ledger)).length, left, name)
    assert.equal(saved.length, objection === null ? 1 : 0, name)
    if (objection === null) assert.equal(note, undefined, name)
    else assert.match(note!.value, objection, name)
    await ledger.destroy()
  }
})

/** A world that is closed with its test, whatever fails. */
async function openOwnWorld(context: TestContext): Promise<World> {
  const server = await openGoogleServer()
  const world = await openWorld(server)
  context.after(async () => {
    await world.services.close()
    await server.close()
  })
  return world
}

test('a plan that another process has overtaken is not carried out, whatever it would do', async (context) => {
  const world = await openOwnWorld(context)
  const { services } = world
  await world.mail(talkMail(1))
  await world.work()
  const slow = await planStored(services)
  await world.mail(talkMail(2))
  await world.work()
  const [before, feed] = [await storedEvents(services.ledger), world.feed()]
  assert.equal(before.length, 2)
  assert.equal(await carryOut(services, slow), false)
  assert.deepEqual(await storedEvents(services.ledger), before)
  assert.equal(world.feed(), feed)
  assert.equal(await carryOut(services, await planStored(services)), true)
})

test('a feed that can’t be saved leaves the ledger as it was', async (context) => {
  const world = await openOwnWorld(context)
  const { services } = world
  await world.mail(talkMail(1))
  const { save } = services.feed
  services.feed.save = () => {
    throw new Error('the disk is full')
  }
  await world.work()
  assert.deepEqual(await storedEvents(services.ledger), [])
  services.feed.save = save
  await world.work()
  assert.equal((await storedEvents(services.ledger)).length, 1)
})

/** What happened to the last publication → whether the next one, in which nothing is new, makes all of it again. */
const pasts: [string, object | null, boolean, boolean][] = [
  ['there is none', null, false, true],
  ['it is what the ledger has', { over: 1 }, true, false],
  ['a file of it is lost', { over: 1 }, false, true],
  ['it is of another ledger', { over: 7 }, true, true],
]

test('all is made again when the last publication is not what the ledger had', async () => {
  for (const [name, head, isWhole, anew] of pasts) {
    const ledger = await openTestLedger()
    const events = coming(2)
    await applyEvents(ledger, { put: events, remove: [], over: 0 }, now, () => {})
    const kept: string[] = []
    const services = {
      ledger,
      profile: { ...statlist, publicUrl: null },
      settings: { databaseUrl: null },
      now: () => now,
      feed: {
        head: () =>
          head === null ? null : { feed: '', archive: '', from: null, months: [], gone: [], ...head },
        isWhole: () => isWhole,
        keep: (month: string) => (kept.push(month), month),
        save: () => true,
      },
    } as unknown as Services
    const plan = { put: [], remove: [] }
    const rest = { gone: [], waiting: [], lastMailAt: null, objection: null, lessons: [], decided: 0 }
    assert.equal(await carryOut(services, { ...rest, events, plan, over: 1 }), true, name)
    assert.deepEqual(kept, anew ? ['2025-09'] : [], name)
    await ledger.destroy()
  }
})

/** How long the last publication took, how long ago it ended, how many mails are to be read → the rest before the next. */
const rests: [number, number, number, number][] = [
  [100, 0, 3, 400],
  [100, 250, 3, 150],
  [100, 5000, 3, 0],
  [2000, 1000, 900, 7000],
  [60_000, 0, 900, 20_000],
  [2000, 0, 0, 0],
]

test('a publication rests while mails are read, in proportion to what it costs', () => {
  for (const [tookMs, ago, pending, rest] of rests)
    assert.equal(
      restOf({ endedAt: 10_000, tookMs }, pending, 10_000 + ago),
      rest,
      `${tookMs} ${ago} ${pending}`,
    )
})
