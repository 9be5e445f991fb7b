import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { planStored, publish } from '../../jobs/publish-feed.ts'
import { readMessageJob } from '../../jobs/read-message.ts'
import { resync } from '../../jobs/resync.ts'
import { recordDecision } from '../../src/ledger/decisions.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { allExamples, forgetExamples } from '../../src/ledger/examples.ts'
import { leaveNote, notes, waitingOf } from '../../src/ledger/notes.ts'
import { openKeys } from '../../src/ledger/outbox.ts'
import type { Act } from '../../src/talks/decision.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openWorld, type World } from '../support/world.ts'

let google: GoogleServer
before(async () => void (google = await openGoogleServer()))
after(async () => google.close())

interface Mail {
  id: string
  day?: string
  time?: string
  who?: string
  title?: string
  place?: string
  from?: string
}

const office = 'Büro <buero@math.example>'

/** A mail in the office's shape; our rules take “bei uns” for a part of the place. */
function mailOf({
  id,
  day = 'Dienstag, 10. November 2026',
  time = '16.15 Uhr',
  who = 'Lukas Amherd (ZHAW)',
  title = 'Drift und Sprünge in langen Reihen',
  place = 'Turbine 7 links',
  from = office,
}: Mail): string {
  const text = `Guten Tag\n\nHausseminar der Gruppe Zeitreihen\n\n${day}, ${time}\n${who}\n${title}\nbei uns, ${place}\n\nKaffee ab 15.45 Uhr.\n\nFreundliche Grüsse\nDas Büro\n`
  return `From: ${from}\nSubject: [Statlist] Hausseminar, ${day}\nMessage-ID: <${id}@x>\nDate: Sun, 01 Nov 2026 08:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n${text}`
}

const second: Mail = {
  id: 'b',
  day: 'Dienstag, 17. November 2026',
  who: 'Ruth Meier (Basel)',
  title: 'Lücken zählen',
  place: 'Halle 9 rechts',
}

async function read(world: World, mail: Mail): Promise<void> {
  await world.mail(mailOf(mail))
  await world.work()
}

async function decide({ services }: World, act: Act): Promise<void> {
  await recordDecision(services.ledger, { who: 'admin', why: '', act }, services.now())
  await publish(services)
}

async function uidOf({ services }: World, start: string): Promise<string> {
  const found = (await storedEvents(services.ledger)).find((event) => event.start.startsWith(start))
  assert.ok(found !== undefined, start)
  return found.uid
}

async function correct(
  world: World,
  start: string,
  field: 'location' | 'title',
  value: string,
): Promise<void> {
  await decide(world, { kind: 'correct', event: await uidOf(world, start), field, value })
}

/** An office whose first mail was put right. */
async function taught(): Promise<World> {
  const world = await openWorld(google)
  await read(world, { id: 'a' })
  await correct(world, '2026-11-10', 'location', 'Turbine 7 links')
  return world
}

const events = async ({ services }: World) =>
  (await storedEvents(services.ledger))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .map(({ start, summary, location }) => [start, summary, location])
const waiting = async ({ services }: World) =>
  waitingOf((await notes(services.ledger)).waiting).map(({ start, reasons }) => [start, ...reasons])

