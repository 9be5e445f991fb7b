import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { allEvents, approvalOf, decide, rejectionOf, undo, waitingNow } from '../../jobs/decide.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openWorld, type World } from '../support/world.ts'

const by = { who: 'Letizia', why: '' }
let server: GoogleServer
let world: World

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openWorld(server)
  await world.mail(mailOf('1', 'Wednesday, 16.12.2026', 'Weijie Su'))
  // The weekday does not agree.
  await world.mail(mailOf('2', 'Monday, 17.12.2026', 'Ada Byron'))
  await world.work()
})

function mailOf(id: string, day: string, speaker: string): string {
  return `From: office@math.example
Subject: [Statlist] Research Seminar by ${speaker}
Date: Mon, 0${id} Nov 2026 08:00:00 +0100
Message-ID: <${id}@decide.example>
List-Id: <statlist.stat.example>

"Patterns of networks, read by ${speaker}"
${speaker}, University of Pennsylvania

Time: ${day} at 15.15 h
Place: ETH Zurich, HG G 19.1
`
}

/** What readers have: summary, place and sequence in the ledger, summary and place in Google. */
async function published() {
  await world.work()
  const events = await storedEvents(world.services.ledger)
  const inGoogle = [...server.events.values()].filter(({ status }) => status !== 'cancelled')
  return {
    feed: events.map(({ summary, location, sequence }) => [summary, location, sequence]),
    google: inGoogle.map(({ summary, location }) => [summary, location]),
  }
}

test('a correction that is taken back leaves readers with what the mail says, as something newer', async () => {
  const [event] = await allEvents(world.services)
  await decide(world.services, { kind: 'correct', event: event!.uid, field: 'location', value: 'HG E 3' }, by)
  assert.deepEqual(
    (await published()).google.map(([, place]) => place),
    ['HG E 3'],
  )
  const { number } = await undo(world.services, 1, by)
  const { feed, google } = await published()
  assert.deepEqual([feed[0]?.[1], google[0]?.[1]], [event!.location, event!.location])
  assert.equal(feed[0]?.[2], 2, 'never a SEQUENCE that readers had before')
  await undo(world.services, number, by)
  assert.deepEqual(
    (await published()).google.map(([, place]) => place),
    ['HG E 3'],
  )
})

test('an approval that is taken back: the talk goes everywhere, and waits again', async () => {
  const [item] = await waitingNow(world.services)
  await decide(world.services, approvalOf(item!), by)
  assert.equal((await published()).google.length, 2)
  assert.deepEqual(await waitingNow(world.services), [])
  await undo(world.services, 1, by)
  const { feed, google } = await published()
  assert.deepEqual([feed.length, google.length], [1, 1])
  assert.deepEqual(await waitingNow(world.services), [item])
})

test('a rejection, a withdrawal and a deletion in Google that are taken back', async () => {
  const before = await published()
  const [item] = await waitingNow(world.services)
  await decide(world.services, rejectionOf(item!), by)
  await undo(world.services, 1, by)
  assert.deepEqual(await waitingNow(world.services), [item])
  const [event] = await allEvents(world.services)
  const { number } = await decide(world.services, { kind: 'withdraw', event: event!.uid }, by)
  assert.deepEqual((await published()).google, [])
  await undo(world.services, number, by)
  assert.deepEqual((await published()).google, before.google)
})

test('what is taken back already, or was never decided, is told', async () => {
  const [item] = await waitingNow(world.services)
  await decide(world.services, rejectionOf(item!), by)
  await undo(world.services, 1, by)
  await assert.rejects(undo(world.services, 1, by), /Decision 1 no longer counts/)
  await assert.rejects(undo(world.services, 99, by), /Decision 99 no longer counts/)
})
