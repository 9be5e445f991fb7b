import assert from 'node:assert/strict'
import { after, beforeEach, before, test } from 'node:test'
import { healthOf } from '../../jobs/run/health.ts'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import { resync } from '../../jobs/resync.ts'
import { recordDecision } from '../../src/ledger/decisions.ts'
import { allWritten, storedEvents } from '../../src/ledger/events.ts'
import { leaveNote, notes } from '../../src/ledger/notes.ts'
import { openGoogleServer, type Fault, type GoogleServer } from '../support/google-server.ts'
import { openWorld, type World } from '../support/world.ts'

let server: GoogleServer
let world: World

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openWorld(server)
})

/** So many talks, on as many days, in ledger and Google. */
async function fill(count: number): Promise<string[]> {
  for (let at = 0; at < count; at++) await world.mail(mailOf(at))
  await world.work()
  await reconcileGoogle(world.services)
  return [...server.events.keys()]
}

function mailOf(at: number, room = 'HG G 19.1', mark = ''): string {
  const day = Temporal.PlainDate.from('2026-12-01').add({ days: at })
  const date = `${day.day}.${day.month}.${day.year}`
  return `From: Seminar <office@math.example>
Subject: [Statlist] ${mark}ETH/UZH Research Seminar by Speaker Number${'abcdefghijklmnopqrstuvwxyz'[at % 26]}, ${date}
Date: Mon, 02 Nov 2026 08:00:${String(at % 60).padStart(2, '0')} +0100
Message-ID: <${at}${mark.trim()}@reconcile.example>
List-Id: <statlist.stat.example>

"A title about the matter ${at}"
Speaker Number${'abcdefghijklmnopqrstuvwxyz'[at % 26]}, University of Somewhere

Time: ${date} at 15.15 h
Place: ETH Zurich, ${room}
`
}

function writes(): number {
  return server.requests.filter(({ method }) => method !== 'GET').length
}

test('a second look finds nothing and writes nothing', async () => {
  await fill(5)
  const before = [server.requests.length, writes()] as const
  assert.equal(await reconcileGoogle(world.services), 0)
  assert.deepEqual([server.requests.length - before[0], writes() - before[1]], [1, 0])
  assert.ok((await notes(world.services.ledger))['google-agreed'])
})

test('events that are not ours are never touched', async () => {
  const own = server.addByHand('Lunch')
  const before = server.events.get(own)!.etag
  await fill(3)
  await resync(world.services)
  await reconcileGoogle(world.services)
  assert.equal(server.events.get(own)!.etag, before)
})

test('what a human edits is a decision: feed, ledger and history have it, too', async () => {
  const [id] = await fill(1)
  server.editByHand(id!, {
    start: { dateTime: '2026-12-01T17:15:00+01:00', timeZone: 'Europe/Zurich' },
    end: { dateTime: '2026-12-01T18:45:00+01:00', timeZone: 'Europe/Zurich' },
  })
  await reconcileGoogle(world.services)
  await world.work()
  const [event] = await storedEvents(world.services.ledger)
  assert.deepEqual([event!.start, event!.end], ['2026-12-01T17:15', '2026-12-01T18:45'])
  assert.match(world.feed(), /DTSTART;TZID=Europe\/Zurich:20261201T171500/)
  assert.equal(event!.talk.changes.at(-1)!.by.kind, 'human')
  assert.equal(await reconcileGoogle(world.services), 0)
})

test('HTML of Google’s editor stays there, and is plain text in the feed', async () => {
  const [id] = await fill(1)
  const description = '<p>Please <b>register</b> first.<br></p><ul><li>Room &amp; coffee</li></ul>'
  server.editByHand(id!, { description })
  await reconcileGoogle(world.services)
  await world.work()
  assert.match(
    world.feed().replaceAll('\r\n ', ''),
    /DESCRIPTION:Please register first\.\\n\\n- Room & coffee\r\n/,
  )
  assert.equal(server.events.get(id!)!['description'], description)
  assert.equal(await reconcileGoogle(world.services), 0)
})

