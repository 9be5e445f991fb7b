import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import { cardOf } from '../../src/desk/card.ts'
import { recordAnswer } from '../../src/ledger/answers.ts'
import type { Talk } from '../../src/announcement/announcement.ts'
import { openDeskWorld, talkMail, valueIn, wordsIn } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
before(async () => (server = await openGoogleServer()))
after(async () => server.close())

test('what a language model read otherwise is a tap away, with the words that it quotes; nothing is decided by it', async (t) => {
  const world = await openDeskWorld(server)
  t.after(async () => world.close())
  await world.mail(talkMail('1', { when: 'Monday, 17.12.2026 at 15.15 h' }))
  await world.work()
  const { services } = world
  const [reading] = await storedReadings(services.ledger)
  const first = reading!.announcement.talks[0]!
  const room = { value: 'HG E 3', certainty: 'stated', source: 'now in HG E 3' } as const
  const talk: Talk = { ...first, location: room }
  const second = {
    announcement: { ...reading!.announcement, talks: [talk] },
    objections: [],
    lost: [],
    marks: reading!.marks!,
  }
  await recordAnswer(
    services.ledger,
    reading!.key,
    { model: 'm', prompt: 'p' },
    { answers: ['{}'], reading: second },
    services.now(),
  )
  const [item] = await waitingNow(services)
  const { proposals } = await cardOf(services, item!)
  assert.deepEqual(proposals, [{ field: 'location', value: 'HG E 3', quote: 'now in HG E 3' }])

  const letizia = await world.login()
  const page = await letizia.get(`/waiting/${item!.id}`)
  assert.match(wordsIn(page, '.proposals').join(), /Place: HG E 3\s*now in HG E 3/)
  const href = /href="(\/waiting\/[^"]*location=[^"]*)"/.exec(page.text)![1]!
  assert.equal(valueIn(await letizia.get(href), 'location'), 'HG E 3')
  assert.deepEqual(await world.decided(), [])
})
