import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { makeEvent } from '../support/events.ts'
import { makeSite, publicationOf, saveAll, someDay } from '../support/site.ts'

const nowhere = { building: null, address: null, geo: null, city: null, institutions: [] }

/** A talk of one day, named by a letter. */
function talkOf(name: string, start: string, end = start, fields: Partial<CalendarEvent['talk']> = {}) {
  const day = start.includes('T')
  return makeEvent(
    { uid: `${name.repeat(12)}0001@x`, start, end: day ? `${end.slice(0, 11)}23:00` : end, place: nowhere },
    { title: `Talk ${name}`, series: null, speakers: [{ name: 'Jane Doe', affiliation: null }], ...fields },
  )
}

/** It is 20 September 2025. */
const talks = [
  talkOf('a', '2023-05-04T10:00', '2023-05-04T10:00', { abstract: 'On Bézier curves' }),
  talkOf('b', '2024-12-30', '2025-01-02', { speakers: [{ name: 'Béla Bartók', affiliation: 'ETH' }] }),
  talkOf('c', '2025-08-01T10:00'),
  talkOf('d', '2025-09-25T15:15', '2025-09-25T15:15', { online: 'https://zoom.us/j/1' }),
  talkOf('e', '2025-10-31T09:00', '2025-10-31T09:00', { series: 'Curve Seminar' }),
]

/** Address → the talks of its page, and of its feed where that is another choice. */
const views: [string, string, string?][] = [
  // Of the past, the page has none unasked, the feed ninety days.
  ['/', 'de', 'cde'],
  ['/2025', 'bcde'],
  ['/2024', 'b'],
  ['/2022', ''],
  ['/2025-09', 'd'],
  ['/2025-01', 'b'],
  ['/2025-02', ''],
  ['/online+2025-09', 'd'],
  ['/online+2025-10', ''],
  ['/?from=2025-09-26', 'e'],
  ['/?from=2024-01-01&to=2024-12-30', 'b'],
  ['/?to=2023-12-31', 'a'],
  ['/bela-bartok', 'b', ''],
  ['/curve-seminar', 'e'],
  ['/jane-doe+2025', 'cde'],
  // Every word begins one of the talk's, whatever the accents; a part of a word is none.
  ['/?q=b%C3%89zier', 'a', ''],
  ['/?q=curv', 'ea', 'e'],
  ['/?q=curve+jane', 'ea', 'e'],
  ['/?q=urve', ''],
  ['/?q=%22curve%22+OR+*', ''],
  ['/?q=%3F%3F', ''],
]

const shownIn = (body: string) =>
  [...body.matchAll(/href="\/talks\/([0-9a-f])\1{11}"/g)].map((match) => match[1]).join('')
const onceIn = (letters: string) => [...new Set(letters.split(''))].join('')
const sorted = (letters: string) => letters.split('').toSorted().join('')
const feedOf = (path: string) => path.replace(/^\/(?=\?|$)/, '/statlist').replace(/(?=\?|$)/, '.ics')
const uidsIn = (feed: string) =>
  [...feed.matchAll(/^UID:([0-9a-f])\1{11}/gm)].map((match) => match[1]).join('')

for (const way of ['by the index', 'without one'])
  test(`a view has its talks, page and feed: ${way}`, async () => {
    const { server, feed } = makeSite(talks)
    if (way === 'without one') feed.search = () => null
    // Each from another address: days of one’s own choice are dear.
    for (const [at, [path, page, inFeed = page]] of views.entries()) {
      const ask = async (url: string) => (await server.inject({ url, remoteAddress: `192.0.2.${at}` })).body
      assert.equal(onceIn(shownIn(await ask(path))), page, path)
      assert.equal(sorted(uidsIn(await ask(feedOf(path)))), sorted(inFeed), feedOf(path))
    }
  })

/** An address and the one address that it has, as the page’s own links name it. */
const addresses: [string, string][] = [
  ['/?from=2025-09-01&to=2025-09-30', '/2025-09'],
  ['/?from=2025-01-01&to=2025-12-31', '/2025'],
  ['/2025+online', '/online+2025'],
  ['/?to=2025-12-31&from=2025-02-01', '/?from=2025-02-01&to=2025-12-31'],
]

test('each view has one address', async () => {
  const { server } = makeSite(talks)
  for (const [asked, own] of addresses) {
    const { body } = await server.inject(asked)
    assert.ok(
      body.includes(
        `<meta property="og:url" content="https://calendar.example${own.replaceAll('&', '&#38;')}"`,
      ),
      asked,
    )
  }
})