test('edited by hand, then changed twice by mails before anybody looked: the mails win', async () => {
  const [id] = await fill(1)
  server.editByHand(id!, { location: 'in the garden' })
  await world.mail(mailOf(0, 'HG E 3', 'Room change: '))
  await world.mail(mailOf(0, 'HG G 19.1', 'Another room change: '))
  for (let round = 0; round < 2; round++) {
    await reconcileGoogle(world.services)
    await world.work()
  }
  assert.match(String(server.events.get(id!)!['location']), /^ETH Zurich, HG G 19\.1/)
  assert.equal((await storedEvents(world.services.ledger))[0]!.talk.location, 'ETH Zurich, HG G 19.1')
})

test('deleted by hand, and taken out of the bin again', async () => {
  const [id] = await fill(1)
  server.deleteByHand(id!)
  await reconcileGoogle(world.services)
  await world.work()
  assert.equal((await storedEvents(world.services.ledger))[0]!.talk.inGoogle, false)
  server.restoreByHand(id!)
  await reconcileGoogle(world.services)
  await world.work()
  assert.equal((await storedEvents(world.services.ledger))[0]!.talk.inGoogle, true)
  assert.equal(server.events.get(id!)!.status, 'confirmed')
})

test('deleted by hand, and brought back by a human here', async () => {
  const [id] = await fill(1)
  server.deleteByHand(id!)
  await reconcileGoogle(world.services)
  await world.work()
  const [event] = await storedEvents(world.services.ledger)
  const act = { kind: 'restore', event: event!.uid } as const
  await recordDecision(world.services.ledger, { who: 'admin', why: '', act }, world.services.now())
  await world.work()
  assert.equal(server.events.get(id!)!.status, 'confirmed')
})

test('withdrawn here, and brought back', async () => {
  const [id] = await fill(1)
  const uid = (await storedEvents(world.services.ledger))[0]!.uid
  for (const [kind, status] of [
    ['withdraw', 'cancelled'],
    ['restore', 'confirmed'],
  ] as const) {
    await recordDecision(
      world.services.ledger,
      { who: 'admin', why: '', act: { kind, event: uid } },
      world.services.now(),
    )
    await world.work()
    await reconcileGoogle(world.services)
    await world.work()
    assert.equal(server.events.get(id!)!.status, status)
  }
})

test('a calendar that somebody emptied is not taken over unasked; the plan says so, and does it when told', async () => {
  const ids = await fill(8)
  for (const id of ids) server.deleteByHand(id)
  await reconcileGoogle(world.services)
  assert.match(
    (await notes(world.services.ledger))['google-emptied']!.value,
    /8 of 8 events would be removed because they were deleted in Google/,
  )
  assert.ok([...(await allWritten(world.services.ledger)).values()].every(({ state }) => state === 'held'))
  const refused = await resync(world.services)
  assert.ok(refused.kind === 'refused')
  assert.equal(refused.plan.operations.length, 8)
  const planned = await resync(world.services, { plan: true })
  assert.ok(planned.kind === 'planned' && planned.plan.hash === refused.plan.hash)
  const done = await resync(world.services, { apply: planned.plan.hash })
  assert.equal(done.kind, 'done')
  assert.equal((await storedEvents(world.services.ledger)).length, 8, 'the feed keeps them')
})

test('a plan is carried out as it was shown, or not at all', async () => {
  await fill(2)
  const planned = await resync(world.services, { plan: true })
  assert.ok(planned.kind === 'planned')
  await world.mail(mailOf(1, 'HG E 3', 'Room change: '))
  const late = await resync(world.services, { apply: planned.plan.hash })
  assert.ok(late.kind === 'refused')
  assert.match(late.why, /things have changed since plan/)
  assert.deepEqual(
    late.plan.operations.map(({ what, where, reason }) => [what, where, reason.split(' by ')[0]]),
    [
      ['change', 'feed', 'location'],
      ['write', 'Google', 'summary, description, location changed'],
    ],
  )
  assert.equal((await storedEvents(world.services.ledger)).filter(({ sequence }) => sequence > 0).length, 0)
})

