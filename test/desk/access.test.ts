import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, beforeEach, afterEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import { waitingMails } from '../../src/ledger/messages.ts'
import { endSessions } from '../../src/ledger/sessions.ts'
import { deskUrl, fill, openDeskWorld, talkMail, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

const form = 'application/x-www-form-urlencoded'
const folder = join(import.meta.dirname, '../../src/desk')
const routes = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(
      /server\s*\.(get|post|put|patch|delete|options|head|all|route)\(\s*(?:'([^']*)')?/g,
    ),
  ])
  .map(([, method = '', path = '(no literal)']) => `${method.toUpperCase()} ${path}`)

/** Each route, and for whom it is. */
const rules: Record<string, 'anybody' | 'admins'> = {
  'GET /favicon.svg': 'anybody',
  'GET /login': 'anybody',
  'POST /login': 'anybody',
  'GET /logout': 'admins',
  'GET /': 'admins',
  'GET /waiting': 'admins',
  'GET /waiting/:id': 'admins',
  'GET /waiting/mail/:key': 'admins',
  'GET /talks': 'admins',
  'GET /talks/:id': 'admins',
  'GET /mails': 'admins',
  'GET /mails/:key': 'admins',
  'GET /resync': 'admins',
  'GET /resync/progress': 'admins',
  'GET /offices': 'admins',
  'GET /decisions': 'admins',
  'GET /decisions.jsonl': 'admins',
  'POST /waiting/batch': 'admins',
  'POST /waiting/:id': 'admins',
  'POST /waiting/mail/:key': 'admins',
  'POST /talks/:id': 'admins',
  'POST /mails/:key': 'admins',
  'POST /resync': 'admins',
  'POST /decisions/:number/undo': 'admins',
  'POST /remarks/:number': 'admins',
  'POST /logout': 'admins',
}
const open = Object.keys(rules).filter((route) => rules[route] === 'anybody')
const closed = Object.keys(rules).filter((route) => rules[route] === 'admins')

let server: GoogleServer
let world: DeskWorld
/** Addresses of things that are there. */
let there: Record<string, string>

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  await world.mail(talkMail('2', { when: 'Monday, 17.12.2026 at 15.15 h', speaker: 'Ada Byron' }))
  await world.mail(talkMail('1', { speaker: 'Karl Twin' }))
  await world.work()
  const [item] = await waitingNow(world.services)
  const [mail] = await waitingMails(world.services.ledger, 1)
  there = {
    '/waiting/:id': `/waiting/${item!.id}`,
    '/waiting/mail/:key': `/waiting/mail/${mail!.key}`,
    '/mails/:key': `/mails/${item!.key}`,
    '/talks/:id': await world.talkPath('Weijie'),
    '/decisions/:number/undo': '/decisions/1/undo',
    '/remarks/:number': '/remarks/1',
  }
})
afterEach(async () => world.close())

const pathOf = (route: string) => there[route.split(' ')[1]!] ?? route.split(' ')[1]!

async function tokenOf(visitor: Visitor): Promise<string> {
  return fill(await visitor.get('/logout'), '/logout').fields.get('token')!
}

/** Asks a route as our own page would. */
async function askRoute(visitor: Visitor, route: string, fields: Record<string, string>) {
  const [method = ''] = route.split(' ')
  return method === 'POST'
    ? visitor.send({ path: pathOf(route), fields: new URLSearchParams(fields) })
    : visitor.ask(method, pathOf(route))
}

test('every route of the desk has a rule', () => {
  assert.deepEqual(routes.toSorted(), Object.keys(rules).toSorted())
})

test('without a session nothing is shown and nothing is done, whatever is sent', async () => {
  const over = await world.login()
  world.wait(12)
  const ended = await world.login()
  await endSessions(world.services.ledger, null)
  const left = await world.login()
  const token = await tokenOf(left)
  await left.press('/logout', '/logout')
  const wrong = world.visitor(`__Host-desk=${'A'.repeat(32)}`)
  for (const [name, visitor] of Object.entries({ none: world.visitor(), wrong, over, ended, left }))
    for (const route of [...closed, ...closed.map((one) => one.replace(/^\w+/, 'DELETE'))]) {
      const answer = await askRoute(visitor, route, { token, do: 'reject' })
      assert.equal(answer.status, 401, `${name} ${route}`)
      assert.doesNotMatch(answer.text, /Weijie|Byron|Twin|office@math/, `${name} ${route}`)
      const head = await visitor.ask('HEAD', pathOf(route))
      assert.equal(head.status, 401, `${name} HEAD ${route}`)
    }
  for (const route of open) assert.ok((await askRoute(world.visitor(), route, {})).status < 500, route)
  assert.deepEqual(await world.decided(), [])
})

test('with a session every route answers; a form only with its token', async () => {
  for (const route of closed) {
    const visitor = await world.login()
    if (route.startsWith('POST'))
      assert.equal((await askRoute(visitor, route, {})).status, 403, `${route} without a token`)
    const { status } = await askRoute(visitor, route, { token: await tokenOf(visitor) })
    assert.ok([200, 303, 409, 422].includes(status), `${route} ${status}`)
  }
})

test('a method that a page does not have does nothing', async () => {
  const visitor = await world.login()
  const token = await tokenOf(visitor)
  const paths = new Set(Object.keys(rules).map((route) => route.split(' ')[1]!))
  for (const path of paths)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'GET']) {
      if (rules[`${method} ${path}`] !== undefined) continue
      const body = new URLSearchParams({ token, do: 'reject' }).toString()
      const hasBody = !['GET', 'OPTIONS'].includes(method)
      const headers = { origin: deskUrl, ...(hasBody ? { 'content-type': form } : {}) }
      const answer = await visitor.ask(method, pathOf(` ${path}`), headers, hasBody ? body : undefined)
      assert.ok([403, 404, 405].includes(answer.status), `${method} ${path} ${answer.status}`)
    }
  assert.deepEqual(await world.decided(), [])
})

test('a form from elsewhere is refused, and decides nothing', async () => {
  const [visitor, other] = [await world.login(), await world.login('Robin')]
  const card = fill(await visitor.get(pathOf(' /waiting/:id')), 'publish')
  const [token, foreign] = [card.fields.get('token')!, await tokenOf(other)]
  const rows: [string, string | null, string | null][] = [
    ['no token', deskUrl, null],
    ['an empty token', deskUrl, ''],
    ['another session’s token', deskUrl, foreign],
    ['no Origin', null, token],
    ['a foreign Origin', 'https://evil.example', token],
    ['the Origin of a name that begins alike', `${deskUrl}.evil.example`, token],
    ['our name without TLS', 'http://desk.example', token],
    ['another port', `${deskUrl}:8443`, token],
    ['an Origin of null', 'null', token],
    ['two Origins', `${deskUrl}, https://evil.example`, token],
  ]
  for (const [name, origin, token] of rows) {
    const fields = new URLSearchParams(card.fields)
    fields.delete('token')
    if (token !== null) fields.set('token', token)
    const headers = { 'content-type': form, ...(origin === null ? {} : { origin }) }
    const { status } = await visitor.ask('POST', card.path, headers, fields.toString())
    assert.equal(status, 403, name)
  }
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', '']) {
    const headers = { origin: deskUrl, 'content-type': type }
    const answer = await visitor.ask('POST', card.path, headers, card.fields.toString())
    assert.ok([400, 403, 415].includes(answer.status), `${type} ${answer.status}`)
  }
  assert.deepEqual(await world.decided(), [])
  assert.equal((await visitor.send(card)).status, 303, 'the same form from our page')
  assert.deepEqual(await world.decided(), ['approve'])
})
