import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { waitingNow } from '../../jobs/decide.ts'
import type { Waiting } from '../../src/talks/reading.ts'
import { fill, openDeskWorld, talkMail, valueIn, type DeskWorld, type Visitor } from '../support/desk.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

const house = 'ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich'
const su = `Weijie Su: Patterns of networks, part 1 @ ETH Zurich, HG G 19.1, ${house}`
const byron = `Ada Byron: Patterns of networks, part 2 @ ETH Zurich, HG G 19.1, ${house}`
const both = (...lines: string[]) => ({ feed: lines.toSorted(), google: lines.toSorted() })

let server: GoogleServer
let world: DeskWorld
let letizia: Visitor

before(async () => (server = await openGoogleServer()))
after(async () => server.close())
beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server)
  await world.mail(talkMail('1'))
  // The weekday does not agree.
  await world.mail(talkMail('2', { when: 'Monday, 17.12.2026 at 15.15 h', speaker: 'Ada Byron' }))
  // Somebody else says that the room is another one.
  const stranger = { from: 'stranger@example.org', title: 'Patterns of networks, part 1', place: 'HG E 3' }
  await world.mail(talkMail('3', { ...stranger, subject: '[Statlist] Room change: Seminar by Weijie Su' }))
  await world.work()
  letizia = await world.login()
})
afterEach(async () => world.close())

const item = async (subject: string): Promise<Waiting> =>
  (await waitingNow(world.services)).find((one) => one.subject.includes(subject))!
const cardOf = async (subject: string) => `/waiting/${(await item(subject)).id}`
const startsIn = () => world.feed().match(/^DTSTART.*$/gm) ?? []

test('published as shown: two clicks from Today, in feed and Google, by who was logged in', async () => {
  const today = await letizia.get('/')
  const link = /href="(\/waiting\/[^"]+)"/.exec(today.text)![1]!
  const after = await letizia.press(link, 'publish', { why: 'asked the office' })
  assert.equal(after.status, 200)
  assert.deepEqual(await world.published(), both(su, byron))
  assert.match((await letizia.get('/decisions')).text, /Letizia · asked the office/)
  assert.equal(await item('Ada Byron'), undefined)
})

test('two published talks are found to be one on the card of a mail about one of them', async () => {
  await letizia.press(await cardOf('Ada Byron'), 'publish')
  const { feed } = await world.published()
  assert.equal(feed.length, 2)
  const room = await cardOf('Room change')
  const page = await letizia.get(room)
  const into = /<option value="([^"]+)">[^<]*Ada Byron/.exec(page.text)![1]!
  const nowhere = await letizia.send(fill(page, 'merge', { event: 'gone' }))
  assert.equal(nowhere.status, 422)
  await letizia.press(room, 'merge', { event: into })
  const after = await world.published()
  assert.equal(after.feed.length, 1)
  assert.match(after.feed[0]!, /Ada Byron/)
  assert.deepEqual(after.google, after.feed)
})

test('hours of another zone stay in it: the form says which, and readers get the instant', async () => {
  await world.mail(
    talkMail('9', { when: 'Monday, 17.12.2026 at 15:15 (New York time)', speaker: 'Grace Hopper' }),
  )
  await world.work()
  const path = await cardOf('Grace Hopper')
  assert.match((await letizia.get(path)).text, /times are in the time zone <b>America\/New_York<\/b>/)
  await letizia.press(path, 'publish', { hour: '16:15' })
  assert.ok(
    startsIn().some((line) => line.endsWith('20261217T221500')),
    startsIn().join(),
  )
})

test('published corrected: day, hours, title, people, place and link are what was written', async () => {
  const written = {
    day: '2026-12-18',
    hour: '16:15',
    endHour: '17:45',
    title: 'Engines & notes; 100%',
    speakers: 'Ada Byron (London); Charles Babbage',
    location: 'HG F 3',
    online: 'https://ethz.zoom.us/j/123',
  }
  await letizia.press(await cardOf('Ada Byron'), 'publish', written)
  const { feed, google } = await world.published()
  assert.ok(
    feed.some((line) => line.startsWith('Ada Byron, Charles Babbage: Engines & notes; 100% @')),
    feed.join(),
  )
  assert.deepEqual(google, feed)
  const [event] = [...server.events.values()].filter(({ summary }) => String(summary).includes('Engines'))
  const { start, end } = event as unknown as Record<'start' | 'end', { dateTime: string }>
  assert.deepEqual(
    [start.dateTime.slice(0, 16), end.dateTime.slice(0, 16)],
    ['2026-12-18T16:15', '2026-12-18T17:45'],
  )
  assert.ok(startsIn().some((line) => line.endsWith('20261218T161500')))
  const page = await letizia.get(await world.talkPath('Engines'))
  for (const [name, value] of Object.entries(written)) assert.equal(valueIn(page, name), value, name)
})

