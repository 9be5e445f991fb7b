import assert from 'node:assert/strict'
import { selectAll } from 'css-select'
import type { Element } from 'domhandler'
import { after, before, test } from 'node:test'
import { allEvents, waitingNow } from '../../jobs/decide.ts'
import { script } from '../../src/desk/script.ts'
import { shortIdOf } from '../../src/talks/talk.ts'
import { fill, openDeskWorld, talkMail, type Answer, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { payloads } from '../support/payloads.ts'

const allowed =
  /^(?:html|head|meta|link|title|style|body|a|header|nav|p|main|footer|script|noscript|h[1-3]|form|input|button|select|option|label|span|small|b|i|em|q|br|pre|code|mark|section|div|ul|ol|li|dl|dt|dd|time|table|thead|tbody|tr|th|td|del|ins|progress)$/
const attributes =
  /^(?:lang|charset|name|content|class|href|id|tabindex|hidden|aria-(?:label|current)|rel|hreflang|role|method|action|type|value|maxlength|required|autofocus|selected|checked|scope|title|download|data-(?:key|live|events)|max|http-equiv)$/

let server: GoogleServer
let world: DeskWorld
let admin: Visitor

before(async () => {
  server = await openGoogleServer()
  world = await openDeskWorld(server)
  admin = await world.login(payloads[0])
  for (const [at, payload] of payloads.entries()) await world.mail(mailOf(at, payload))
  await world.work()
})
after(async () => {
  await world.close()
  await server.close()
})

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** The payload in every field of a mail; of every second one the weekday does not agree. */
function mailOf(at: number, payload: string): string {
  const day = Temporal.PlainDate.from('2026-12-01').add({ days: at })
  const weekday = day.add({ days: at % 2 }).toLocaleString('en-GB', { weekday: 'long' })
  return talkMail(`x${at}`, {
    from: `${encoded(payload)} <office${at}@math.example>`,
    subject: encoded(`[Statlist] Research Seminar by Ada Byron: ${payload}`),
    speaker: `Ada ${payload} Byron`,
    title: `Title ${payload} of talk number ${at}`,
    place: `HG ${payload}`,
    when: `${weekday}, ${day.day}.${day.month}.${day.year} at 15.15 h`,
    more: `Zoom: https://evil.example/j/${at}?${payload}\nWebsite: javascript:alert(${at})\n\nAbstract: ${payload} <img src=https://evil.example/p.gif> [x](javascript:alert(1))\n`,
  })
}

/** What a page may hold: our own elements, our own script, and links to ourselves. */
function checkPage({ text, document, headers, status }: Answer, name: string): void {
  assert.ok(status < 500, `${name}: ${status}`)
  if (!(headers.get('content-type') ?? '').includes('html')) return
  for (const element of selectAll('*', document) as unknown as Element[]) {
    assert.match(element.name, allowed, `${name}: <${element.name}>`)
    for (const [attribute, value] of Object.entries(element.attribs)) {
      assert.match(attribute, attributes, `${name}: <${element.name} ${attribute}>`)
      if (attribute === 'href') assert.match(value, /^(?:\/(?![/\\])|#main$)/, `${name}: href ${value}`)
      if (attribute === 'action') assert.match(value, /^\/(?![/\\])/, `${name}: action ${value}`)
    }
  }
  const scripts = [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/gi)].map((match) => match[1])
  assert.deepEqual(scripts, [script], name)
  assert.equal(text.match(/<style/gi)?.length, 1, name)
  const body = text.slice(text.indexOf('<body>')).replace(/<script>[^]*/, '')
  for (const payload of payloads)
    if (/[<>"']/.test(payload))
      assert.ok(!body.includes(payload), `${name}: ${payload} stands there unescaped`)
}

test('forty payloads in every field of a mail: on no page is one of them markup', async () => {
  assert.ok(payloads.length >= 40)
  const items = await waitingNow(world.services)
  const events = await allEvents(world.services)
  assert.ok(items.length >= 10 && events.length >= 10, `${items.length} wait, ${events.length} are published`)
  const mails = (await admin.get('/mails')).text.match(/\/mails\/[0-9a-f]+/g) ?? []
  assert.equal(mails.length, payloads.length)
  const paths = [
    '/',
    '/waiting',
    '/talks',
    '/talks?show=past',
    '/mails',
    '/resync',
    '/offices',
    '/decisions',
    '/logout',
    ...items.map(({ id }) => `/waiting/${encodeURIComponent(id)}`),
    ...events.map(({ uid }) => `/talks/${shortIdOf(uid)}`),
    ...mails,
  ]
  for (const path of paths) {
    const page = await admin.get(path)
    assert.equal(page.status, 200, path)
    checkPage(page, path)
  }
})

test('… nor in what a human writes: who, why, and the fields of forms that come back', async () => {
  const ids = (await waitingNow(world.services)).map(({ id }) => `/waiting/${encodeURIComponent(id)}`)
  for (const [at, payload] of payloads.entries()) {
    const path = ids[at % ids.length]!
    const back = await admin.send(
      fill(await admin.get(path), 'publish', {
        day: payload,
        title: payload,
        online: payload,
        speakers: payload,
        why: payload,
      }),
    )
    assert.equal(back.status, 422)
    checkPage(back, `422 ${payload}`)
    const stale = await admin.send(
      fill(await admin.get(path), 'publish', { title: payload, state: payload, 'was.title': payload }),
    )
    checkPage(stale, `409 ${payload}`)
    const gone = fill(await admin.get(path), 'publish', { title: payload })
    checkPage(
      await admin.send({ ...gone, path: `/waiting/${encodeURIComponent(payload).slice(0, 200)}` }),
      `gone ${payload}`,
    )
  }
  for (const [at, path] of ids.entries()) {
    const visitor = await world.login(payloads[(at * 7) % payloads.length])
    const why = payloads[at % payloads.length]!
    checkPage(
      await visitor.press(path, at % 3 === 0 ? 'reject' : 'publish', { why, title: `T ${why}` }),
      `decided ${why}`,
    )
  }
  await world.work()
  const talks = (await allEvents(world.services)).map(({ uid }) => `/talks/${shortIdOf(uid)}`)
  for (const path of ['/', '/decisions', '/talks', '/mails', '/offices', ...talks])
    checkPage(await admin.get(path), path)
})

test('… nor in an address', async () => {
  const [card = '/waiting'] = (await waitingNow(world.services)).map(({ id }) => `/waiting/${id}`)
  const talk = `/talks/${shortIdOf((await allEvents(world.services))[0]!.uid)}`
  for (const payload of payloads) {
    const value = encodeURIComponent(payload)
    const all = (...names: string[]) => names.map((name) => `${name}=${value}`).join('&')
    const paths = [
      `/talks?${all('q', 'page', 'lang', 'done')}`,
      `/talks?${all('show')}`,
      `/mails?${all('q', 'page', 'lang', 'done')}`,
      `${card}?${all('title', 'location', 'online', 'day', 'status', 'speakers', 'lang', 'done')}`,
      `${talk}?${all('done', 'lang')}`,
      `/decisions?${all('page', 'done')}`,
      `/login?${all('key', 'next')}`,
      ...['waiting', 'talks', 'mails', 'waiting/mail', 'nothing'].map(
        (part) => `/${part}/${value.slice(0, 280)}`,
      ),
    ]
    for (const path of paths) checkPage(await admin.get(path), path)
  }
})

test('an address that begins like another host’s makes no link to it', async () => {
  for (const visitor of [admin, world.visitor()])
    for (const path of [
      '//evil.example',
      '//evil.example/',
      '/\\evil.example/',
      '//evil.example/%2e%2e',
      '///evil.example',
    ])
      checkPage(await visitor.get(path), path)
})

test('a proposal from an address fills the form and decides nothing', async () => {
  const before = await world.decided()
  for (const path of ['/decisions/1/undo', '/logout', '/resync?do=apply']) await admin.get(path)
  assert.deepEqual(await world.decided(), before)
  assert.equal((await admin.get('/')).status, 200)
})
