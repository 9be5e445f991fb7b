import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { alertsOf } from '../../jobs/notify.ts'
import { takeRemark } from '../../jobs/take-remark.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { openRemarks, settleRemark } from '../../src/ledger/remarks.ts'
import { shortIdOf } from '../../src/talks/talk.ts'
import { openDeskWorld, talkMail, wordsIn, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { payloads } from '../support/payloads.ts'

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor
let id: string

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  await world.work()
  letizia = await world.login()
  id = shortIdOf((await storedEvents(world.services.ledger))[0]!.uid)
})
afterEach(async () => world.close())

const take = async (text: string, event = id) => (await takeRemark(world.services, { id: event, text })).taken

test('what a reader says waits at the desk, is told once, and is settled by who looked at it', async () => {
  assert.equal(await take('The room is  HG E 3,\nnot G 19.1'), 'kept')
  assert.match((await letizia.get('/')).text, /1 thing is waiting for you[\s\S]*Readers say: 1/)
  const page = await letizia.get('/waiting')
  assert.deepEqual(wordsIn(page, 'blockquote'), ['The room is HG E 3, not G 19.1'])
  assert.ok(page.text.includes(`href="/talks/${id}"`))
  const told = (await alertsOf(world.services)).map(({ text }) => text)
  assert.match(told.join(), new RegExp(`A reader says of event ${id}: “The room is HG E 3, not G 19.1”`))
  const before = await world.published()
  await letizia.press('/waiting', '/remarks/1')
  assert.deepEqual(await openRemarks(world.services.ledger), [])
  assert.match((await letizia.get('/waiting')).text, /Nothing is waiting for you/)
  assert.deepEqual(await world.published(), before, 'it changes nothing by itself')
  assert.deepEqual(await alertsOf(world.services), [])
})

/** What is sent → what comes of it. */
const rows: [string, string | undefined, string][] = [
  ['It was last week', undefined, 'kept'],
  // A double click.
  ['It was last week', undefined, 'kept'],
  ['', undefined, 'empty'],
  [' \u200b\n…!? ', undefined, 'empty'],
  ['x', '000000000000', 'unknown'],
]

test('empty words and unknown talks are not kept, the same words once', async () => {
  for (const [text, event, taken] of rows) assert.equal(await take(text, event), taken, text)
  assert.equal((await openRemarks(world.services.ledger)).length, 1)
})

test('a hundred wait at most; when one is settled there is room again', async () => {
  for (let at = 0; at < 100; at++) assert.equal(await take(`remark ${at}`), 'kept')
  assert.equal(await take('one too many'), 'full')
  await letizia.press('/waiting', '/remarks/1')
  assert.equal(await take('one too many'), 'kept')
})

test('whatever a reader sends is text', async () => {
  for (const payload of payloads) await take(`${payload} and words`)
  const { text, document } = await letizia.get('/waiting')
  assert.doesNotMatch(text, /<script>alert|<img src=x|onerror=alert\(1\)>|javascript:alert\(1\)"/)
  assert.ok(wordsIn({ document } as never, 'blockquote').length >= payloads.length - 1)
})

test('a remark about a talk that was withdrawn since says so', async () => {
  await take('wrong day')
  await letizia.press(`/talks/${id}`, 'withdraw')
  await world.work()
  assert.match((await letizia.get('/waiting')).text, /a talk that no longer exists/)
})

test('long words are cut, and nothing turns their direction', async () => {
  await take(`${'x'.repeat(3000)} \u202e`)
  await take('abc \u202egnp.exe')
  const texts = (await openRemarks(world.services.ledger)).map(({ text }) => text)
  assert.deepEqual([texts[0]!.length, texts[1]], [1000, 'abc gnp.exe'])
})

test('the command line settles it, too', async () => {
  await take('The room is another one')
  assert.equal(await settleRemark(world.services.ledger, 1, 'me'), true)
  assert.equal(await settleRemark(world.services.ledger, 1, 'me'), false, 'a second time there is nothing')
})
