import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import { resync } from '../../jobs/resync.ts'
import { remoteIdOf, toRemoteEvent } from '../../src/google/event.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { countMessages } from '../../src/ledger/messages.ts'
import { countWork } from '../../src/ledger/outbox.ts'
import { openGoogleServer, type Fault, type GoogleServer } from '../support/google-server.ts'
import { openWorld, type World } from '../support/world.ts'

/** Runs of the model, a minute and a half of them; MODEL_RUNS=20000 for a long look. */
const runs = Number(process.env['MODEL_RUNS'] ?? 2500)

const talks = ['Ada Lovelace', 'Karl Pearson']
const rooms = ['HG G 19.1', 'HG E 3', 'KOL F 118']

type Step =
  | { do: 'announce' | 'remind' | 'cancel' | 'delete by hand'; talk: number }
  | { do: 'new room' | 'edit by hand'; talk: number; room: number }
  | { do: 'new day'; talk: number; day: number }
  | { do: 'crash'; fault: Fault }
  | { do: 'resync' | 'flush' | 'work' | 'reconcile' }

const talk = fc.nat(talks.length - 1)
const room = fc.nat(rooms.length - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('announce', 'announce', 'remind', 'cancel', 'delete by hand'), talk }),
  fc.record({ do: fc.constantFrom('new room', 'new room', 'edit by hand'), talk, room }),
  fc.record({ do: fc.constant('new day'), talk, day: fc.integer({ min: 10, max: 20 }) }),
  fc.record({
    do: fc.constant('crash'),
    fault: fc.constantFrom<Fault>(
      'commit-then-drop',
      'drop-before',
      'internal',
      'rateLimitExceeded',
      'quotaExceeded',
    ),
  }),
  fc.record({ do: fc.constantFrom('resync', 'flush', 'work', 'reconcile') }),
)

/** Rows in an order of their own. */
function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted()
}

/** What the mails say, and what a human did in Google. */
interface Expected {
  day: number
  room: string
  off: boolean
  /** Holds until a mail says another room than the mails before. */
  roomByHand: string | null
  deletedByHand: boolean
}

let server: GoogleServer

before(async () => {
  server = await openGoogleServer()
})
after(async () => server.close())

let mails = 0

function mailOf(mark: string, talk: number, { day, room }: Pick<Expected, 'day' | 'room'>): string {
  mails += 1
  const date = `${day}.12.2026`
  const name = talks[talk]!
  return `From: Seminar <office@math.example>
Subject: [Statlist] ${mark}ETH/UZH Research Seminar by ${name}, ${date}
Date: Mon, 02 Nov 2026 08:${String(Math.floor(mails / 60) % 60).padStart(2, '0')}:${String(mails % 60).padStart(2, '0')} +0100
Message-ID: <${mails}@model.example>
Content-Type: text/plain; charset=utf-8

"The collected thoughts of ${name}"
${name}, University of Somewhere

Time: ${date} at 15.15 h
Place: ETH Zurich, ${room}
`
}

async function check(steps: readonly Step[]): Promise<void> {
  mails = 0
  server.reset()
  const world = await openWorld(server)
  const expected = new Map<number, Expected>()

  /** A human acts on what she sees: the calendar is up to date. Null: the talk is not there. */
  async function seen(talk: number): Promise<string | null> {
    server.faults.length = 0
    world.wait(2)
    await world.work()
    const events = await storedEvents(world.services.ledger)
    const event = events.find(({ summary }) => summary.includes(talks[talk]!))
    const id = event === undefined ? '' : remoteIdOf(event.uid)
    return server.events.get(id)?.status === 'confirmed' ? id : null
  }

  async function take(step: Step): Promise<void> {
    const known = 'talk' in step ? expected.get(step.talk) : undefined
    switch (step.do) {
      case 'announce': {
        if (known !== undefined) return
        const fresh = {
          day: 5 + step.talk,
          room: rooms[0]!,
          off: false,
          roomByHand: null,
          deletedByHand: false,
        }
        expected.set(step.talk, fresh)
        return world.mail(mailOf('', step.talk, fresh))
      }
      case 'remind':
        return known === undefined ? undefined : world.mail(mailOf('Reminder: ', step.talk, known))
      case 'cancel':
        if (known === undefined) return
        known.off = true
        return world.mail(mailOf('CANCELLED: ', step.talk, known))
      case 'new room': {
        const name = rooms[step.room]!
        if (known === undefined || known.off) return
        if (known.room !== name) known.roomByHand = null
        known.room = name
        return world.mail(mailOf('Room change: ', step.talk, known))
      }
      case 'new day':
        if (known === undefined || known.off) return
        known.day = step.day
        return world.mail(mailOf('New date: ', step.talk, known))
      case 'edit by hand': {
        const id = await seen(step.talk)
        if (known === undefined || id === null) return
        known.roomByHand = `in the garden ${step.room}`
        return server.editByHand(id, { location: known.roomByHand })
      }
      case 'delete by hand': {
        const id = await seen(step.talk)
        if (known === undefined || id === null) return
        // What was edited and deleted before anybody looked was only deleted.
        await reconcileGoogle(world.services)
        known.deletedByHand = true
        return server.deleteByHand(id)
      }
      case 'crash':
        server.faults.push(step.fault)
        await world.work()
        return world.flush()
      case 'flush':
        return world.flush()
      case 'work':
        return world.work()
      case 'reconcile':
        return void (await reconcileGoogle(world.services).catch(() => {}))
      case 'resync':
        return void (await resync(world.services).catch(() => {}))
    }
  }

  for (const step of steps) await take(step)
  server.faults.length = 0
  for (let round = 0; round < 3; round++) {
    world.wait(2)
    await world.work()
    await reconcileGoogle(world.services)
  }
  await world.work()
  await compare(world, expected)
  await world.services.close()
}