describe('what a human put right', () => {
  it('is right in the next mail of the office without a touch', async () => {
    const world = await taught()
    await read(world, second)
    assert.deepEqual((await events(world)).at(-1), [
      '2026-11-17T16:15',
      'Ruth Meier: Lücken zählen',
      'Halle 9 rechts',
    ])
    assert.deepEqual(await waiting(world), [])
    assert.match(world.feed(), /LOCATION:Halle 9 rechts/)
  })

  it('is known to a mail that was there already, and unread', async () => {
    const world = await openWorld(google)
    await read(world, { id: 'a' })
    await world.mail(mailOf(second))
    const act: Act = {
      kind: 'correct',
      event: await uidOf(world, '2026-11-10'),
      field: 'location',
      value: 'Turbine 7 links',
    }
    await recordDecision(world.services.ledger, { who: 'admin', why: '', act }, world.services.now())
    const key = (await openKeys(world.services.ledger, 'read-message'))[0]!
    await readMessageJob.run(key, world.services)
    await world.work()
    assert.equal((await events(world)).at(-1)?.[2], 'Halle 9 rechts')
  })

  it('was not known to a mail that came before it', async () => {
    const world = await openWorld(google)
    await read(world, { id: 'a' })
    await read(world, second)
    await correct(world, '2026-11-10', 'location', 'Turbine 7 links')
    const { plan } = await resync(world.services, { plan: true }).then((result) => {
      assert.ok(result.kind === 'planned')
      return result
    })
    assert.deepEqual(plan.reread, [])
    assert.deepEqual((await events(world)).at(-1)?.[2], 'bei uns, Halle 9 rechts')
  })

  it('gives the same events when everything is read and folded again, with the examples thrown away', async () => {
    const world = await taught()
    await read(world, second)
    const [feed, shown] = [world.feed(), await events(world)]
    await forgetExamples(world.services.ledger, 'all')
    await leaveNote(world.services.ledger, 'learnt', '', world.services.now())
    for (let round = 0; round < 2; round++) {
      const result = await resync(world.services)
      assert.ok(result.kind === 'done')
      assert.deepEqual(result.plan.reread, [])
    }
    const { events: folded } = await planStored(world.services)
    assert.deepEqual(folded, await storedEvents(world.services.ledger))
    assert.deepEqual([world.feed(), await events(world)], [feed, shown])
    assert.equal((await allExamples(world.services.ledger)).length, 1)
  })

  it('and was wrong: what comes next is mended, and what came before is asked about', async () => {
    const world = await taught()
    await correct(world, '2026-11-10', 'title', 'Turbine 7 links')
    await read(world, second)
    // Two fields in one place are believed in neither.
    assert.equal((await events(world)).at(-1)?.[2], 'bei uns, Halle 9 rechts')
    await correct(world, '2026-11-10', 'title', 'Drift und Sprünge in langen Reihen')
    assert.match(
      (await waiting(world)).flat().join(),
      /read as in the mail of 2026-11-01, which was corrected since/,
    )
    await read(world, { ...second, id: 'c', day: 'Dienstag, 24. November 2026' })
    assert.deepEqual((await events(world)).at(-1), [
      '2026-11-24T16:15',
      'Ruth Meier: Lücken zählen',
      'Halle 9 rechts',
    ])
  })
})

describe('an office’s shape', () => {
  const poisons: [string, Mail, RegExp][] = [
    [
      'of a stranger',
      { ...second, from: 'Max Spam <max@evil.example>' },
      /by buero@math\.example: does it belong to that office/,
    ],
    [
      'under its name, from another address',
      { ...second, from: 'Büro <buero@evil.example>' },
      /belong to that office/,
    ],
    ['with another weekday', { ...second, day: 'Montag, 17. November 2026' }, /weekday does not agree/],
    [
      'with start and end swapped',
      { ...second, time: '17.15 - 16.15 Uhr' },
      /before|two times|backwards|end/,
    ],
  ]
  for (const [name, mail, reason] of poisons)
    it(`${name} waits`, async () => {
      const world = await taught()
      await read(world, mail)
      assert.equal((await events(world)).length, 1)
      assert.match((await waiting(world)).flat().join('; '), reason)
    })

  it('is believed of a colleague whom a human confirmed, who is asked about once', async () => {
    const world = await taught()
    const colleague = 'Eva Keller <eva@math.example>'
    await read(world, { ...second, from: colleague })
    const [item] = waitingOf((await notes(world.services.ledger)).waiting)
    assert.ok(item !== undefined)
    await decide(world, {
      kind: 'approve',
      mail: item.key,
      talk: item.talk,
      field: null,
      start: item.start,
      event: null,
    })
    await read(world, {
      ...second,
      id: 'c',
      day: 'Dienstag, 24. November 2026',
      from: colleague,
      place: 'Halle 2',
    })
    assert.deepEqual((await events(world)).at(-1), [
      '2026-11-24T16:15',
      'Ruth Meier: Lücken zählen',
      'Halle 2',
    ])
    assert.doesNotMatch((await waiting(world)).flat().join(), /belong to that office/)
  })
})
