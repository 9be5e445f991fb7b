import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { openDesk } from '../../src/desk/listen.ts'
import { fill, openDeskWorld, talkMail, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld
let visitor: Visitor

before(async () => {
  server = await openGoogleServer()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  await world.work()
  visitor = await world.login()
})
after(async () => {
  await world.close()
  await server.close()
})

function checkHeaders(headers: Headers, name: string): void {
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of [
    `default-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ])
    assert.ok(policy.includes(part), `${name}: ${part}`)
  assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, name)
  assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
  assert.match(headers.get('cache-control') ?? '', /no-store/, name)
  assert.match(headers.get('x-robots-tag') ?? '', /noindex/, name)
}

test('what every answer says to the browser', async () => {
  const form = { origin: 'https://desk.example', 'content-type': 'application/x-www-form-urlencoded' }
  const token = fill(await visitor.get('/logout'), '/logout').fields.get('token')!
  const rows: [string, Visitor, string, Record<string, string>, string | undefined, number][] = [
    ['GET /', visitor, 'a page', {}, undefined, 200],
    ['GET /', world.visitor(), 'nobody', {}, undefined, 401],
    ['GET /login', world.visitor(), 'no link', {}, undefined, 401],
    ['GET /nothing', visitor, 'no page', {}, undefined, 404],
    ['GET /talks/nothing-at-all', visitor, 'no talk', {}, undefined, 404],
    ['GET /decisions.jsonl', visitor, 'a file', {}, undefined, 200],
    ['GET /resync/progress', visitor, 'events', {}, undefined, 200],
    ['POST /logout', visitor, 'no token', form, 'a=b', 403],
    ['POST /waiting/batch', visitor, 'on to another page', form, `token=${token}`, 303],
    ['POST /waiting/batch', visitor, 'too large', form, 'a'.repeat(70_000), 413],
    ['POST /waiting/batch', visitor, 'not a form', { ...form, 'content-type': 'text/plain' }, 'a', 415],
    ['GET /waiting/%E0%A4%A', visitor, 'a broken address', {}, undefined, 400],
    [`GET /talks/${'a'.repeat(400)}`, visitor, 'a long address', {}, undefined, 414],
    ['DELETE /waiting', visitor, 'no such method', { origin: 'https://desk.example' }, undefined, 403],
  ]
  const failed: string[] = []
  for (const [route, who, name, headers, body, status] of rows) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await who.ask(method, path, headers, body)
    try {
      assert.equal(answer.status, status, name)
      checkHeaders(answer.headers, name)
    } catch (error) {
      failed.push((error as Error).message.split('\n')[0]!)
    }
  }
  assert.deepEqual(failed, [])
})

test('what goes wrong within is told to admins alone, with the same headers', async () => {
  const { ledger } = world.services
  const secret = 'SQLITE_CORRUPT in /srv/secret/ledger.db'
  const broken = new Proxy(ledger, {
    get(target, name) {
      if (name === 'selectFrom')
        return (table: string) => {
          if (table !== 'session') throw new Error(secret)
          return target.selectFrom('session')
        }
      return Reflect.get(target, name) as unknown
    },
  })
  world.services.ledger = broken
  const answer = await visitor.get('/decisions')
  const nobody = await world.visitor().get('/decisions')
  world.services.ledger = ledger
  assert.equal(answer.status, 500)
  checkHeaders(answer.headers, '500')
  assert.equal(nobody.status, 401)
})

test('while the worker is not up, a stranger learns nothing of this machine', async () => {
  const settings = { host: '127.0.0.1', port: 0, url: 'https://desk.example' }
  const services = () => {
    throw new Error('ENOSPC – the worker does not run; DATA_FOLDER is /srv/secret')
  }
  const desk = await openDesk([{ settings, services }])
  const answer = await fetch(`${desk.address}/`)
  const text = await answer.text()
  await desk.close()
  assert.ok([500, 503].includes(answer.status))
  checkHeaders(answer.headers, '503')
  assert.doesNotMatch(text, /srv/)
})

test('a request that is none is refused, and the desk lives on', async () => {
  for (const text of [
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
  ]) {
    const socket = connect(Number(new URL(world.address).port), '127.0.0.1')
    socket.end(text)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    assert.match(String(answer), /^HTTP\/1.1 4\d\d /)
    socket.destroy()
  }
  assert.equal((await visitor.get('/')).status, 200)
})
