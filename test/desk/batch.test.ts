import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import type { Waiting } from '../../src/talks/reading.ts'
import { fill, openDeskWorld, talkMail, wordsIn, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

const house = 'ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich'
const su = `Weijie Su: Patterns of networks, part 1 @ ETH Zurich, HG G 19.1, ${house}`
const both = (...lines: string[]) => ({ feed: lines.toSorted(), google: lines.toSorted() })

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  // The weekday does not agree.
  await world.mail(talkMail('2', { when: 'Monday, 17.12.2026 at 15.15 h', speaker: 'Ada Byron' }))
  // Somebody else says that the room is another one.
  const stranger = { from: 'stranger@example.org', title: 'Patterns of networks, part 1', place: 'HG E 3' }
  await world.mail(talkMail('3', { ...stranger, subject: '[Statlist] Room change: Seminar by Weijie Su' }))
  await world.work()
  letizia = await world.login()
})
afterEach(async () => world.close())

const item = async (subject: string): Promise<Waiting> =>
  (await waitingNow(world.services)).find((one) => one.subject.includes(subject))!
const cardOf = async (subject: string) => `/waiting/${(await item(subject)).id}`

test('several at once: first a list of what will happen, then exactly that', async () => {
  await world.mail(talkMail('5', { when: 'Monday, 18.12.2026 at 11.15 h', speaker: 'Karl Gauss' }))
  await world.work()
  const chosen = [(await item('Ada Byron')).id, (await item('Karl Gauss')).id].join(' ')
  const page = await letizia.press('/waiting', 'publish', { item: chosen })
  assert.equal(page.status, 200)
  assert.deepEqual(await world.decided(), [], 'nothing yet')
  assert.match(wordsIn(page, 'main').join(), /Publish 2 .*Ada Byron.*Karl Gauss/)
  const done = await letizia.send(fill(page, 'publish'))
  assert.equal(done.status, 303)
  assert.equal((await world.published()).google.length, 3)
  assert.deepEqual((await waitingNow(world.services)).length, 1, 'the one that was not chosen waits')
  const flash = await letizia.get(done.location!)
  await letizia.send(fill(flash, /action="(\/decisions\/\d+\/undo)"/.exec(flash.text)![1]!))
  assert.deepEqual(await world.published(), both(su), 'what was done by one click is taken back by one')
})

test('what the guard holds back is not told to be published', async () => {
  for (let at = 0; at < 25; at++) {
    const day = Temporal.PlainDate.from('2027-01-04').add({ days: at })
    const when = `${day.day}.${day.month}.${day.year} at 15.15 h`
    await world.mail(talkMail(`guard${at}`, { when, speaker: `Ada Byr${'abcdefghijklmnopqrstuvwxy'[at]}` }))
  }
  await world.work()
  // As if a new parser found nothing in them any more.
  const { ledger } = world.services
  await ledger
    .updateTable('message')
    .set({ state: 'ignored' })
    .where('message_id', 'like', 'guard%')
    .execute()
  const before = await world.published()
  const answer = await letizia.press(await cardOf('Ada Byron'), 'publish')
  assert.deepEqual(await world.published(), before)
  assert.match(
    wordsIn(answer, '[role="alert"], [role="status"]').join(),
    /not|nothing was changed|held back/i,
  )
})
