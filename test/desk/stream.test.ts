import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fill, openDeskWorld, talkMail } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
before(async () => (server = await openGoogleServer()))
after(async () => server.close())

test('the progress of a resync is told as it goes, and to nobody who has logged out', async (t) => {
  const world = await openDeskWorld(server)
  t.after(async () => world.close())
  await world.mail(talkMail('1'))
  await world.work()
  const letizia = await world.login()
  // Google hangs: the plan is long in the making.
  server.faults.push('hang', 'hang', 'hang')
  await letizia.send(fill(await letizia.get('/resync'), 'plan'))
  const events = await fetch(`${world.address}/resync/progress`, { headers: { cookie: letizia.cookie } })
  assert.equal(events.headers.get('content-type'), 'text/event-stream')
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader.read()
  assert.match(String(first.value), /^event: progress\ndata: \{"done":\d+,"of":\d+,"text":"[^"]+"\}\n\n/)
  await letizia.send(fill(await letizia.get('/logout'), '/logout'))
  const from = performance.now()
  let last = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) last = next.value
  assert.match(last, /event: end\n/)
  assert.ok(performance.now() - from < 8000, 'within some seconds')
})
