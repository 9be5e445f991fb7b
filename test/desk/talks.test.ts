import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import {
  openDeskWorld,
  fill,
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
let talk: string

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1', { when: 'Wednesday, 4.11.2026 at 15.15 h', place: 'HG G 19.1' }))
  await world.mail(
    talkMail('2', { when: 'Thursday, 5.11.2026 at 15.15 h', speaker: 'Ada Byron', place: 'HG G 3' }),
  )
  await world.work()
  letizia = await world.login()
  talk = await world.talkPath('Weijie')
})
afterEach(async () => world.close())

const summaries = async () => {
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed, 'Google and the feed say the same')
  return feed.map((line) => line.replace(/ @ .*/, ''))
}
/** Takes back what the last page said was done. */
async function undo(path: string): Promise<void> {
  const page = await letizia.get(path)
  const answer = await letizia.send(fill(page, undoIn(page)))
  assert.equal(answer.status, 303)
}
/** The undo that a page offers for what was done just now. */
function undoIn({ text }: { text: string }): string {
  const path = /class="flash"[^>]*action="(\/decisions\/\d+\/undo)"/.exec(text)?.[1]
  assert.ok(path !== undefined, 'the page after it says what was decided, with the way back')
  return path
}
const first = 'Weijie Su: Patterns of networks, part 1'
const second = 'Ada Byron: Patterns of networks, part 2'

/** Button, what is written, what readers have then. */
const rows: [string, Record<string, string>, string[]][] = [
  ['correct', { title: 'Networks' }, [second, 'Weijie Su: Networks']],
  ['correct', { title: 'Networks', location: 'HG F 30' }, [second, 'New room: Weijie Su: Networks']],
  ['correct', { day: '2026-11-06', hour: '16:15', endHour: '17:00' }, [second, `New time: ${first}`]],
  ['cancel', {}, [second, `CANCELLED: ${first}`]],
  ['withdraw', {}, [second]],
  ['merge', { into: 'the other' }, [second]],
]
for (const [button, written, wanted] of rows)
  test(`${button} ${Object.keys(written).join(', ')}: as readers see it, and back by one click`, async () => {
    const before = await world.published()
    const page = await letizia.get(talk)
    const other = /<option value="([^"]+)">[^<]*Ada Byron/.exec(page.text)![1]!
    const form = fill(page, button, { ...written, ...('into' in written ? { into: other } : {}) })
    const { status, location } = await letizia.send(form)
    assert.equal(status, 303)
    assert.deepEqual(await summaries(), wanted.toSorted())
    await undo(location!)
    assert.deepEqual(await world.published(), before)
  })

test('cancelled and reinstated, withdrawn and restored', async () => {
  await letizia.press(talk, 'cancel')
  assert.deepEqual(await summaries(), [second, `CANCELLED: ${first}`].toSorted())
  await letizia.press(talk, 'reinstate')
  assert.deepEqual(await summaries(), [second, `Back on: ${first}`])
  await letizia.press(talk, 'withdraw')
  assert.deepEqual(await summaries(), [second])
  await letizia.press(talk, 'restore')
  assert.deepEqual(await summaries(), [second, `Back on: ${first}`])
})

test('what was deleted in Google by hand comes back when an admin wants it', async () => {
  const there = [...server.events.values()].find(({ summary }) => String(summary).includes('Weijie'))!
  server.deleteByHand(there.id)
  await reconcileGoogle(world.services)
  await world.work()
  assert.match(wordsIn(await letizia.get('/talks?show=deleted'), 'main').join(), /Weijie Su/)
  await letizia.press(talk, 'restore')
  assert.deepEqual(await summaries(), [second, first])
})

test('a withdrawn talk is not among those of the next days', async () => {
  const wordsOf = async (path: string) => wordsIn(await letizia.get(path), 'main').join()
  assert.match(await wordsOf('/'), /Weijie Su/)
  await letizia.press(talk, 'withdraw')
  await world.work()
  assert.match(await wordsOf('/talks?show=withdrawn'), /Weijie Su/)
  assert.doesNotMatch(await wordsOf('/talks'), /Weijie Su/)
  assert.match(await wordsOf('/'), /Ada Byron/)
  assert.doesNotMatch(await wordsOf('/'), /Weijie Su/)
})

test('a withdrawn talk is not offered on a card as one of that day', async () => {
  await world.mail(talkMail('5', { when: 'Monday, 4.11.2026 at 10.15 h', speaker: 'Karl Gauss' }))
  await world.work()
  await letizia.press(talk, 'withdraw')
  const card = /href="(\/waiting\/[^"]+)"/.exec((await letizia.get('/waiting')).text)![1]!
  assert.doesNotMatch(wordsIn(await letizia.get(card), 'main').join(), /Weijie Su/)
})

test('a talk of the last day of a month is one with its second announcement on the first of the next', async () => {
  await world.mail(talkMail('3', { when: 'Monday, 30.11.2026 at 15.15 h', speaker: 'Emmy Noether' }))
  await world.mail(
    talkMail('4', {
      when: 'Tuesday, 1.12.2026 at 15.15 h',
      speaker: 'E. Noether',
      title: 'Rings',
      from: 'a@b.example',
    }),
  )
  await world.work()
  assert.equal((await world.published()).feed.length, 4)
  const page = await letizia.get(await world.talkPath('Emmy Noether'))
  assert.match(wordsIn(page, 'select[name="into"]').join(), /Rings/)
})

test('a merge with nothing chosen comes back with the talk as it is', async () => {
  const answer = await letizia.send(
    fill(await letizia.get(talk), 'merge', { into: 'gone@statlist-calendar' }),
  )
  assert.equal(answer.status, 422)
  assert.equal(valueIn(answer, 'title'), 'Patterns of networks, part 1')
  assert.equal(valueIn(answer, 'day'), '2026-11-04')
  assert.deepEqual(await world.decided(), [])
})

test('a correction that says nothing new decides nothing', async () => {
  await letizia.press(talk, 'correct')
  assert.deepEqual(await world.decided(), [])
})

test('the log says who did what, and can be kept', async () => {
  await letizia.press(talk, 'correct', { location: 'HG F 30', why: 'the porter called' })
  const page = await letizia.get('/decisions')
  assert.match(wordsIn(page, 'main li').join(), /corrected: Place = HG F 30 .*Letizia · the porter called/)
  const file = await letizia.get('/decisions.jsonl')
  assert.match(file.headers.get('content-disposition')!, /attachment/)
  assert.deepEqual(
    file.text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { who: string }).who),
    ['Letizia'],
  )
})

test('three columns: what the feed has, what Google has, and what somebody wrote there by hand', async () => {
  const there = [...server.events.values()].find(({ summary }) => /Weijie/.test(String(summary)))!
  server.editByHand(there.id, { location: 'in the garden' })
  await reconcileGoogle(world.services)
  await world.work()
  const rows = wordsIn(await letizia.get(talk), 'table tr')
  assert.match(rows[0]!, /Feed\s*Google\s*By hand in Google/)
  const place = rows.find((row) => row.startsWith('Place'))
  assert.match(place!, /^Place\s*in the garden\s*in the garden\s*in the garden$/)
  assert.match(
    rows.find((row) => row.startsWith('Day'))!,
    /2026-11-04 15:15\s*2026-11-04 15:15\s*–$/,
  )
  server.editByHand(there.id, { location: 'HG F 3' })
  assert.match(
    wordsIn(await letizia.get(talk), 'table tr').find((row) => row.startsWith('Place'))!,
    /in the garden/,
    'Google is compared by the clock, not by each look',
  )
})
