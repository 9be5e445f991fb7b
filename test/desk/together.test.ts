import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import {
  fill,
  openDeskWorld,
  talkMail,
  valueIn,
  wordsIn,
  type Answer,
  type DeskWorld,
  type Visitor,
} from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor
let robin: Visitor
let card: string
let talk: string

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  await world.mail(talkMail('2', { when: 'Monday, 17.12.2026 at 15.15 h', speaker: 'Ada Byron' }))
  await world.work()
  letizia = await world.login()
  robin = await world.login('Robin')
  card = `/waiting/${(await waitingNow(world.services))[0]!.id}`
  talk = await world.talkPath('Weijie')
})
afterEach(async () => world.close())

const lines = async () => {
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed)
  return feed
}

test('two admins on one item: the first decides, the other is told and keeps what was written', async () => {
  const [mine, theirs] = [await letizia.get(card), await robin.get(card)]
  assert.equal((await letizia.send(fill(mine, 'reject'))).status, 303)
  const answer = await robin.send(fill(theirs, 'publish', { title: 'A title by Robin' }))
  assert.equal(answer.status, 409)
  assert.match(wordsIn(answer, 'main').join(), /already settled.*A title by Robin/)
  assert.deepEqual(await world.decided(), ['reject'])
  assert.equal((await lines()).length, 1)
})

test('two admins at the same moment: one decision', async () => {
  const forms = [
    fill(await letizia.get(card), 'publish'),
    fill(await robin.get(card), 'publish', { location: 'HG E 3' }),
  ]
  const answers = await Promise.all([letizia.send(forms[0]!), robin.send(forms[1]!)])
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [303, 409],
  )
  assert.equal((await world.decided()).length, 1)
})

test('two admins on one talk: the second sees what changed, marked, and nothing written is lost', async () => {
  const [mine, theirs] = [await letizia.get(talk), await robin.get(talk)]
  await letizia.send(fill(mine, 'correct', { location: 'HG E 3' }))
  const answer = await robin.send(
    fill(theirs, 'correct', { title: 'A title by Robin', location: 'HG D 1.1' }),
  )
  assert.equal(answer.status, 409)
  assert.equal(valueIn(answer, 'title'), 'A title by Robin')
  assert.equal(valueIn(answer, 'location'), 'HG D 1.1')
  assert.deepEqual(wordsIn(answer, 'label.moved span'), ['Place changed meanwhile, now: HG E 3'])
  assert.match(wordsIn(answer, 'main').join(), /HG E 3/, 'what it is now is told, too')
  assert.deepEqual(await world.decided(), ['correct'])
  assert.equal((await robin.send(fill(answer, 'correct'))).status, 303, 'decided again, it counts')
  assert.match((await lines()).join(), /A title by Robin.* @ HG D 1.1/)
})

test('one admin corrects what another has just withdrawn: told, not done', async () => {
  const [mine, theirs] = [await letizia.get(talk), await robin.get(talk)]
  await letizia.send(fill(mine, 'withdraw'))
  assert.equal((await robin.send(fill(theirs, 'correct', { title: 'By Robin' }))).status, 409)
  assert.deepEqual(await world.decided(), ['withdraw'])
})

/** Sends a card's form after the office has put its own mistake right, in another room. */
async function sendLate(written: Record<string, string>): Promise<Answer> {
  const form = fill(await letizia.get(card), 'publish', written)
  const title = 'Patterns of networks, part 2'
  const when = 'Thursday, 17.12.2026 at 16.15 h'
  await world.mail(talkMail('3', { when, title, speaker: 'Ada Byron', place: 'ETH Zurich, HG E 3' }))
  await world.work()
  return letizia.send(form)
}

test('a mail that arrives while a form is open: the form comes back with what changed', async () => {
  const answer = await sendLate({ title: 'A title by hand' })
  assert.equal(answer.status, 409)
  assert.equal(valueIn(answer, 'title'), 'A title by hand')
  assert.ok(wordsIn(answer, 'label.moved').length > 0, 'what changed is marked')
  assert.deepEqual(await world.decided(), [])
  assert.equal((await lines()).length, 2)
})

test('… and with the reason that was written', async () => {
  assert.equal(valueIn(await sendLate({ why: 'I was there' }), 'why'), 'I was there')
})

/** Sends a talk's form after a mail has told of another room. */
async function correctLate(written: Record<string, string>): Promise<Answer> {
  const form = fill(await letizia.get(talk), 'correct', written)
  const subject = '[Statlist] Room change: Seminar by Weijie Su'
  await world.mail(
    talkMail('3', { subject, title: 'Patterns of networks, part 1', place: 'ETH Zurich, HG E 3' }),
  )
  await world.work()
  return letizia.send(form)
}

test('a talk that changes by a mail while its form is open', async () => {
  const answer = await correctLate({ title: 'A title by hand' })
  assert.equal(answer.status, 409)
  assert.equal(valueIn(answer, 'title'), 'A title by hand')
  assert.deepEqual(wordsIn(answer, 'label.moved span'), ['Place changed meanwhile, now: ETH Zurich, HG E 3'])
  assert.deepEqual(await world.decided(), [])
})

test('… sent again as it came back, it takes nothing back that the admin never touched', async () => {
  const answer = await correctLate({ title: 'A title by hand' })
  assert.equal((await letizia.send(fill(answer, 'correct'))).status, 303)
  assert.match((await lines()).join(), /A title by hand.* @ ETH Zurich, HG E 3/)
})

test('Google’s part of the work goes on while a form is open: that moves nothing', async () => {
  await letizia.press(card, 'publish')
  const path = await world.talkPath('Ada Byron')
  const form = fill(await letizia.get(path), 'correct', { location: 'HG E 3' })
  await world.work()
  assert.equal((await letizia.send(form)).status, 303)
})

test('the worker starts anew between form and click: login and form still hold', async () => {
  const forms = [
    fill(await letizia.get(card), 'publish'),
    fill(await letizia.get(talk), 'correct', { location: 'HG E 3' }),
  ]
  await world.restart()
  for (const form of forms) assert.equal((await letizia.send(form)).status, 303)
  assert.deepEqual(await world.decided(), ['approve', 'correct'])
  assert.equal((await lines()).length, 2)
})

test('a login that ends while a form is open: nothing is decided', async () => {
  const form = fill(await letizia.get(card), 'publish', { title: 'A title by hand' })
  world.wait(13)
  const answer = await letizia.send(form)
  assert.equal(answer.status, 401)
  assert.deepEqual(await world.decided(), [])
})

test('a batch of which somebody has settled a part meanwhile: shown again, then done', async () => {
  await world.mail(talkMail('4', { when: 'Monday, 18.12.2026 at 15.15 h', speaker: 'Emmy Noether' }))
  await world.work()
  const ids = (await waitingNow(world.services)).map(({ id }) => id)
  const page = await letizia.press('/waiting', 'publish', { item: ids.join(' ') })
  await robin.press(card, 'reject')
  const answer = await letizia.send(fill(page, 'publish'))
  assert.equal(answer.status, 409)
  assert.deepEqual(await world.decided(), ['reject'])
  assert.match(wordsIn(answer, 'main').join(), /Emmy Noether/)
  const form = fill(answer, 'publish')
  assert.equal((await letizia.send(form)).status, 303)
  await letizia.send(form)
  assert.deepEqual(await world.decided(), ['reject', 'approve'])
})