test('days that are none are no view', async () => {
  const { server } = makeSite(talks)
  for (const path of [
    '/2025-13',
    '/2025-00',
    '/0999',
    '/2025+2024',
    '/?from=2025-02-30',
    '/?q=a&q=b',
    '/talks.json?from=x',
    '/?from=2025-12-01&to=2025-01-01',
    '/2025-09?from=2025-01-01',
    '/online?from=2025-02-30',
    '/online?to=x',
  ])
    assert.equal((await server.inject(path)).statusCode, 404, path)
})

test('what is published next is found, and what is gone is not', async () => {
  const { server, feed } = makeSite(talks)
  const find = async (words: string) => shownIn((await server.inject(`/?q=${words}`)).body)
  assert.equal(await find('curve+seminar'), 'e')
  const renamed = talkOf('e', '2025-10-31T09:00', '2025-10-31T09:00', { title: 'Surfaces' })
  saveAll(feed, publicationOf([...talks.slice(0, 3), renamed]), someDay)
  assert.deepEqual(await Promise.all(['curve+seminar', 'surfaces', 'bezier'].map(find)), ['', 'e', 'a'])
})

test('a month is a grid of all its days; an event of several is on each', async () => {
  const { server } = makeSite([talkOf('f', '2025-09-29', '2025-10-01'), ...talks])
  const { body } = await server.inject('/2025-09')
  assert.equal([...body.matchAll(/<time datetime="2025-09-\d\d"/g)].length, 30)
  assert.match(body, /class="empty d1"/, '1 September 2025 is a Monday')
  assert.equal(shownIn(body), 'dff')
  assert.match(body, /29 Sep\S* – 1 Oct/)
})

test('what ends at midnight is of one day', async () => {
  const night = makeEvent({
    uid: 'ffffffffffff0001@x',
    start: '2025-09-30T22:00',
    end: '2025-10-01T00:00',
    endAssumed: false,
  })
  const { server } = makeSite([night])
  assert.match((await server.inject('/')).body, /22:00<small>–24:00</)
  assert.match((await server.inject('/talks/ffffffffffff')).body, /30 September 2025, 22:00–24:00/)
  assert.equal(shownIn((await server.inject('/2025-09')).body), 'f')
  assert.equal(shownIn((await server.inject('/2025-10')).body), '')
})

test('a talk that is gone says so at its address, one that was merged leads to the other', async () => {
  const { server, feed } = makeSite(null)
  const gone = [
    { id: '111111111111', day: '2025-10-01', into: null },
    { id: '222222222222', day: null, into: 'dddddddddddd' },
  ]
  saveAll(feed, { ...publicationOf(talks), gone }, someDay)
  const withdrawn = await server.inject('/talks/111111111111')
  assert.equal(withdrawn.statusCode, 410)
  assert.match(withdrawn.body, /This talk of Wednesday,? 1 October 2025 was taken out of the calendar/)
  const merged = await server.inject('/talks/222222222222?lang=de')
  assert.deepEqual([merged.statusCode, merged.headers['location']], [302, '/talks/dddddddddddd?lang=de'])
  assert.equal((await server.inject('/talks/333333333333')).statusCode, 404)
  assert.equal(
    (await server.inject('/talks/111111111111.ics')).statusCode,
    404,
    'a program keeps what it has',
  )
})

/** What is asked for → how long before each talk; null: no alarm. */
const alarms: [string, string | null][] = [
  ['?alarm=1d', '-P1D'],
  ['?alarm=2h', '-PT2H'],
  ['?alarm=30m', '-PT30M'],
  ['', null],
  ['?alarm=', null],
  ['?alarm=0m', null],
  ['?alarm=15d', null],
  ['?alarm=1d%0D%0AATTACH:x', null],
  ['?alarm=1d&alarm=2d', null],
]

test('alarms are for who asks for them, and not for what is off', async () => {
  const off = makeEvent({ uid: 'ffffffffffff0001@x', status: 'cancelled' }, { status: 'cancelled' })
  const { server } = makeSite([...talks, off])
  for (const [query, trigger] of alarms) {
    const { body } = await server.inject(`/statlist.ics${query}`)
    const found = [...body.matchAll(/^TRIGGER:(.*)\r$/gm)].map((match) => match[1])
    assert.deepEqual(found, trigger === null ? [] : [trigger, trigger, trigger], query)
    assert.equal([...body.matchAll(/BEGIN:VEVENT/g)].length, 4)
  }
})

