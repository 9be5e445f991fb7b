import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { alertsOf, notify } from '../../jobs/notify.ts'
import { fill, openDeskWorld, talkMail } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
before(async () => (server = await openGoogleServer()))
after(async () => server.close())

/** Where the desk is → what a notice names; an address that leads only to the reader's own machine is none. */
const rows: [string, string | null, RegExp][] = [
  ['a name of its own', 'https://desk.example', /\(https:\/\/desk\.example\/waiting\/[0-9a-f]{10}\.0\)$/],
  ['this machine only', 'http://localhost:8081', /\(statlist review [0-9a-f]{10}\.0\)$/],
  ['off', null, /\(statlist review [0-9a-f]{10}\.0\)$/],
]

for (const [name, url, place] of rows)
  test(`what waits is told with the way there: the desk is ${name}`, async (t) => {
    const world = await openDeskWorld(server)
    t.after(async () => world.close())
    await world.mail(talkMail('1', { when: 'Monday, 17.12.2026 at 15.15 h' }))
    await world.work()
    const { services } = world
    services.settings = {
      ...services.settings,
      desk: url === null ? null : { host: '127.0.0.1', port: 8081, url },
    }
    const alerts = await alertsOf(services)
    const waiting = alerts.filter((alert) => alert.name.startsWith('waiting '))
    assert.equal(waiting.length, 1)
    assert.match(waiting[0]!.text, place)
  })

test('the page that a notice names leads to the login, and lets nobody in', async (t) => {
  const world = await openDeskWorld(server)
  t.after(async () => world.close())
  await world.mail(talkMail('1', { when: 'Monday, 17.12.2026 at 15.15 h' }))
  await world.work()
  const [alert] = (await alertsOf(world.services)).filter(({ name }) => name.startsWith('waiting '))
  const { pathname } = new URL(/\((https:[^)]+)\)/.exec(alert!.text)![1]!)
  assert.equal((await world.visitor().get(pathname)).status, 401)
  const page = await (await world.login()).get(pathname)
  assert.match(page.text, /the weekday does not agree/)
})

test('a notice logs in once, to the item that it is about; a second reader of it is too late', async (t) => {
  const world = await openDeskWorld(server)
  t.after(async () => world.close())
  const told: string[] = []
  Object.assign(world.services, {
    channels: [{ name: 'mail', tell: async ({ text }: { text: string }) => void told.push(text) }],
  })
  await world.mail(talkMail('1', { when: 'Monday, 17.12.2026 at 15.15 h' }))
  await world.work()
  await notify.run(world.services)
  await notify.run(world.services)
  assert.equal(told.length, 1)
  const link = new URL(/once, within ten minutes: (https:\S+)$/.exec(told[0]!)![1]!)
  const page = await world.visitor().get(`${link.pathname}${link.search}`)
  const form = fill(page, '/login')
  const first = await world.visitor().send(form)
  assert.match(`${first.status} ${first.location}`, /^303 \/waiting\/[0-9a-f]{10}\.0$/)
  assert.match(String((await world.visitor().send(form)).location), /^\/login/)
})
