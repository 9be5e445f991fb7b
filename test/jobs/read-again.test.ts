import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askAgainJob } from '../../jobs/ask-again.ts'
import { alertsOf } from '../../jobs/notify.ts'
import { readAgain } from '../../jobs/read-again.ts'
import { resync } from '../../jobs/resync.ts'
import { healthOf } from '../../jobs/run/health.ts'
import { publish } from '../../jobs/publish-feed.ts'
import { answersTo, rereadAnswer } from '../../src/ledger/answers.ts'
import { announcements } from '../../src/ledger/messages.ts'
import { notes, waitingOf } from '../../src/ledger/notes.ts'
import { addWork, openKeys } from '../../src/ledger/outbox.ts'
import type { StoredSecond } from '../../src/talks/reading.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import {
  errorBody,
  modelName,
  openModelServer,
  send,
  type Behaviour,
  type ModelServer,
} from '../support/model-server.ts'
import { openWorld, type World } from '../support/world.ts'

let google: GoogleServer
let model: ModelServer

before(async () => {
  google = await openGoogleServer()
  model = await openModelServer('ollama', () => '')
})
after(async () => {
  await model.close()
  await google.close()
})

const mail = `From: Office <office@math.example>
Subject: [Statlist] cheese
Message-ID: <chat@x>
Date: Sun, 01 Nov 2026 08:00:00 +0100

Hi all
Jan will tell us about cheese next week, Tuesday the 10th of November, half an hour, it begins at 14.30 in the kitchen.
We meet for cake at 14:00. Sign up by 8 November.
`
const q = (line: number, quote: string) => ({ line, quote })
const right = {
  kind: 'announcement',
  kindQuote: null,
  events: [
    {
      title: q(2, 'cheese'),
      speakers: [{ name: q(2, 'Jan'), affiliation: null }],
      date: q(2, 'Tuesday the 10th of November'),
      start: q(2, '14.30'),
    },
  ],
  account: [
    { id: 'd1', is: 'event' },
    { id: 'c1', is: 'event' },
    { id: 'c2', is: 'programme' },
    { id: 'd2', is: 'deadline' },
  ],
}

/** A world whose inbox had one mail, read by our rules alone and then by a model that behaves so. */
async function after1(behaviour: Behaviour | null): Promise<World> {
  const world = await openWorld(google)
  if (behaviour !== null) {
    model.behave(behaviour)
    const reader = { url: model.url, model: modelName, key: null }
    Object.assign(world.services, { settings: { ...world.services.settings, reader } })
  }
  await world.mail(mail)
  await world.work()
  return world
}

async function waiting({ services }: World) {
  return waitingOf((await notes(services.ledger)).waiting).map(({ start, reasons }) => [start, ...reasons])
}

const json = (answer: object) => () => JSON.stringify(answer)
const broken =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    send(response, status, errorBody('ollama', 'no'), headers)
    return null
  }

/** Whatever a server says: the mail ends as our own reading had it. */
const hostile: [string, Behaviour, RegExp | null][] = [
  ['prose', () => 'There is a talk on Tuesday at half past two.', /not JSON/],
  ['half of a JSON', () => JSON.stringify(right).slice(0, 90), /not JSON/],
  ['another schema', json({ title: 'cheese', start: '2026-11-10T14:30' }), /lacks kind or events/],
  ['ten megabytes', () => 'x'.repeat(10_000_000), /more than 1000000 bytes/],
  ['too many requests', broken(429, { 'retry-after': '30' }), /429/],
  ['no key', broken(401), /READER_KEY/],
  [
    'a redirect',
    (_, response) => (response.writeHead(302, { location: 'https://evil.example' }).end(), null),
    /redirect/,
  ],
  ['nothing', () => '', /no text/],
]

