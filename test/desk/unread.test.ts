import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingMails } from '../../src/ledger/messages.ts'
import { fill, openDeskWorld, talkMail, wordsIn, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  // The Message-ID of another mail, which announced nothing, and another body.
  await world.mail(
    talkMail('9', { subject: '[Statlist] Thank you' }).replace(/\n\n[^]*/, '\n\nNothing new.\n'),
  )
  await world.mail(talkMail('9', { speaker: 'Karl Twin', when: 'Monday, 21.12.2026 at 15.15 h' }))
  await world.work()
  letizia = await world.login()
})
afterEach(async () => world.close())

const unread = async () =>
  (await waitingMails(world.services.ledger, 99)).map(({ key }) => `/waiting/mail/${key}`)
const summaries = async () => {
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed, 'Google and the feed say the same')
  return feed.map((line) => line.replace(/ @ .*/, ''))
}
const su = 'Weijie Su: Patterns of networks, part 1'
const twin = 'Karl Twin: Patterns of networks, part 9'
const made = { day: '2026-12-22', hour: '10:15', title: 'Made by hand', speakers: 'Karl Twin' }

/** Button, what is written, what readers have then. */
const rows: [string, Record<string, string>, string[]][] = [
  ['read', {}, [su, twin]],
  ['make', made, [su, 'Karl Twin: Made by hand']],
  ['reject', {}, [su]],
]
for (const [button, written, wanted] of rows)
  test(`a mail that could not be read, ${button}: once, and back by one click`, async () => {
    const [path] = await unread()
    assert.match(wordsIn(await letizia.get('/waiting'), 'main').join(), /Karl Twin.*could not be read/)
    assert.match(wordsIn(await letizia.get('/'), 'main h1').join(), /1 thing is waiting/)
    const form = fill(await letizia.get(path!), button, written)
    const { status, location } = await letizia.send(form)
    assert.equal(status, 303)
    assert.deepEqual(await summaries(), wanted.toSorted())
    assert.deepEqual(await unread(), [])
    assert.equal((await letizia.send(form)).status, 409, 'the same form again')
    const once = (await world.decided()).length
    await letizia.send(form)
    assert.equal((await world.decided()).length, once, 'and once more')
    const flash = await letizia.get(location!)
    await letizia.send(fill(flash, '/decisions/1/undo'))
    assert.deepEqual(await summaries(), [su], 'after the undo readers have what they had')
    assert.deepEqual(await unread(), [path], 'and the mail waits again')
  })

test('read after all and still not to be used: it waits on, and nobody is told that it was published', async () => {
  await world.mail(
    talkMail('ahead', { speaker: 'Emmy Noether', when: 'Tuesday, 22.12.2026 at 10.15 h' }).replace(
      '02 Nov 2026',
      '12 Dec 2026',
    ),
  )
  await world.work()
  const [path] = await unread()
  const { text } = await letizia.get(path!)
  assert.match(text, /lies ahead of its arrival/)
  const after = await letizia.press(path!, 'read')
  const waits = (await unread()).includes(path!)
  const readers = await summaries()
  if (waits) assert.doesNotMatch(wordsIn(after, '.flash').join(), /published/)
  else assert.equal(readers.length, 2)
})

test('a mail that is set aside with others, from the list', async () => {
  const [path] = await unread()
  const page = await letizia.press('/waiting', 'reject', { item: path!.replace('/waiting/mail/', 'mail.') })
  assert.match(wordsIn(page, 'main').join(), /Karl Twin/)
  await letizia.send(fill(page, 'reject'))
  assert.deepEqual([await unread(), await summaries()], [[], [su]])
})

test('chosen to be published as read, a mail that could not be read is not passed over without a word', async () => {
  const [path] = await unread()
  const page = await letizia.press('/waiting', 'publish', { item: path!.replace('/waiting/mail/', 'mail.') })
  assert.match(wordsIn(page, '[role="alert"], [role="status"], .note').join(), /read/)
})

test('what was written is not lost when somebody else was quicker', async () => {
  const [path] = await unread()
  const form = fill(await letizia.get(path!), 'make', made)
  const robin = await world.login('Robin')
  await robin.press(path!, 'reject')
  const answer = await letizia.send(form)
  assert.equal(answer.status, 409)
  assert.deepEqual(await world.decided(), ['reject'])
  assert.match(wordsIn(answer, 'main').join(), /Made by hand/)
})

test('a talk made of a mail that gave none, from its page: once, however often the form is sent', async () => {
  await world.mail(
    talkMail('q', { subject: '[Statlist] Median or mean?' }).replace(
      /\n\n[^]*/,
      '\n\nIs there a good reference?\n',
    ),
  )
  await world.work()
  const path = /href="(\/mails\/[0-9a-f]+)">\[Statlist\] Median/.exec((await letizia.get('/mails')).text)![1]!
  const form = fill(await letizia.get(path), 'make', made)
  await Promise.all([letizia.send(form), letizia.send(form)])
  await letizia.send(form)
  assert.deepEqual(await summaries(), ['Karl Twin: Made by hand', su].toSorted())
  assert.deepEqual(await world.decided(), ['create'])
})

test('twenty mails that wait are twenty on Today', async () => {
  for (let at = 0; at < 19; at++) await world.mail(talkMail('9', { speaker: `Karl Twin ${at}` }))
  await world.work()
  assert.equal((await unread()).length, 20)
  const today = await letizia.get('/')
  assert.match(wordsIn(today, 'main h1').join(), /20 things/)
  assert.match(wordsIn(today, 'main').join(), /All that is waiting/)
})
