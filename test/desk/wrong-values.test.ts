import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import { waitingMails } from '../../src/ledger/messages.ts'
import {
  fill,
  openDeskWorld,
  talkMail,
  valueIn,
  wordsIn,
  type DeskWorld,
  type Visitor,
} from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor
/** Pages with a talk's form, and the button that sends it. */
let forms: [string, string][]

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  await world.mail(talkMail('2', { when: 'Monday, 17.12.2026 at 15.15 h', speaker: 'Ada Byron' }))
  await world.mail(talkMail('1', { speaker: 'Karl Twin' }))
  await world.work()
  letizia = await world.login()
  const [item] = await waitingNow(world.services)
  const [mail] = await waitingMails(world.services.ledger, 1)
  forms = [
    [`/waiting/${item!.id}`, 'publish'],
    [`/waiting/mail/${mail!.key}`, 'make'],
    [`/mails/${item!.key}`, 'make'],
    [await world.talkPath('Weijie'), 'correct'],
  ]
})
afterEach(async () => world.close())

const talk = { day: '2026-12-16', hour: '15:15', endDay: '', endHour: '', title: 'A title', online: '' }

/** What is written, and what the sentence must speak of. */
const rows: [string, Partial<typeof talk> & Record<string, string>, RegExp][] = [
  ['31 February', { day: '2027-02-31' }, /2027-02-31|31 Feb/],
  ['no day', { day: '' }, /day/i],
  ['a day in words', { day: 'next Friday' }, /next Friday/],
  ['an hour that is none', { hour: '25:10' }, /25:10/],
  ['an hour in words', { hour: 'noon' }, /noon/],
  ['an end before the start', { endHour: '14:00' }, /end|before/i],
  ['an end that is the start', { endHour: '15:15' }, /end/i],
  ['a last day before the first', { endDay: '2026-12-15', endHour: '16:00' }, /end|before/i],
  ['an end without a start', { hour: '', endHour: '16:00' }, /hour/i],
  ['a last day without its hour', { endDay: '2026-12-17' }, /hour/i],
  ['an hour that the clock change leaves out', { day: '2027-03-28', hour: '02:30' }, /clock|02:30/],
  ['a link that is none', { online: 'see below' }, /see below/],
  ['a link that runs a script', { online: 'javascript:alert(1)' }, /javascript/],
  ['a speaker that can’t be read', { speakers: 'Jane (ETH) (Zurich)' }, /Jane/],
  ['a status that there is not', { status: 'perhaps' }, /perhaps/],
  ['the year 0', { day: '0000-01-01' }, /0000/],
  ['the year 1', { day: '0001-01-01' }, /0001/],
  ['the last hour of the last year', { day: '9999-12-31', hour: '23:30' }, /9999/],
]
for (const [name, wrong, sentence] of rows)
  test(`${name}: the form comes back with what was written and a sentence`, async () => {
    for (const [path, button] of forms) {
      const written = { ...talk, ...wrong }
      const answer = await letizia.send(fill(await letizia.get(path), button, written))
      assert.equal(answer.status, 422, path)
      assert.match(wordsIn(answer, '[role="alert"]').join(), sentence, path)
      for (const [field, value] of Object.entries(written))
        if (field !== 'status') assert.equal(valueIn(answer, field), value, `${path} ${field}`)
    }
    assert.deepEqual(await world.decided(), [])
    assert.equal((await world.published()).feed.length, 1)
  })

test('signs that no calendar can hold are not published, and the desk goes on', async () => {
  for (const [path, button] of forms.slice(2)) {
    for (const title of [
      'a\u0000b',
      'a\u0007b\u001b[31m',
      'a\ud800b',
      '\u202eevil',
      'x'.repeat(4000),
      'a\u0085b\u2028c',
    ]) {
      const { status } = await letizia.send(fill(await letizia.get(path), button, { ...talk, title }))
      assert.ok([303, 422].includes(status), `${path} ${JSON.stringify(title.slice(0, 20))}: ${status}`)
      await world.work()
      assert.doesNotMatch(
        world.feed(),
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/,
        JSON.stringify(title),
      )
    }
  }
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed)
})

test('a sentence speaks the reader’s language and of the form’s fields, not of the command line', async () => {
  for (const [path, button] of forms) {
    const answer = await letizia.send(fill(await letizia.get(path), button, { ...talk, endHour: '14:00' }))
    assert.doesNotMatch(wordsIn(answer, '[role="alert"]').join(), /start=|T15:15|null/, path)
  }
  const german = fill(await letizia.get(`${forms[0]![0]}?lang=de`), 'publish', { ...talk, day: '2027-02-31' })
  const headers = {
    origin: 'https://desk.example',
    'content-type': 'application/x-www-form-urlencoded',
    'accept-language': 'de',
  }
  const answer = await letizia.ask('POST', german.path, headers, german.fields.toString())
  assert.doesNotMatch(wordsIn(answer, '[role="alert"]').join(), /is needed/)
})

const odd = [
  { speaker: 'Grace Hopper (ETH (D-MATH))' },
  { speaker: 'Grace O’Hopper-Ünal, Ph.D.; and Karl Gauss' },
  { title: 'Two\u00a0words  and\u2009more' },
  { place: 'HG G\u00a019.1' },
  { more: 'Zoom: ethz.zoom.us/j/123\n' },
]
for (const words of odd)
  test(`as it is shown it can be published, and nothing was corrected: ${JSON.stringify(words)}`, async () => {
    const when = 'Monday, 22.12.2026 at 10.15 h'
    await world.mail(talkMail('odd', { speaker: 'Grace Hopper', ...words, when, from: 'odd@a.example' }))
    await world.work()
    const item = (await waitingNow(world.services)).find(({ from }) => from === 'odd@a.example')
    const after = await letizia.send(fill(await letizia.get(`/waiting/${item!.id}`), 'publish'))
    assert.equal(after.status, 303, wordsIn(after, '[role="alert"]').join())
    const lines = (await letizia.get('/decisions.jsonl')).text.trim().split('\n')
    assert.equal((JSON.parse(lines.at(-1)!) as { act: { facts?: unknown } }).act.facts, undefined)
  })
