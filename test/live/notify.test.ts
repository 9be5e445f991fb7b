import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { createServer as createHttpServer } from 'node:http'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { alertsOf, notify } from '../../jobs/notify.ts'
import { noteTold, syncAlerts, untold } from '../../src/ledger/alerts.ts'
import { recordDecision } from '../../src/ledger/decisions.ts'
import { noteRefused } from '../../src/ledger/events.ts'
import { leaveNote } from '../../src/ledger/notes.ts'
import type { Channel } from '../../src/notify/channel.ts'
import { openMailChannel } from '../../src/notify/mail.ts'
import { openWebhookChannel } from '../../src/notify/webhook.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openWorld, type World } from '../support/world.ts'

let google: GoogleServer
const mails: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (data) => (text += String(data)))
    stream.on('end', () => {
      mails.push(text.replace(/=\r\n/g, '').replace(/=E2=80=9[CD]/g, '"'))
      done()
    })
  },
})
let mail: Channel

before(async () => {
  google = await openGoogleServer()
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  mail = openMailChannel({
    host: '127.0.0.1',
    port,
    tls: 'none',
    user: null,
    password: null,
    from: 'calendar@uni.example',
    to: 'admin@uni.example',
  })
})
after(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await google.close()
})

/** A Monday that is a Friday: it waits. */
const doubtful =
  'From: Office <office@math.example>\nSubject: [Statlist] Seminar by Jane Doe\nMessage-ID: <d@x>\nList-Id: <statlist.stat.example>\nDate: Sun, 01 Nov 2026 08:00:00 +0100\n\nSpeaker: Jane Doe (ETH)\nTitle: A title of five words\nTime: Monday, 18 December 2026, 15:15\nPlace: HG G 19.1\n'

async function openWaiting(channels: Channel[]): Promise<World> {
  const world = await openWorld(google)
  Object.assign(world.services, { channels })
  await world.mail(doubtful)
  await world.work()
  return world
}

test('where TLS is asked for and not there, nothing is sent in plain text', async () => {
  mails.length = 0
  const { port } = smtp.server.address() as AddressInfo
  const [user, password] = [null, null]
  const [from, to] = ['calendar@uni.example', 'admin@uni.example']
  const channel = openMailChannel({ host: '127.0.0.1', port, tls: 'starttls', user, password, from, to })
  await assert.rejects(channel.tell({ subject: 's', text: 't' }))
  assert.deepEqual(mails, [])
})

test('one mail for what waits, and one when it is decided', async () => {
  mails.length = 0
  const world = await openWaiting([mail])
  for (let tick = 0; tick < 3; tick++) await notify.run(world.services)
  assert.equal(mails.length, 1)
  assert.match(mails[0]!, /Auto-Submitted: auto-generated/)
  assert.match(mails[0]!, /Needs you:[\s\S]*Seminar by Jane Doe[\s\S]*waits: the weekday does not agree/)

  const [waiting] = (await alertsOf(world.services)).map(({ name }) => name.replace('waiting ', ''))
  const key = (await world.services.ledger.selectFrom('message').select('key').executeTakeFirstOrThrow()).key
  assert.ok(waiting!.startsWith(key.slice(0, 10)))
  await recordDecision(
    world.services.ledger,
    { who: 'admin', why: 'a slip', act: { kind: 'reject', mail: key, talk: 0, field: null } },
    world.services.now(),
  )
  await world.work()
  for (let tick = 0; tick < 3; tick++) await notify.run(world.services)
  assert.equal(mails.length, 2)
  assert.match(mails[1]!, /Settled:[\s\S]*Seminar by Jane Doe/)
  assert.deepEqual(
    await world.services.ledger.selectFrom('alert').selectAll().execute(),
    [],
    'nothing is kept of it',
  )
})

