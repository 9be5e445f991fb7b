import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { timedJobs } from '../../jobs/index.ts'
import { resync } from '../../jobs/resync.ts'
import type { DecodedMail, MailReader } from '../../jobs/run/mail-reader.ts'
import type { Announcement, Talk } from '../../src/announcement/announcement.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { remoteIdOf } from '../../src/google/event.ts'
import { recordDecision } from '../../src/ledger/decisions.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { leaveNote, notes, waitingOf } from '../../src/ledger/notes.ts'
import type { Message } from '../../src/notify/channel.ts'
import type { StoredReading } from '../../src/talks/reading.ts'
import { makeTalk } from '../support/events.ts'
import { openGoogleServer, type GoogleServer, type StoredGoogleEvent } from '../support/google-server.ts'
import { readerHere } from '../support/read-mail.ts'
import { openWorld, type World } from '../support/world.ts'

/*
 * A ledger of version 0.1 with decisions, and the calendar that it had filled, both written by that version's own
 * program; then a parser that reads the same mails otherwise. Nothing that readers rely on changes unasked.
 */

/** Each event of 0.1 by its speaker → the beginning of its uid, start, status, room, and whether Google has it. */
const published: Record<string, [string, string, string, string, boolean]> = {
  'Ada Byron': ['db239478', '2026-12-01T15:15', 'confirmed', 'ETH Zurich, HG D 1.1', true],
  'Bela Bartok': ['2a2c3cc6', '2026-12-02T15:15', 'confirmed', 'in the garden', true],
  'Dora Maar': ['1a9d49e2', '2026-12-04T15:15', 'confirmed', 'ETH Zurich, HG G 19.1', false],
  'Emil Post': ['bcc9f7dd', '2026-12-07T10:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Fanny Hensel': ['b17171fd', '2026-12-08T10:15', 'confirmed', 'ETH Zurich, HG D 7.1', true],
  'Grete Hermann': ['bbe3f9b2', '2026-12-09T11:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Hedy Lamarr': ['c4b3a894', '2026-12-10T11:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Jan Hus': ['84afb4a8', '2026-12-14T15:15', 'confirmed', 'ETH Zurich, HG D 3.2', true],
  'Karl Kraus': ['0a82b647', '2026-12-15T15:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Lise Meitner': ['14ac70ff', '2026-12-16T15:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Maria Merian': ['fc58d651', '2026-12-17T15:15', 'confirmed', 'ETH Zurich, HG D 5.2', true],
  'Nina Simone': ['486d637b', '2026-12-18T13:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Otto Dix': ['3773bb9c', '2026-12-18T16:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Otto Dix, HG E 3': ['6c0f7cad', '2026-12-18T16:15', 'confirmed', 'ETH Zurich, HG E 3', true],
  'Quentin Massys': ['85f82006', '2026-12-22T15:15', 'confirmed', 'ETH Zurich, HG G 19.1', true],
  'Ursula Bloom': ['9f1136a3', '2026-12-28T15:15', 'confirmed', 'ETH Zurich, HG D 16.2', true],
}

/*
 * Decisions of 0.1: Ada’s, Jan’s, Maria’s, Fanny’s and Ursula’s rooms were corrected, Bela’s edited in Google, Dora deleted there,
 * Cleo Merode (third of Ada’s mail) withdrawn, Fanny (second of her mail) approved, Ida Rhodes (third of Grete’s mail)
 * rejected, the second mail about Otto split off, Paul Klee merged into Nina.
 * Ursula’s mail has no Message-ID: 0.1 made up another one than this version does.
 */

type Reread = (talks: Talk[], all: ReadonlyMap<string, Announcement>) => Talk[]

const reversed: Reread = (talks) => talks.toReversed()

function withNew(speaker: string, start: string): Reread {
  const talk = makeTalk({ title: `What ${speaker} has to say`, speaker, start, location: 'KOL F 118' })
  return (talks) => [talk, ...talks]
}

function everyTalk(change: (talk: Talk) => Partial<Talk>): Reread {
  return (talks) => talks.map((talk) => ({ ...talk, ...change(talk) }))
}

/** What only moves within its mail, or is read by another mail first: nothing of it is to be seen anywhere. */
const elsewhere: Record<string, Reread> = {
  reordered: reversed,
  twin: reversed,
  // The reminder made the event, since nothing was read in the announcement.
  late: (_, all) => all.get('late-reminder')!.talks,
}

function status(value: Talk['status']['value']): Reread {
  return everyTalk((talk) => ({ status: { ...talk.status, certainty: 'stated', value } }))
}

/** What readers would see: another start, two other statuses, one gone. */
const asked: Record<string, Reread> = {
  moved: everyTalk(({ start }) => ({ start: { ...start, value: start.value.replace('15:15', '16:15') } })),
  'off-reminder': status('cancelled'),
  unsure: status('tentative'),
  gone: (talks) => talks.filter(({ speakers }) => speakers[0]!.value.name !== 'Hedy Lamarr'),
}

/** … another title, three new talks, two of them in front of the others of their mails. */
const visible: Record<string, Reread> = {
  ...asked,
  renamed: everyTalk(({ title }) => ({ title: { ...title!, value: 'Splitting a heavy tail with care' } })),
  front: withNew('Rosa Mayreder', '2026-12-03T10:15'),
  again: withNew('Sofia Kovalevskaya', '2026-12-10T17:15'),
  silent: withNew('Tove Jansson', '2026-12-22T10:15'),
}

let server: GoogleServer
let path: string
/** As 0.1 read the mails. */
let first: ReadonlyMap<string, Announcement>

/** "moved", of <moved@upgrade.example>. */
function idOf({ messageId }: { messageId: string }): string {
  return messageId.split('@')[0]!
}

before(async () => (server = await openGoogleServer()))
after(async () => server.close())

beforeEach(() => {
  server.reset()
  const folder = import.meta.dirname
  path = join(mkdtempSync(join(tmpdir(), 'upgrade-')), 'ledger.sqlite')
  const database = new DatabaseSync(path)
  database.exec(readFileSync(join(folder, 'ledger-0.1.sql'), 'utf8'))
  const rows = database.prepare('select announcement from message').all() as { announcement: string }[]
  first = new Map(
    rows.map(({ announcement }) => {
      const reading = JSON.parse(announcement) as StoredReading
      return [idOf(reading), reading.announcement]
    }),
  )
  database.close()
  for (const event of JSON.parse(
    readFileSync(join(folder, 'google-0.1.json'), 'utf8'),
  ) as StoredGoogleEvent[]) {
    server.events.set(event.id, event)
    server.editByHand(event.id, {})
    server.events.get(event.id)!.etag = event.etag
  }
})

/** The new program over the ledger as it is, with a parser that reads some mails otherwise than 0.1 did. */
async function start(reread: Record<string, Reread>, told: Message[] = []): Promise<World> {
  const world = await openWorld(server)
  world.wait(72)
  const ledger = await openLedger(path)
  const reader: MailReader = {
    ...readerHere,
    async read(mail) {
      const read = await readerHere.read(mail)
      const id = idOf(read.message)
      const before = first.get(id)
      if (before === undefined) return read
      const talks = reread[id]?.(before.talks, first) ?? before.talks
      const kind = before.talks.length === 0 && talks.length > 0 ? 'announcement' : before.kind
      return { ...read, announcement: { ...before, kind, talks } }
    },
  }
  const channels = [{ name: 'mail', tell: async (message: Message) => void told.push(message) }]
  Object.assign(world.services, { ledger, reader, channels })
  const { syncToken } = await world.services.google!.changes(null)
  await leaveNote(ledger, 'google-sync', syncToken, world.services.now())
  return world
}

/** What needs an inbox, or a ledger that is a file. */
const leftOut = ['poll-inbox', 'back-up']

/** The worker's clock: every timed job a few times, and what they leave to be done. */
async function tick(world: World): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const job of timedJobs) if (!leftOut.includes(job.name)) await job.run(world.services)
    await world.work()
  }
}

function nameOf({ talk }: CalendarEvent): string {
  return `${talk.speakers[0]?.name}${talk.location?.includes('HG E 3') ? ', HG E 3' : ''}`
}

async function stateOf({ services }: World): Promise<typeof published> {
  return Object.fromEntries(
    (await storedEvents(services.ledger))
      .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
      .map((event) => {
        const { uid, status, talk } = event
        return [nameOf(event), [uid.slice(0, 8), event.start, status, talk.location ?? '', talk.inGoogle]]
      }),
  )
}

/** The same in Google: summary, start and room of what is there; 0.1 said at the end of the summary what is new. */
function inGoogle(): Record<string, string> {
  const there = [...server.events.values()].filter(({ status }) => status !== 'cancelled')
  return Object.fromEntries(
    there.map((event) => [
      event.id,
      [
        String(event['summary']).replace(/^New room: | \(new room\)$/, ''),
        (event['start'] as { dateTime: string }).dateTime,
        event['location'],
      ].join(' | '),
    ]),
  )
}

async function waitingIn({ services }: World): Promise<string[]> {
  return waitingOf((await notes(services.ledger)).waiting).map(
    ({ id, reasons }) => `${id}: ${reasons.join('; ')}`,
  )
}

async function planOf(world: World) {
  const result = await resync(world.services, { plan: true })
  assert.ok(result.kind === 'planned')
  return result.plan
}

/** Whose event it was, by its uid. */
function nameBy(uid: string): string {
  return Object.keys(published).find((name) => published[name]![0] === uid.slice(0, 8)) ?? uid
}

/** The plan's steps in the feed: what, and about whose event. */
async function stepsOf(world: World): Promise<string[]> {
  return (await planOf(world)).operations
    .filter(({ where }) => where === 'feed')
    .map(({ what, uid }) => `${what} ${nameBy(uid)}`)
    .toSorted()
}

/** Start, status and presence of everything that was published. */
function facts(state: typeof published): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(published).map((name) => [name, state[name]?.slice(0, 3) ?? 'is gone']),
  )
}

test('a parser that reads as before: an upgrade changes, plans and tells nothing', async () => {
  const told: Message[] = []
  const world = await start({}, told)
  assert.deepEqual(await stateOf(world), published, 'the fixture is what it says')
  const google = inGoogle()
  await tick(world)
  assert.deepEqual(await stateOf(world), published)
  assert.deepEqual(inGoogle(), google)
  assert.deepEqual((await planOf(world)).operations, [])
  assert.equal((await resync(world.services)).kind, 'done')
  assert.deepEqual(await stateOf(world), published)
  assert.deepEqual(told, [])
})

test('the new program runs: calendars, decisions and what waits are as they were', async () => {
  const world = await start({ ...elsewhere, ...visible })
  const google = inGoogle()
  await tick(world)
  assert.deepEqual(await stateOf(world), published)
  assert.deepEqual(inGoogle(), google)
  assert.deepEqual(await waitingIn(world), [])
})

test('what would change is told once, also over a restart, and once more when it is settled', async () => {
  const told: Message[] = []
  const world = await start({ ...elsewhere, ...visible }, told)
  await tick(world)
  assert.equal(told.length, 1, 'one message')
  assert.match(told[0]!.text, /resync --plan/)
  const again = await start({ ...elsewhere, ...visible }, told)
  await tick(again)
  assert.equal(told.length, 1, 'no second one')
  await resync(again.services, { apply: (await planOf(again)).hash })
  await tick(again)
  assert.equal(told.length, 2)
  assert.match(told[1]!.text, /Settled:[\s\S]*resync --plan/)
})

/** A mail more among what the event was made of: no word of it changes. */
const onlyAnotherMail = ['change Maria Merian']

test('talks that only stand elsewhere in their mails are the same talks: nobody is asked, nothing is to be seen', async () => {
  const told: Message[] = []
  const world = await start(elsewhere, told)
  await tick(world)
  assert.deepEqual(await stepsOf(world), onlyAnotherMail)
  assert.equal((await resync(world.services)).kind, 'done', 'nobody need be asked')
  await tick(world)
  assert.deepEqual(await stateOf(world), published)
  assert.deepEqual(await waitingIn(world), [])
  assert.deepEqual(told, [])
})

test('the plan: one start, two statuses, one that goes, by the uids that readers have; a title is no reason to ask', async () => {
  const world = await start({ ...elsewhere, ...visible })
  // Every event in the words of today first: that asks nobody.
  await tick(world)
  assert.deepEqual(
    (await stepsOf(world)).filter((step) => !step.startsWith('add')),
    [
      'cancel Karl Kraus',
      'change Jan Hus',
      'change Lise Meitner',
      ...onlyAnotherMail,
      'change Quentin Massys',
      'remove Hedy Lamarr',
    ],
  )
  const { renamed } = visible
  const onlyTitle = await start({ renamed: renamed! })
  assert.equal((await planOf(onlyTitle)).objection, null, 'another title needs no word')
})

const steps: [string, Record<string, Reread>][] = [
  ...Object.entries(asked).map(([id, reread]): [string, Record<string, Reread>] => [id, { [id]: reread }]),
  [
    'the announcement itself read as a cancellation, which the fold lets wait',
    { moved: status('cancelled') },
  ],
]

for (const [name, reread] of steps)
  test(`a resync carries out no such step unasked: ${name}`, async () => {
    const world = await start(reread)
    const google = inGoogle()
    const result = await resync(world.services)
    await tick(world)
    assert.equal(result.kind, 'refused')
    assert.deepEqual(facts(await stateOf(world)), facts(published))
    assert.deepEqual(inGoogle(), google)
  })

test('the plan is accepted: every uid and every decision is with its talk, here and in Google', async () => {
  const world = await start({ ...elsewhere, ...visible })
  await tick(world)
  const done = await resync(world.services, { apply: (await planOf(world)).hash })
  assert.equal(done.kind, 'done')
  await tick(world)
  const { 'Hedy Lamarr': _, ...kept } = published
  const state = await stateOf(world)
  const fresh = ['Rosa Mayreder', 'Sofia Kovalevskaya', 'Tove Jansson']
  assert.deepEqual(Object.fromEntries(Object.entries(state).filter(([name]) => !fresh.includes(name))), {
    ...kept,
    'Jan Hus': ['84afb4a8', '2026-12-14T16:15', 'confirmed', 'ETH Zurich, HG D 3.2', true],
    'Karl Kraus': ['0a82b647', '2026-12-15T15:15', 'cancelled', 'ETH Zurich, HG G 19.1', true],
    'Quentin Massys': ['85f82006', '2026-12-22T15:15', 'tentative', 'ETH Zurich, HG G 19.1', true],
  })
  for (const name of fresh) assert.ok(state[name], name)
  assert.deepEqual(await waitingIn(world), [], 'no decision has lost its talk')
  for (const event of await storedEvents(world.services.ledger))
    assert.equal(
      inGoogle()[remoteIdOf(event.uid)]?.includes(event.talk.speakers[0]!.name) ?? false,
      event.talk.inGoogle,
    )
  assert.ok(!Object.values(inGoogle()).some((event) => event.includes('Hedy Lamarr')))
  assert.deepEqual(await stepsOf(world), [], 'a second one finds nothing')
})

test('the plan is refused in one point: what the admin holds to stays, the rest can be accepted', async () => {
  const world = await start({ moved: asked['moved']!, 'off-reminder': asked['off-reminder']! })
  await tick(world)
  const event = (await storedEvents(world.services.ledger)).find(({ uid }) => uid.startsWith('84afb4a8'))!.uid
  await recordDecision(
    world.services.ledger,
    {
      who: 'Letizia',
      why: 'the parser is wrong',
      act: { kind: 'correct', event, field: 'start', value: '2026-12-14T15:15' },
    },
    world.services.now(),
  )
  await tick(world)
  const plan = await planOf(world)
  assert.deepEqual(
    (await stepsOf(world)).filter((step) => step.startsWith('cancel')),
    ['cancel Karl Kraus'],
  )
  assert.equal((await resync(world.services, { apply: plan.hash })).kind, 'done')
  await tick(world)
  const state = await stateOf(world)
  assert.deepEqual([state['Jan Hus']?.[1], state['Karl Kraus']?.[2]], ['2026-12-14T15:15', 'cancelled'])
})

test('what changed by an accepted plan has a greater SEQUENCE and is dated; the rest is as it was', async () => {
  const world = await start({ ...elsewhere, ...asked })
  const before = new Map((await storedEvents(world.services.ledger)).map((event) => [event.uid, event]))
  await resync(world.services, { apply: (await planOf(world)).hash })
  await tick(world)
  for (const event of await storedEvents(world.services.ledger)) {
    const was = before.get(event.uid)!
    const same = was.start === event.start && was.status === event.status
    assert.ok(same ? event.sequence === was.sequence : event.sequence > was.sequence, nameOf(event))
    assert.ok(same || event.lastModified > was.lastModified, nameOf(event))
  }
})

test('a talk that one parser loses and the next one finds is the same talk', async () => {
  for (const reread of [{ gone: asked['gone']! }, {}]) {
    const world = await start(reread)
    assert.equal((await resync(world.services, { apply: (await planOf(world)).hash })).kind, 'done')
    await tick(world)
    if (reread.gone === undefined) assert.deepEqual(await stateOf(world), published)
    assert.deepEqual(await waitingIn(world), [])
  }
})

test('while the plan waits, new mails do what they say', async () => {
  const world = await start({ ...elsewhere, ...visible })
  await tick(world)
  await world.mail(`From: Office <office@math.example>
Subject: [Statlist] CANCELLED: Seminar by Emil Post
Date: Tue, 03 Nov 2026 09:00:00 +0100
Message-ID: <cancelled@upgrade.example>

The seminar by Emil Post on Monday, 7 December 2026, 10:15 is cancelled.
`)
  await world.work()
  assert.deepEqual(await stateOf(world), {
    ...published,
    'Emil Post': ['bcc9f7dd', '2026-12-07T10:15', 'cancelled', 'ETH Zurich, HG G 19.1', true],
  })
})

test('a mail that is read for the first time: the order in which its talks are read makes no uid', async () => {
  const uids: string[] = []
  for (const turn of [(talks: Talk[]) => talks, (talks: Talk[]) => talks.toReversed()]) {
    const world = await openWorld(server)
    world.wait(72)
    const talks = turn([
      makeTalk({ speaker: 'Uwe Johnson', title: 'Speculations about Jakob', start: '2026-12-23T10:15' }),
      makeTalk({ speaker: 'Vera Rubin', title: 'Curves that stay flat', start: '2026-12-23T11:15' }),
    ])
    Object.assign(world.services, {
      google: null,
      reader: {
        ...readerHere,
        read: async (mail: DecodedMail) => ({
          ...(await readerHere.read(mail)),
          announcement: { kind: 'announcement', talks, reason: '' },
        }),
      },
    })
    await world.mail(
      'From: Office <office@math.example>\nSubject: [Statlist] Two talks\nDate: Tue, 03 Nov 2026 09:00:00 +0100\nMessage-ID: <two@upgrade.example>\n\nx\n',
    )
    await world.work()
    const events = await storedEvents(world.services.ledger)
    assert.equal(events.length, 2)
    uids.push(
      events
        .map((event) => `${nameOf(event)} ${event.uid}`)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join('\n'),
    )
  }
  assert.equal(uids[0], uids[1])
})