describe('a model that is away, slow or wrong changes nothing', () => {
  for (const [name, behaviour, problem] of hostile)
    it(name, async () => {
      const [alone, with1] = [await after1(null), await after1(behaviour)]
      assert.equal(with1.feed(), alone.feed())
      assert.deepEqual(await waiting(with1), await waiting(alone))
      if (problem !== null) assert.match((await healthOf(with1.services)).problems.join('; '), problem)
    })

  /** Answers of the asked form that must not be published. */
  const wrong: [string, object][] = [
    [
      'an invented day',
      { ...right, events: [{ ...right.events[0], date: q(2, 'Monday the 9th of November') }] },
    ],
    [
      'right words on a wrong line',
      { ...right, events: [{ ...right.events[0], date: q(30, 'Tuesday the 10th of November') }] },
    ],
    ['a day that it computed', { ...right, events: [{ ...right.events[0], date: q(2, '2026-11-10') }] }],
    ['the hour of the cake', { ...right, events: [{ ...right.events[0], start: q(3, '14:00') }] }],
    ['the deadline', { ...right, events: [{ ...right.events[0], date: q(3, '8 November') }] }],
    [
      'thirty events',
      {
        ...right,
        events: Array.from({ length: 30 }, (_, at) => ({
          ...right.events[0],
          start: q(2, at % 2 ? '14.30' : 'half an hour'),
        })),
      },
    ],
  ]
  for (const [name, answer] of wrong)
    it(`${name}: it waits`, async () => {
      const world = await after1(json(answer))
      assert.ok(!world.feed().includes('BEGIN:VEVENT'), world.feed())
      assert.ok((await waiting(world)).length > 0)
    })
})

describe('an answer', () => {
  it('settles what waits, is asked once, and is the same in every fold', async () => {
    const world = await after1(json(right))
    assert.match(world.feed(), /DTSTART;TZID=Europe\/Zurich:20261110T143000/)
    assert.deepEqual(await waiting(world), [])
    const [bytes, asked] = [world.feed(), model.asked.length]
    const { services } = world
    const { key } = (await announcements(services.ledger))[0]!
    await addWork(services.ledger, 'read-again', key, services.now())
    await readAgain.run(key, services)
    assert.deepEqual(await openKeys(services.ledger, 'read-again'), [])
    for (const round of [1, 2]) {
      const result = await resync(services)
      assert.equal(result.kind, 'done', String(round))
      if (result.kind === 'done') assert.deepEqual(result.plan.reanswered, [])
    }
    assert.equal(world.feed(), bytes)
    assert.equal(model.asked.length, asked)
    const [answer, ...more] = await answersTo(services.ledger, key)
    assert.deepEqual([answer!.model, answer!.prompt, more.length], [modelName, '1', 0])
  })

  it('is read anew by another parser, whose other start waits as a plan', async () => {
    const world = await after1(json(right))
    const { services } = world
    const { key } = (await announcements(services.ledger))[0]!
    const { number, reading } = (await answersTo(services.ledger, key))[0]!
    // As an older parser would have left it.
    await rereadAnswer(
      services.ledger,
      number,
      JSON.parse(reading!.replaceAll('T14:30', 'T15:30')) as StoredSecond,
      services.now(),
    )
    await publish(services)
    assert.match(world.feed(), /20261110T153000/)
    const result = await resync(services)
    assert.equal(result.kind, 'refused')
    assert.match(world.feed(), /20261110T153000/)
    if (result.kind !== 'refused') return
    assert.equal(result.plan.reanswered.length, 1)
    assert.equal((await resync(services, { apply: result.plan.hash })).kind, 'done')
    assert.match(world.feed(), /20261110T143000/)
    assert.match(world.feed(), /SEQUENCE:1/)
  })

  it('of another model is asked for about what waits, and about nothing else', async () => {
    const world = await after1(null)
    const { services } = world
    await world.mail(
      mail
        .replace('<chat@x>', '<clear@x>')
        .replace(
          /Hi all[\s\S]*/,
          'Title: Trees\nSpeaker: Ada Brunner (Basel)\nTime: Friday, 13 November 2026, 15.15 h\nPlace: HG G 19.1\n',
        ),
    )
    await world.work()
    const asked = model.asked.length
    model.behave(json(right))
    Object.assign(services, {
      settings: { ...services.settings, reader: { url: model.url, model: modelName, key: null } },
    })
    await askAgainJob.run(services)
    assert.equal((await openKeys(services.ledger, 'read-again')).length, 1)
    await world.work()
    await askAgainJob.run(services)
    await world.work()
    assert.equal(model.asked.length, asked + 1)
    assert.match(world.feed(), /20261110T143000/)
  })

  it('that is still to come keeps the admin from being asked, for a while', async () => {
    const world = await after1(broken(503))
    const told = async () => (await alertsOf(world.services)).map(({ name }) => name.split(' ')[0])
    assert.deepEqual(await told(), [])
    world.wait(1)
    assert.deepEqual(new Set(await told()), new Set(['reader', 'waiting']))
  })
})