test('a webhook that hangs delays nothing, and is told later', async () => {
  mails.length = 0
  const deaf = createServer(() => {})
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  const hook = openWebhookChannel(`http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`, 700)
  const world = await openWaiting([mail, hook])
  const run = notify.run(world.services)
  // The mail does not wait for the webhook, and neither does the worker for both.
  while (mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await world.mail(doubtful.replace('<d@x>', '<e@x>').replace('five', 'six'))
  await world.work()
  await run
  assert.equal(mails.length, 1)
  assert.equal((await untold(world.services.ledger, 'webhook')).begun.length, 1, 'still owed')
  deaf.close()
})

test('a webhook gets JSON with a text; one that answers an error is asked again, and not at once', async () => {
  const bodies: string[] = []
  let status = 500
  const server = createHttpServer((request, response) => {
    let body = ''
    request.on('data', (data) => (body += String(data)))
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hook = openWebhookChannel(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const world = await openWaiting([hook])
  await notify.run(world.services)
  await notify.run(world.services)
  assert.equal(bodies.length, 1, 'not twice within a minute')
  status = 200
  world.wait(1)
  await notify.run(world.services)
  await notify.run(world.services)
  assert.equal(bodies.length, 2)
  const { text } = JSON.parse(bodies[1]!) as { text: string }
  assert.match(text, /Statlist calendar: .*Seminar by Jane Doe/)
  server.close()
})

/** Note of the ledger → what the admin is told. */
const states: [string, Parameters<typeof leaveNote>[1], string, RegExp | null][] = [
  [
    'polls fail for an hour',
    'poll-error',
    JSON.stringify({ reason: 'silent', text: 'mail.example is deaf', since: '2026-11-01T06:00:00Z' }),
    /No mail could be read since 2026-11-01T06:00: mail.example is deaf/,
  ],
  [
    'polls fail for a minute',
    'poll-error',
    JSON.stringify({ reason: 'silent', text: 'deaf', since: '2026-11-01T07:59:00Z' }),
    null,
  ],
  [
    'the calendar is not shared',
    'google-paused',
    JSON.stringify(['notShared', '2026-11-01T09:00:00Z', 'Share the calendar']),
    /Share the calendar/,
  ],
  ['the quota is used up', 'google-paused', JSON.stringify(['quota', '2026-11-01T09:00:00Z', 'quota']), null],
  ['a run was refused', 'feed-refused', '40 of 41 events would be removed', /40 of 41/],
  ['the calendar was emptied', 'google-emptied', '8 of 8 events would be removed', /8 of 8 events/],
  ['a poll hangs', 'last-poll', '{}', null],
]

test('what else an admin is told', async () => {
  for (const [name, note, value, expected] of states) {
    const world = await openWorld(google)
    await leaveNote(world.services.ledger, note, value, world.services.now())
    const told = (await alertsOf(world.services)).map(({ text }) => text).join('; ')
    if (expected === null) assert.equal(told, '', name)
    else assert.match(told, expected, name)
  }
})

test('events that Google refuses are told one by one, however alike they are, and once', async () => {
  mails.length = 0
  const world = await openWorld(google)
  Object.assign(world.services, { channels: [mail] })
  for (let at = 0; at < 7; at++)
    await noteRefused(world.services.ledger, `u${at}`, `Google refuses “Part ${at}”`)
  await notify.run(world.services)
  assert.equal(mails.length, 1)
  await noteRefused(world.services.ledger, 'u0', 'Google refuses “Part 0” again')
  await notify.run(world.services)
  assert.equal(mails.length, 1, 'tried again and refused again')
  for (let at = 0; at < 7; at++) await noteRefused(world.services.ledger, `u${at}`, null)
  await notify.run(world.services)
  assert.equal(mails.length, 2)
})

test('an alert that comes back is a new one; one that passes unheard is never told', async () => {
  const world = await openWorld(google)
  const { ledger, now } = world.services
  const sync = async (...names: string[]) =>
    syncAlerts(
      ledger,
      names.map((name) => ({ name, text: name })),
      now(),
    )
  await sync('poll')
  const first = await untold(ledger, 'mail')
  assert.equal(first.begun.length, 1)
  // Of two ways one is down.
  await noteTold(ledger, 'mail', first, ['mail', 'webhook'])
  await sync()
  assert.deepEqual((await untold(ledger, 'webhook')).begun, [])
  await sync('poll')
  assert.equal((await untold(ledger, 'mail')).begun.length, 1)
})
