import assert from 'node:assert/strict'
import { after, before, beforeEach, afterEach, test } from 'node:test'
import { makeLink } from '../../jobs/desk-link.ts'
import { cookieOf, deskUrl, fill, openDeskWorld, talkMail, wordsIn, type DeskWorld } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
})
afterEach(async () => world.close())

/** A fresh link without its origin. */
async function link(who = 'Letizia'): Promise<string> {
  return (await makeLink(world.services, who))!.replace(deskUrl, '')
}

const keyOf = (path: string) => new URL(path, deskUrl).searchParams.get('key')!
const entry = (path: string, next = '') => ({
  path: '/login',
  fields: new URLSearchParams({ key: keyOf(path), next }),
})

test('a link is good for one login: looking at it uses nothing up', async () => {
  const [path, visitor] = [await link(), world.visitor()]
  for (let time = 0; time < 3; time++) {
    const page = await visitor.get(path)
    assert.equal(page.status, 200)
    assert.equal(cookieOf(page), '', 'no session by looking')
    assert.deepEqual(wordsIn(page, 'main button'), ['Log in as Letizia'])
  }
  const first = await visitor.send(fill(await visitor.get(path), '/login'))
  assert.deepEqual([first.status, first.location], [303, '/'])
  const again = await visitor.send(entry(path))
  assert.deepEqual([again.status, cookieOf(again)], [303, ''])
  assert.match((await visitor.get(again.location!)).text, /has been used, or is more than ten minutes old/)
  assert.equal((await visitor.get(path)).status, 401)
})

test('of two who use a link at once one gets in', async () => {
  const path = await link()
  const answers = await Promise.all(Array.from({ length: 8 }, async () => world.visitor().send(entry(path))))
  const cookies = answers.map(cookieOf).filter((cookie) => cookie !== '')
  assert.equal(cookies.length, 1)
  assert.equal((await world.visitor(cookies[0]).get('/')).status, 200)
})

test('a link lasts ten minutes, a session twelve hours, and neither is the other', async () => {
  const path = await link()
  world.waitMinutes(9)
  assert.equal((await world.visitor().get(path)).status, 200)
  world.waitMinutes(1)
  assert.equal((await world.visitor().get(path)).status, 401)
  assert.equal(cookieOf(await world.visitor().send(entry(path))), '')
  const visitor = await world.login()
  assert.equal(cookieOf(await world.visitor().send(entry(`/login?key=${visitor.cookie.split('=')[1]}`))), '')
  assert.equal((await world.visitor(`__Host-desk=${keyOf(await link())}`).get('/')).status, 401)
  world.waitMinutes(11 * 60 + 55)
  assert.equal((await visitor.get('/')).status, 200)
  world.waitMinutes(10)
  assert.equal((await visitor.get('/')).status, 401)
})

test('a session is the browser’s own: a cookie that was there before is none, nor is one of two', async () => {
  const planted = `__Host-desk=${'planted'.repeat(4)}`
  const answer = await world.visitor(planted).send(entry(await link()))
  assert.equal(answer.status, 303)
  assert.notEqual(cookieOf(answer), planted)
  assert.equal((await world.visitor(planted).get('/')).status, 401)
  const { cookie } = await world.login()
  for (const cookies of [`${cookie}; ${planted}`, `${planted}; ${cookie}`, `${cookie}; ${cookie}`])
    assert.equal((await world.visitor(cookies).get('/')).status, 401, cookies)
  assert.equal((await world.visitor(`a=b; ${cookie}; c=d`).get('/')).status, 200)
  const attributes = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-desk='))!
  const wanted = ['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', 'Secure']
  assert.deepEqual(attributes.split('; ').slice(1).toSorted(), wanted)
})

test('who is logged in and opens another link is logged in by it: messages bring one a day', async () => {
  const visitor = await world.login('Letizia')
  const answer = await visitor.send(fill(await visitor.get(await link('Robin')), '/login'))
  assert.equal(answer.status, 303)
  const after = await world.visitor(cookieOf(answer)).get('/')
  assert.match(wordsIn(after, '.who').join(), /Robin/)
})

test('a login ends with a click, in its own browser alone', async () => {
  const [here, elsewhere] = [await world.login(), await world.login()]
  const answer = await here.send(fill(await here.get('/logout'), '/logout'))
  assert.match(answer.headers.getSetCookie().join(), /__Host-desk=;.*Max-Age=0/)
  assert.deepEqual([(await here.get('/')).status, (await elsewhere.get('/')).status], [401, 200])
})

test('who guesses links is told to wait, in a sentence', async () => {
  let last = await world.visitor().send(entry('/login?key=0'))
  for (let time = 0; time < 30; time++) last = await world.visitor().send(entry(`/login?key=${time}`))
  assert.equal(last.status, 429)
  assert.ok(Number(last.headers.get('retry-after')) > 0)
  assert.match(last.text, /<h1>/)
})

test('a login leads to a page of ours and to no other', async () => {
  await world.mail(talkMail('1'))
  await world.work()
  const talk = await world.talkPath('Weijie')
  const ours = ['/', '/waiting', '/waiting/3f9a2c1e07.0', '/talks?show=past', '/decisions', talk]
  const others = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '/ok\r\nSet-Cookie: a=b',
    '/ok%0d%0aSet-Cookie:a=b',
    '/\t/evil.example',
    '/\n/evil.example',
    '@evil.example',
    '/..//evil.example',
    ' //evil.example',
    '/%2f/evil.example',
  ]
  for (const next of [...ours, ...others]) {
    const path = await link()
    const page = await world.visitor().get(`${path}&next=${encodeURIComponent(next)}`)
    for (const form of [fill(page, '/login'), entry(path, next)]) {
      if (form.fields.get('key') !== keyOf(path)) continue
      const answer = await world.visitor().send(form)
      if (answer.status !== 303 || answer.location!.startsWith('/login')) continue
      assert.equal(new URL(answer.location!, deskUrl).origin, deskUrl, next)
      if (ours.includes(next)) assert.equal(answer.location, next)
      assert.equal(answer.headers.getSetCookie().length, 1, next)
    }
  }
})

test('another language on the login page keeps the link', async () => {
  const page = await world.visitor().get(`${await link()}&next=/waiting`)
  const german = /<a href="([^"]*)" lang="de"/.exec(page.text)![1]!.replaceAll('&#38;', '&')
  const answer = await world.visitor().get(german)
  assert.equal(answer.status, 200)
  assert.deepEqual(wordsIn(answer, 'main button'), ['Als Letizia anmelden'])
})