async function compare({ services, feed }: World, expected: ReadonlyMap<number, Expected>): Promise<void> {
  const events = await storedEvents(services.ledger)
  const talkOf = (summary: string) => talks.findIndex((name) => summary.includes(name))
  assert.deepEqual(
    sorted(events.map(({ summary, start, talk, status }) => [talkOf(summary), start, talk.location, status])),
    sorted(
      [...expected].map(([talk, { day, room, off, roomByHand }]) => [
        talk,
        `2026-12-${String(day).padStart(2, '0')}T15:15`,
        roomByHand ?? `ETH Zurich, ${room}`,
        off ? 'cancelled' : 'confirmed',
      ]),
    ),
    'the ledger has one right event for each talk',
  )
  const calendar = events.length === 0 ? null : new ICAL.Component(ICAL.parse(feed()) as never[])
  const inFeed = (calendar?.getAllSubcomponents('vevent') ?? []).map((component) => new ICAL.Event(component))
  assert.deepEqual(
    sorted(
      inFeed.map((event) => [
        event.uid,
        event.summary,
        event.location,
        event.startDate.toString(),
        event.sequence,
      ]),
    ),
    sorted(
      events.map((event) => [event.uid, event.summary, event.location, `${event.start}:00`, event.sequence]),
    ),
    'the feed has the ledger’s events',
  )
  const remotes = [...server.events.values()].map((event) => toRemoteEvent(event, 'Europe/Zurich'))
  assert.deepEqual(
    sorted(
      remotes
        .filter(({ deleted }) => !deleted)
        .map(({ uid, fields }) => [uid, fields.summary, fields.location, fields.start]),
    ),
    sorted(
      events
        .filter(({ summary }) => !expected.get(talkOf(summary))!.deletedByHand)
        .map((event) => [event.uid, event.summary, event.location, event.start]),
    ),
    'Google has the ledger’s events, but for those that a human deleted',
  )
  assert.equal(remotes.length, events.length, 'one entry a talk')
  const counts = await countMessages(services.ledger)
  assert.deepEqual([counts.read, counts.pending, counts.waiting], [mails, 0, 0], 'no mail is lost')
  assert.deepEqual(await countWork(services.ledger), {}, 'nothing is left to do')
}

/** What went wrong once. */
const foundOnce: Step[][] = [
  // The hand's edit is not taken up yet when a mail changes the room and another one changes it back.
  [
    { do: 'announce', talk: 1 },
    { do: 'edit by hand', talk: 1, room: 0 },
    { do: 'new room', talk: 1, room: 1 },
    { do: 'new room', talk: 1, room: 0 },
  ],
  // Another field is written over an edit that is not taken up yet.
  [
    { do: 'announce', talk: 0 },
    { do: 'edit by hand', talk: 0, room: 0 },
    { do: 'new day', talk: 0, day: 10 },
  ],
  // A talk moves to the hour and room of another one of its series.
  [
    { do: 'announce', talk: 1 },
    { do: 'new day', talk: 1, day: 12 },
    { do: 'announce', talk: 0 },
    { do: 'new day', talk: 0, day: 12 },
  ],
]

test(
  `ledger, feed and Google agree after anything in any order (${runs} runs)`,
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14, size: 'max' }), check), {
      numRuns: runs,
      examples: foundOnce.map((steps): [Step[]] => [steps]),
    })
  },
)