test('a calendar that can’t be read is no empty one', async () => {
  await fill(4)
  server.settings.shared = false
  await assert.rejects(resync(world.services), /shared with/)
  await assert.rejects(reconcileGoogle(world.services), /shared with/)
  server.settings.shared = true
  const { report } = (await resync(world.services)) as { report: { googleWrites: number } }
  assert.equal(report.googleWrites, 0)
})

test('an exhausted quota rests all writing for an hour and costs no request', async () => {
  await fill(1)
  server.faults.push('quotaExceeded')
  for (let at = 1; at < 6; at++) await world.mail(mailOf(at))
  const before = server.requests.length
  await world.work()
  assert.ok(server.requests.length - before <= 2, `${server.requests.length - before} requests`)
  assert.match(
    (await notes(world.services.ledger))['google-error']!.value,
    /quotaExceeded.*read-only for an hour/,
  )
  world.wait(2)
  await world.work()
  assert.equal(server.events.size, 6)
  assert.equal((await notes(world.services.ledger))['google-error'], undefined)
})

test('a 409 with nothing behind it is looked into and passes: nobody deleted anything', async () => {
  server.faults.push('conflict')
  await world.mail(mailOf(0))
  await world.work()
  world.wait(1)
  await world.work()
  assert.equal(server.events.size, 1)
  assert.deepEqual(await world.services.ledger.selectFrom('decision').selectAll().execute(), [])
  assert.ok([...(await allWritten(world.services.ledger)).values()].every(({ state }) => state === 'held'))
})

test('an event that Google refuses is named in /health until it is taken', async () => {
  await leaveNote(world.services.ledger, 'last-poll', '{}', world.services.now())
  server.faults.push(...Array.from({ length: 60 }, (): Fault => 'invalid'))
  await world.mail(mailOf(0))
  await world.work()
  const refused = await healthOf(world.services)
  assert.equal(refused.ok, false)
  assert.match(refused.problems.join(), /Google refuses “.*A title about the matter 0.*”: .*400/)
  server.faults.length = 0
  await world.work()
  await leaveNote(world.services.ledger, 'last-poll', '{}', world.services.now())
  assert.equal(server.events.size, 1)
  assert.deepEqual((await healthOf(world.services)).problems, [])
})

const alarms: [Fault, boolean, RegExp][] = [
  ['quotaExceeded', true, /read-only for an hour/],
  ['dailyLimitExceeded', true, /nothing is lost/],
  ['unauthorized', false, /Make a new key/],
  ['forbidden', false, /Share .* with the permission “Make changes to events”/],
]

for (const [fault, ok, problem] of alarms)
  test(`${fault} is ${ok ? 'no alarm' : 'an alarm'} in /health, with what to do`, async () => {
    await leaveNote(world.services.ledger, 'last-poll', '{}', world.services.now())
    // It lasts: each pause ends with the same answer.
    server.faults.push(...Array.from({ length: 200 }, () => fault))
    await world.mail(mailOf(0))
    await world.work()
    const health = await healthOf(world.services)
    assert.equal(health.ok, ok)
    assert.match(health.problems.join(), problem)
  })

test('a ledger that forgot what it wrote finds it again', async () => {
  await fill(3)
  await world.services.ledger.deleteFrom('sink').execute()
  await resync(world.services)
  assert.equal(server.events.size, 3)
  assert.equal((await allWritten(world.services.ledger)).size, 3)
})

test('a ledger that was lost, and read again from the inbox, writes nothing that Google shows already', async () => {
  await fill(5)
  const [id] = [...server.events.keys()]
  server.editByHand(id!, { location: 'somewhere else' })
  const before = writes()
  world = await openWorld(server)
  for (let at = 0; at < 6; at++) await world.mail(mailOf(at))
  await world.work()
  // The sixth is new; the first was found under its id, and put right.
  assert.equal(server.events.size, 6)
  assert.deepEqual(
    server.requests
      .filter(({ method }) => method !== 'GET')
      .slice(before)
      .map(({ method }) => method)
      .toSorted(),
    ['PATCH', 'POST', 'POST'],
  )
  assert.equal((await allWritten(world.services.ledger)).size, 6)
})
