import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import { fill, openDeskWorld, talkMail, type DeskWorld, type Filled, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor
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
  card = `/waiting/${(await waitingNow(world.services))[0]!.id}`
  talk = await world.talkPath('Weijie')
})
afterEach(async () => world.close())

const lines = async () => {
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed)
  return feed
}

/** What is clicked twice: page, button, what is written. */
const clicks: [string, string, Record<string, string>][] = [
  ['card', 'publish', {}],
  ['card', 'publish', { location: 'HG E 3' }],
  ['card', 'reject', {}],
  ['talk', 'correct', { location: 'HG E 3' }],
  ['talk', 'cancel', {}],
  ['talk', 'withdraw', {}],
]
for (const [page, button, written] of clicks)
  test(`clicked twice, ${page} ${button} ${JSON.stringify(written)}: one decision`, async () => {
    const form = fill(await letizia.get(page === 'card' ? card : talk), button, written)
    await twice(form, letizia)
    assert.equal((await world.decided()).length, 1)
  })

async function twice(form: Filled, visitor: Visitor): Promise<void> {
  const answers = await Promise.all([visitor.send(form), visitor.send(form)])
  for (const { status } of [...answers, await visitor.send(form)]) assert.ok(status < 500, String(status))
}

for (const [page, button] of [
  ['card', 'publish'],
  ['talk', 'correct'],
  ['talk', 'withdraw'],
  ['talk', 'cancel'],
] as const)
  test(`undo clicked twice, ${page} ${button}: taken back once`, async () => {
    const before = await lines()
    const form = fill(await letizia.get(page === 'card' ? card : talk), button, { location: 'HG E 3' })
    const { location } = await letizia.send(form)
    await twice(fill(await letizia.get(location!), '/decisions/1/undo'), letizia)
    assert.deepEqual(await lines(), before)
    const log = await letizia.get('/decisions')
    assert.doesNotMatch(log.text, /action="\/decisions\/1\/undo"/, 'what is taken back has no undo any more')
    const undoing = (await world.decided()).slice(1).filter((kind) => kind === 'undo' || kind === 'restore')
    assert.equal(undoing.length, 1, undoing.join())
  })