test('nothing for the calendar', async () => {
  await letizia.press(await cardOf('Ada Byron'), 'reject')
  assert.deepEqual(await world.published(), both(su))
  assert.equal(await item('Ada Byron'), undefined)
})

test('a talk of its own: it has all that the card showed', async () => {
  const page = await letizia.get(await cardOf('Room change'))
  const shown = Object.fromEntries(
    ['day', 'hour', 'title', 'speakers'].map((name) => [name, valueIn(page, name)]),
  )
  await letizia.press(await cardOf('Room change'), 'split')
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed)
  assert.equal(feed.length, 2)
  assert.ok(feed.includes(su), 'the other one is as it was')
  const own = await letizia.get(await world.talkPath('New room:').catch(async () => otherTalk()))
  for (const [name, value] of Object.entries(shown)) assert.equal(valueIn(own, name), value, name)
  assert.match(valueIn(own, 'location'), /HG E 3/)
})

/** The address of the talk that is not the first one. */
async function otherTalk(): Promise<string> {
  const first = await world.talkPath('Weijie')
  const page = await letizia.get('/talks')
  return [...page.text.matchAll(/href="(\/talks\/[0-9a-f]+)"/g)]
    .map((match) => match[1]!)
    .find((one) => one !== first)!
}

test('published as a change: the event has the new room', async () => {
  await letizia.press(await cardOf('Room change'), 'publish')
  const { feed, google } = await world.published()
  assert.deepEqual(google, feed)
  assert.match(feed.join(), /^New room: Weijie Su: Patterns of networks, part 1 @ .*HG E 3/)
})

for (const [name, mails] of [
  ['announced before', ['4', '6']],
  ['announced later', ['6', '4']],
] as const)
  test(`about a talk that was ${name}: that one is changed, and no new one made`, async () => {
    for (const id of mails)
      await world.mail(
        id === '4'
          ? talkMail('4', {
              when: 'Thursday, 17.12.2026 at 10.15 h',
              speaker: 'Emmy Noether',
              title: 'Rings',
            })
          : talkMail('6', { when: 'Monday, 17.12.2026 at 11.15 h', speaker: 'E. N.', title: 'Ideals' }),
      )
    await world.work()
    const card = await letizia.get(await cardOf('E. N.'))
    const other = /<option value="([^"]+)">[^<]*Emmy Noether/.exec(card.text)
    // A word can't be about what is announced behind it.
    if (name === 'announced later') return assert.equal(other, null)
    assert.ok(other !== null, 'the talks of that day are offered')
    await letizia.press(await cardOf('E. N.'), 'about', { event: other[1]! })
    const { feed, google } = await world.published()
    assert.deepEqual(google, feed)
    assert.equal(feed.length, 2, feed.join(' | '))
    assert.ok(
      startsIn().some((line) => line.endsWith('20261217T111500')),
      startsIn().join(),
    )
  })

test('a field that waits alone: as it was read, put right, or left out', async () => {
  const rows: [string, Record<string, string>, string | null][] = [
    ['publish', {}, 'HG D 1.1'],
    ['publish', { location: 'HG D 3.2' }, 'HG D 3.2'],
    ['reject', {}, null],
  ]
  for (const [at, [button, written, place]] of rows.entries()) {
    const speaker = ['Karl Gauss', 'Sofia Germain', 'Henri Lebesgue'][at]!
    await world.mail(
      talkMail(`f${at}`, { speaker, place: 'HG D 1.1', when: `Friday, 18.12.2026 at 1${at}.15 h` }),
    )
    await world.work()
    await makeUnsure(speaker)
    await letizia.press(await cardOf(speaker), button, written)
    const { feed, google } = await world.published()
    const line = feed.find((one) => one.startsWith(speaker)) ?? ''
    assert.ok(place === null ? line.endsWith('@ –') : line.includes(place), `${button}: ${line}`)
    assert.deepEqual(google, feed)
    assert.equal(await item(speaker), undefined)
  }
})

/** As if the parser had been less sure of the place. */
async function makeUnsure(speaker: string): Promise<void> {
  const { ledger } = world.services
  const rows = await ledger
    .selectFrom('message')
    .select(['key', 'announcement'])
    .where('subject', 'like', `%${speaker}`)
    .execute()
  const reading = JSON.parse(rows[0]!.announcement!) as {
    announcement: { talks: { location: { certainty: string } }[] }
  }
  reading.announcement.talks[0]!.location.certainty = 'unsure'
  await ledger
    .updateTable('message')
    .set({ announcement: JSON.stringify(reading) })
    .where('key', '=', rows[0]!.key)
    .execute()
}