test('an entry about the calendar rings for nobody', async () => {
  const { server } = makeSite(talks)
  assert.doesNotMatch((await server.inject('/zurich.ics?alarm=1d')).body, /TRIGGER/)
})

test('the language that one reader chose is not another one’s', async () => {
  const { server } = makeSite(talks)
  for (const path of ['/', '/board', '/embed', '/2025', '/talks/dddddddddddd']) {
    await server.inject(`${path}?lang=de`)
    const { body } = await server.inject({ url: path, headers: { 'accept-language': 'de' } })
    assert.doesNotMatch(body, /href="\/\?lang=de"/, path)
  }
})

/** The last part of a talk’s address → the site that takes it over. */
const services: [string, string][] = [
  ['google', 'https://calendar.google.com'],
  ['outlook', 'https://outlook.office.com'],
  ['outlook-home', 'https://outlook.live.com'],
]

test('short addresses lead to the calendars that take one talk, and to nothing else', async () => {
  const { server } = makeSite(talks)
  for (const [name, origin] of services) {
    const { statusCode, headers } = await server.inject(`/talks/dddddddddddd/${name}`)
    assert.deepEqual([statusCode, new URL(String(headers['location'])).origin], [302, origin])
  }
  for (const path of [
    '/talks/dddddddddddd/constructor',
    '/talks/dddddddddddd/x',
    '/talks/ffffffffffff/google',
  ])
    assert.equal((await server.inject(path)).statusCode, 404, path)
})

test('an archive without a talk says so', async () => {
  const { server } = makeSite(talks.slice(3))
  const feed = async (path: string) => (await server.inject(path)).body.replaceAll('\r\n ', '')
  assert.match(await feed('/archive.ics'), /SUMMARY:Statlist archive: no talks\r[\s\S]*example\/\r/)
  assert.match(await feed('/2019.ics'), /SUMMARY:Statlist · 2019: no talks\r/)
  assert.match(await feed('/2027.ics'), /SUMMARY:Statlist · 2027: no talks yet\r/)
})

test('what waits for a human is said, what leads to more talks is a link', async () => {
  const { server } = makeSite([
    talkOf('d', '2025-09-25T15:15', '2025-09-25T15:15', {
      speakers: [],
      location: null,
      unsure: ['speakers', 'location'],
    }),
    makeEvent({ uid: 'eeeeeeeeeeee0001@x' }, { speakers: [{ name: 'Béla Bartók', affiliation: 'ETH' }] }),
  ])
  const unsure = (await server.inject('/talks/dddddddddddd')).body
  assert.equal([...unsure.matchAll(/<dd>see the mail<\/dd>/g)].length, 2)
  const known = (await server.inject('/talks/eeeeeeeeeeee')).body
  for (const path of ['/bela-bartok', '/ethz', '/zurich', '/seminar'])
    assert.ok(known.includes(`href="${path}"`), path)
  assert.equal((await server.inject('/bela-bartok')).statusCode, 200)
})

/** Names that are addresses, or others’ words: name, whether it has a page. */
const names: [string, boolean][] = [
  ['Archive', false],
  ['Board', false],
  ['2025', false],
  ['Bern', false],
  ['Øyvind Åse', true],
  ['Weiß', true],
]

test('a speaker called as an address or a town has no page, and is not in the town', async () => {
  const { server } = makeSite(
    names.map(([name], at) =>
      talkOf('abcdef'.charAt(at), '2025-10-01T10:00', '2025-10-01T10:00', {
        speakers: [{ name, affiliation: null }],
      }),
    ),
  )
  for (const [at, [name, hasPage]] of names.entries()) {
    const { body } = await server.inject(`/talks/${'abcdef'.charAt(at).repeat(12)}`)
    assert.equal(new RegExp(`<a href="/[a-z-]+"><bdi>${name}`).test(body), hasPage, name)
  }
  assert.equal(shownIn((await server.inject('/bern')).body), '')
  assert.equal(shownIn((await server.inject('/oyvind-ase')).body), 'e')
  assert.equal(shownIn((await server.inject('/weiss')).body), 'f')
})

test('a chosen language stays, whatever the address has in it', async () => {
  const { server } = makeSite(talks)
  const { body } = await server.inject('/?q=v1.2&lang=de')
  assert.ok(body.includes('href="/?lang=de"'))
  const own = [...(await server.inject('/2025?lang=de')).body.matchAll(/<a [^>]*?href="(\/[^"]*)"/g)].map(
    ([, path]) => path!,
  )
  assert.deepEqual(
    own.filter((path) => !/\.\w+$|lang=/.test(path)),
    [],
  )
  assert.match((await server.inject('/embed/2025?lang=de')).body, /href="\/2025\?lang=de"/)
})

test('a frame of days that are over has them', async () => {
  const { server } = makeSite(talks)
  assert.match((await server.inject('/embed/2025-08')).body, /Talk c/)
  assert.match((await server.inject('/embed/2019')).body, /Nothing on these days/)
})

test('an address of version 0.1 leads on', async () => {
  const { server } = makeSite(talks)
  const { statusCode, headers } = await server.inject('/years/2025')
  assert.deepEqual([statusCode, headers['location']], [301, '/2025'])
})

test('very many talks: pages and data are bounded, and say so', async () => {
  const many = Array.from({ length: 5000 }, (_, at) =>
    talkOf(
      'a',
      `2025-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}T10:00`,
    ),
  ).map((event, at) => ({ ...event, uid: `${String(at).padStart(12, '0')}0001@x` }))
  const { server } = makeSite(many)
  const year = (await server.inject('/2025')).body
  assert.ok(Buffer.byteLength(year) < 500_000, String(Buffer.byteLength(year)))
  assert.match(year, /… and 4600 more, by month:[\s\S]*href="\/2025-03"/)
  const { talks: some, more } = (await server.inject('/2025.json')).json() as {
    talks: unknown[]
    more: number
  }
  assert.deepEqual([some.length, more], [3000, 2000])
})

test('a title in another language is marked so', async () => {
  const { server } = makeSite([
    talkOf('d', '2025-09-25T15:15', '2025-09-25T15:15', { title: 'Der Wert der Zahl für die Praxis' }),
    talkOf('e', '2025-09-26T15:15', '2025-09-26T15:15', { title: 'The value of a number' }),
    talkOf('f', '2025-09-27T15:15', '2025-09-27T15:15', { title: 'Copulas' }),
  ])
  const languages = (body: string) =>
    [...body.matchAll(/<bdi( lang="\w\w")?>(?:Der|The|Cop)/g)].map((match) => match[1])
  assert.deepEqual(languages((await server.inject('/')).body), [' lang="de"', undefined, undefined])
  assert.deepEqual(languages((await server.inject('/?lang=de')).body), [undefined, ' lang="en"', undefined])
})

test('the board is one sheet: seven days, what takes place, and the page’s address', async () => {
  const many = Array.from({ length: 30 }, (_, at) =>
    makeEvent({
      uid: `${String(at).padStart(12, '0')}0001@x`,
      start: '2025-09-22T10:00',
      end: '2025-09-22T11:00',
    }),
  )
  const off = makeEvent(
    { uid: 'ffffffffffff0001@x', start: '2025-09-21T10:00', end: '2025-09-21T11:00', status: 'cancelled' },
    { title: 'What is off', status: 'cancelled' },
  )
  const { server } = makeSite([...talks, ...many, off])
  const { body } = await server.inject('/board')
  assert.equal([...body.matchAll(/<article>/g)].length, 12)
  assert.match(body, /… and 19 more on the page/)
  assert.doesNotMatch(body, /What is off/)
  assert.match(body, /calendar\.example\//)
  // Of days that are over, each talk stands on its own.
  const past = (await server.inject('/board/2025-08')).body
  assert.match(past, /Fri 1 August[\s\S]*Talk c/)
  const october = (await server.inject('/board/2025-10')).body
  assert.match(october, /Talk e/)
  assert.doesNotMatch(october, /Talk d/)
})

test('of very many talks the front page has the next, and says where the others are', async () => {
  const many = Array.from({ length: 100 }, (_, at) =>
    talkOf('a', `2025-${10 + Math.floor(at / 50)}-${String(1 + (at % 28)).padStart(2, '0')}T10:00`),
  ).map((event, at) => ({ ...event, uid: `${String(at).padStart(12, '0')}0001@x` }))
  const { server } = makeSite(many)
  const { body } = await server.inject('/')
  assert.equal([...body.matchAll(/<li class="s/g)].length, 48)
  assert.match(body, /… and 52 more, by month:[\s\S]*href="\/2025-11"/)
  assert.ok(Buffer.byteLength(body) < 60_000, String(Buffer.byteLength(body)))
})
