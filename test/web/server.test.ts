import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import ICAL from 'ical.js'
import { openFeedStore } from '../../src/publication/store.ts'
import { makeEvent } from '../support/events.ts'
import { sampleEvents } from '../support/talks.ts'
import { adminToken, allWell, makeSite, makeStore, publicationOf, saveAll, someDay } from '../support/site.ts'
import { until } from '../support/worker.ts'

const first = makeEvent({ uid: 'aaaaaaaaaaaa0001@statlist-calendar' })

test('the feed: bytes, validators, 304, HEAD', async () => {
  const { server, feed } = makeSite(null)
  assert.equal(
    (await server.inject('/statlist.ics')).statusCode,
    404,
    'before the first feed: no 5xx, which switches Thunderbird off',
  )
  const publication = publicationOf([first])
  saveAll(feed, publication, someDay)
  const full = await server.inject('/statlist.ics')
  assert.deepEqual(
    [full.statusCode, full.body, full.headers['content-type'], full.headers['content-encoding']],
    [200, publication.feed, 'text/calendar; charset=utf-8', undefined],
  )
  assert.match(String(full.headers['cache-control']), /stale-if-error=\d+/)
  const etag = String(full.headers['etag'])
  assert.match(etag, /^"[\w-]{20,}"$/)
  const rows: [Record<string, string>, number][] = [
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': `"other", W/${etag}` }, 304],
    [{ 'if-none-match': '"other"' }, 200],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-modified-since': String(full.headers['last-modified']) }, 304],
    [{ 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' }, 200],
    [{ 'if-none-match': '"other"', 'if-modified-since': String(full.headers['last-modified']) }, 200],
  ]
  for (const [headers, status] of rows) {
    const response = await server.inject({ url: '/statlist.ics', headers })
    assert.equal(response.statusCode, status, JSON.stringify(headers))
    assert.equal(response.headers['etag'], etag)
    if (status === 304) assert.equal(response.body, '')
  }
  const head = await server.inject({ method: 'HEAD', url: '/statlist.ics' })
  assert.deepEqual([head.statusCode, head.body, head.headers['etag']], [200, '', etag])
  assert.equal(saveAll(feed, publication, someDay), false, 'the same bytes are not new')
})

test('Last-Modified grows with every change and never goes back, whatever the clock does', async () => {
  const { server, feed } = makeSite([first])
  const dates: number[] = []
  for (const [at, now] of [
    '2025-09-20T10:00:00.2Z',
    '2025-09-20T10:00:00.4Z',
    '2025-09-20T09:00:00Z',
    '2025-09-21T10:00:00Z',
  ].entries()) {
    saveAll(feed, publicationOf(at % 2 === 0 ? [] : [first]), now)
    dates.push(Date.parse(String((await server.inject('/statlist.ics')).headers['last-modified'])))
  }
  assert.ok(
    dates.every((date, at) => at === 0 || date > dates[at - 1]!),
    dates.join(),
  )
  const before = dates.at(-1)
  const { feed: bytes, ...rest } = publicationOf([first])
  saveAll(feed, { ...rest, feed: bytes, status: { lastMailAt: null, waiting: 7 } }, '2025-09-22T10:00:00Z')
  const after = Date.parse(String((await server.inject('/statlist.ics')).headers['last-modified']))
  assert.equal(after, before, 'what is not in the feed does not touch it')
})

const zurich = makeEvent(
  { uid: 'aaaaaaaaaaaa0001@statlist-calendar', summary: 'Jane Doe: Causal claims' },
  { title: 'Causal claims', series: 'ETH/UZH Research Seminar' },
)
const course = makeEvent(
  {
    uid: 'bbbbbbbbbbbb0002@statlist-calendar',
    start: '2025-10-02T09:00',
    end: '2025-10-02T17:00',
    place: { building: null, address: null, geo: null, city: 'bern', institutions: ['unibe'] },
  },
  { type: 'course', title: 'R for beginners', online: 'https://zoom.us/j/1', series: null },
)
const past = makeEvent(
  { uid: 'cccccccccccc0003@statlist-calendar', start: '2025-01-10T10:00', end: '2025-01-10T11:00' },
  { title: 'Long ago' },
)

function uidsOf(feed: string): string[] {
  return new ICAL.Component(ICAL.parse(feed) as never[])
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('uid')).slice(0, 12))
}

const [one, two] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']

const views: [string, string[], string][] = [
  ['/statlist.ics', [one, two], 'Statlist'],
  ['/zurich.ics', [one], 'Statlist · Zürich'],
  ['/ethz.ics', [one], 'Statlist · ETH Zürich'],
  ['/course.ics', [two], 'Statlist · courses'],
  ['/courses.ics', [two], 'Statlist · courses'],
  ['/talks.ics', [one], 'Statlist · talks'],
  ['/online.ics', [two], 'Statlist · online'],
  ['/eth-uzh-research-seminar.ics', [one], 'Statlist · ETH/UZH Research Seminar'],
  ['/zurich+bern.ics', [one, two], 'Statlist · Zürich · Bern'],
  ['/zurich+course.ics', [], 'Statlist · courses · Zürich'],
  ['/bern+course+online.ics', [two], 'Statlist · online · courses · Bern'],
  ['/statlist.ics?q=causal', [one], 'Statlist · “causal”'],
  ['/statlist.ics?q=causal%20beginners', [], 'Statlist · “causal beginners”'],
  ['/zurich.ics?q=CAUSAL%20doe', [one], 'Statlist · Zürich · “CAUSAL doe”'],
]

test('feeds by address: the same UIDs, each with its own name, never empty', async () => {
  const { server } = makeSite([zurich, course, past])
  for (const [path, uids, name] of views) {
    const { statusCode, body, headers } = await server.inject(path)
    assert.equal(statusCode, 200, path)
    if (uids.length > 0) assert.deepEqual(uidsOf(body), uids, path)
    else assert.match(uidsOf(body).join(), /^notice-/, path)
    assert.ok(body.replace(/\r\n /g, '').includes(`X-WR-CALNAME:${name}\r\n`), `${path}: ${name}`)
    assert.match(body, /REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H/)
    assert.match(String(headers['content-disposition']), /^inline; filename="[a-z0-9+-]+\.ics"$/)
  }
  for (const extension of ['ics', 'json', 'atom', 'svg'])
    assert.equal((await server.inject(`/atlantis.${extension}`)).statusCode, 404, extension)
  assert.deepEqual(uidsOf((await server.inject('/archive.ics')).body), ['cccccccccccc'])
})

test('a feed and its page show the same talks', async () => {
  const { server } = makeSite([zurich, course])
  for (const [path, uids] of views) {
    const page = (await server.inject(path.replace('/statlist.ics', '/').replace('.ics', ''))).body
    const shown = [...page.matchAll(/href="\/talks\/([0-9a-f]{12})"/g)].map((match) => match[1])
    assert.deepEqual(shown, uids, path)
  }
})

test('one talk: page, calendar, what is not there', async () => {
  const { server } = makeSite([zurich])
  const calendar = await server.inject('/talks/aaaaaaaaaaaa.ics')
  assert.deepEqual(uidsOf(calendar.body), ['aaaaaaaaaaaa'])
  assert.doesNotMatch(calendar.body, /X-WR-CALNAME|REFRESH-INTERVAL/, 'a single event names no calendar')
  const page = await server.inject('/talks/aaaaaaaaaaaa')
  assert.match(page.body, /<h1><bdi>Causal claims<\/bdi><\/h1>/)
  const data = JSON.parse(
    /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.body)![1]!,
  ) as Record<string, unknown>
  assert.deepEqual(
    [data['@type'], data['startDate'], data['eventStatus']],
    ['Event', '2025-09-25T15:15:00+02:00', 'https://schema.org/EventScheduled'],
  )
  for (const path of [
    '/talks/ffffffffffff',
    '/talks/ffffffffffff.ics',
    '/talks/x',
    '/99999',
    '/1776',
    '/2026-13',
    '/2026-12+2026',
    '/talks/aaaaaaaaaaaa/constructor',
    '/atlantis',
    '/a/b',
    '/x.exe',
  ])
    assert.equal((await server.inject(path)).statusCode, 404, path)
})

test('JSON, Atom, sitemap, robots', async () => {
  const { server } = makeSite([zurich, course])
  const { talks } = (await server.inject('/talks.json')).json() as {
    talks: { id: string; start: string; kind: string }[]
  }
  assert.deepEqual(
    talks.map(({ id, start, kind }) => [id, start, kind]),
    [
      ['aaaaaaaaaaaa', '2025-09-25T15:15:00+02:00', 'talk'],
      ['bbbbbbbbbbbb', '2025-10-02T09:00:00+02:00', 'course'],
    ],
  )
  const atom = (await server.inject('/bern.atom')).body
  assert.match(atom, /<id>urn:x-statlist:bbbbbbbbbbbb0002<\/id>/)
  assert.doesNotMatch(atom, /aaaaaaaaaaaa/)
  assert.match(
    (await server.inject('/sitemap.xml')).body,
    /<loc>https:\/\/calendar\.example\/talks\/bbbbbbbbbbbb<\/loc>/,
  )
  const robots = (await server.inject('/robots.txt')).body
  assert.match(robots, /Sitemap: https:\/\/calendar\.example\/sitemap\.xml/)
  assert.doesNotMatch(robots, /Disallow: \/$/m)
})

test('a search finds past talks, too, the newest first; the years are those that are over', async () => {
  const { server } = makeSite(await sampleEvents('2025-09-15'), { now: () => '2027-06-01T10:00:00Z' })
  const { body } = await server.inject('/?q=bootstrap')
  assert.match(body, /Past talks: 1 talk.*Privacy and the Bootstrap/s)
  const all = (await server.inject('/')).body
  assert.doesNotMatch(all, /Privacy and the Bootstrap/)
  assert.match(all, /href="\/2025"/)
})

test('who may frame a list, and read what is public from a page of his own', async () => {
  const { server } = makeSite(await sampleEvents('2025-09-15'), { embedFrom: 'https://math.example' })
  const policyOf = async (path: string) =>
    String((await server.inject(path)).headers['content-security-policy'])
  assert.match(await policyOf('/embed'), /frame-ancestors https:\/\/math\.example$/)
  assert.match(await policyOf('/embed/zurich'), /frame-ancestors https:\/\/math\.example$/)
  assert.match(await policyOf('/'), /frame-ancestors 'none'/)
  for (const path of ['/statlist.ics', '/zurich.ics', '/talks.json', '/statlist.atom'])
    assert.equal((await server.inject(path)).headers['access-control-allow-origin'], '*', path)
  assert.equal((await server.inject('/')).headers['access-control-allow-origin'], undefined)
  assert.equal((await server.inject('/embed/nowhere')).statusCode, 404)
})

test('a form’s answer is the address of the choice', async () => {
  const { server } = makeSite([zurich, course])
  for (const [query, path] of [
    ['q=&kind=course&city=bern&institution=&series=', '/course+bern'],
    ['q=causal+claims&online=online', '/online?q=causal%20claims'],
    ['q=', '/'],
    ['series=eth-uzh-research-seminar&city=zurich', '/zurich+eth-uzh-research-seminar'],
  ] as const) {
    const response = await server.inject(`/search?${query}`)
    assert.deepEqual([response.statusCode, response.headers['location']], [303, path])
  }
  assert.equal((await server.inject('/search?city=//evil.example/')).statusCode, 404)
})

/** Asked first → asked then: one address never answers for another. */
const pairs: [string, string][] = [
  ['/Statlist.ics', '/statlist.ics'],
  ['/STATLIST.ics', '/statlist.ics'],
  ['/_statlist.ics', '/statlist.ics'],
  ['/_basel.ics', '/basel.ics'],
  ['/b%C3%A8rn.ics', '/bern.ics'],
  ['/Bern.ics', '/bern.ics'],
  ['/bern+nowhere.ics', '/bern.ics'],
  ['/nowhere.ics', '/statlist.ics'],
  ['/Archive.ics', '/archive.ics'],
  ['/_zurich.json', '/zurich.json'],
  ['/Statlist.json', '/talks.json'],
  ['/_zurich.atom', '/zurich.atom'],
  ['/+.ics', '/statlist.ics'],
]

test('no address spoils another one’s answer', async () => {
  for (const [first, then] of pairs) {
    const expected = await makeSite([zurich, course, past]).server.inject(then)
    const { server } = makeSite([zurich, course, past])
    const before = await server.inject(first)
    const after = await server.inject(then)
    assert.deepEqual(
      [after.statusCode, after.body],
      [expected.statusCode, expected.body],
      `${first}, then ${then}`,
    )
    assert.ok(before.statusCode === 404 || before.body === expected.body, `${first} itself`)
  }
})

test('400 other views do not push the feed out', async () => {
  const { server } = makeSite([zurich, course])
  const before = (await server.inject('/statlist.ics')).body
  for (let at = 0; at < 420; at++)
    await server.inject({ url: `/?q=word${at}`, remoteAddress: `10.0.${at >> 4}.1` })
  assert.equal((await server.inject('/statlist.ics')).body, before)
})

test('five wrong tokens lock out only who sent them', async () => {
  const { server } = makeSite([])
  const post = async (address: string, token: string) =>
    (
      await server.inject({
        method: 'POST',
        url: '/admin/resync',
        remoteAddress: address,
        headers: { authorization: `Bearer ${token}` },
      })
    ).statusCode
  for (let at = 0; at < 5; at++) assert.equal(await post('192.0.2.1', 'wrong'), 401)
  assert.equal(await post('192.0.2.1', 'wrong'), 429)
  assert.equal(await post('192.0.2.2', 'wrong'), 401)
  assert.equal(await post('192.0.2.2', adminToken), 200)
})

test('who names another address with each request is the same one all the same', async () => {
  const { server } = makeSite([])
  const post = async (named: string) =>
    (
      await server.inject({
        method: 'POST',
        url: '/admin/resync',
        remoteAddress: '192.0.2.1',
        headers: { authorization: 'Bearer wrong', 'x-forwarded-for': named },
      })
    ).statusCode
  for (let at = 0; at < 5; at++) assert.equal(await post(`198.51.100.${at}`), 401)
  assert.equal(await post('198.51.100.9'), 429)
})

test('a calendar that can’t be rendered is not there: an error would switch it off for good', async () => {
  const { server, feed } = makeSite(null)
  const broken = { ...zurich, timeZone: 'Mars/Olympus_Mons' }
  saveAll(feed, { ...publicationOf([zurich]), events: [broken] }, someDay)
  for (const path of ['/zurich.ics', '/talks/aaaaaaaaaaaa.ics'])
    assert.equal((await server.inject(path)).statusCode, 404, path)
  assert.equal((await server.inject('/statlist.ics')).statusCode, 200)
})

const wishes: [string | undefined, RegExp][] = [
  [undefined, /<html lang="en">[\s\S]*Coming talks[\s\S]*Thursday[\s\S]*25 September/],
  [
    'de-CH,de;q=0.9,en;q=0.8',
    /<html lang="de">[\s\S]*Kommende Vorträge[\s\S]*Donnerstag[\s\S]*25\. September/,
  ],
  ['it,fr;q=0.7,en;q=0.3', /<html lang="fr">[\s\S]*Exposés à venir[\s\S]*jeudi[\s\S]*25 septembre/],
  ['xx;q=1, *;q=0', /<html lang="en">/],
]

test('in the language that the browser wishes for', async () => {
  const { server } = makeSite([zurich])
  for (const [wish, expected] of wishes)
    assert.match(
      (await server.inject({ url: '/', headers: wish === undefined ? {} : { 'accept-language': wish } }))
        .body,
      expected,
    )
  assert.match((await server.inject('/?lang=fr')).body, /<html lang="fr">/)
})

test('pages are compressed, calendars are not', async () => {
  const { server } = makeSite([zurich])
  const headers = { 'accept-encoding': 'gzip, deflate' }
  const page = await server.inject({ url: '/', headers })
  assert.equal(page.headers['content-encoding'], 'gzip')
  assert.match(gunzipSync(page.rawPayload).toString(), /Causal claims/)
  assert.match(String(page.headers['etag']), /-gzip"$/)
  const brotli = await server.inject({ url: '/', headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.equal(
    (await server.inject({ url: '/', headers: { 'accept-encoding': 'br;q=0, gzip;q=0' } })).headers[
      'content-encoding'
    ],
    undefined,
  )
  assert.equal(
    (await server.inject({ url: '/statlist.ics', headers })).headers['content-encoding'],
    undefined,
  )
})

test('the page shows what comes, escaped, with its headers', async () => {
  const evil = '<script>alert(1)</script>'
  const { server } = makeSite([
    makeEvent(
      { uid: 'dddddddddddd0004@x' },
      { title: evil, location: '"><img src=x>', subject: evil, abstract: evil },
    ),
    past,
    makeEvent({ uid: 'eeeeeeeeeeee0005@x', status: 'cancelled' }, { title: 'Off', status: 'cancelled' }),
  ])
  for (const path of ['/', '/talks/dddddddddddd', '/2025', '/?q=%3Cimg%20src=x%3E']) {
    const { body, headers } = await server.inject(path)
    assert.doesNotMatch(body, /<script>alert|<img src=x/, path)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['set-cookie'], undefined)
  }
  const { body } = await server.inject('/')
  assert.match(body, /<strong class="warn">Cancelled:<\/strong> <s>/)
  assert.doesNotMatch(body, /Long ago/)
  assert.match(body, /newest mail of the list came on 19 Sept?,? 14:04\..*2 announcements are being checked/s)
  assert.match((await server.inject('/2025')).body, /Long ago/)
})

test('who asks for ever new pages is slowed down; the feed and what is rendered are not', async () => {
  const { server } = makeSite([zurich])
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(address + path, { headers })).status
  const statuses: number[] = []
  for (let at = 0; at < 60; at++) statuses.push(await status(`/?q=word${at}`))
  assert.equal(statuses[0], 200)
  assert.equal(statuses.at(-1), 429)
  assert.equal(await status('/statlist.ics'), 200)
  assert.equal(
    await status('/', { 'x-forwarded-for': '192.0.2.7' }),
    200,
    'somebody else, behind the same web server',
  )
  await server.close()
})

test('every answer has the security headers, also what no route sees', async () => {
  const { server } = makeSite([zurich])
  const post = { method: 'POST', url: '/admin/resync', headers: bearer } as const
  const requests = [
    { url: '/' },
    { url: '/%ff' },
    { url: '/%00' },
    { url: '/nowhere' },
    { url: `/${'x'.repeat(400)}` },
    { method: 'PATCH', url: '/' } as const,
    { ...post, headers: { ...bearer, 'content-type': 'application/json' }, payload: '{"a' },
    { ...post, headers: { ...bearer, 'content-type': 'text/x' }, payload: 'x' },
    { url: '/health' },
    { url: '/metrics' },
  ]
  for (const request of requests) {
    const { statusCode, headers } = await server.inject(request)
    assert.equal(headers['x-content-type-options'], 'nosniff', `${request.url} ${statusCode}`)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, request.url)
  }
  assert.equal((await server.inject('/%00')).statusCode, 404)
})

test('bytes that are no HTTP are answered with them, too', async () => {
  const { server } = makeSite([zurich])
  const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(address.port), '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => (answer += String(data)))
  socket.write('nonsense\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  assert.match(answer, /^HTTP\/1\.1 400 [\s\S]*x-content-type-options: nosniff/)
  await server.close()
})

test('one address has a hundred connections at most, and shuts nobody out; a trusted server has more', async () => {
  for (const [trustProxy, expected] of [
    [[], 100],
    [['loopback'], 130],
  ] as const) {
    const { server } = makeSite([zurich], { trustProxy: [...trustProxy] })
    const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
    const sockets = Array.from({ length: 130 }, () => connect(Number(address.port), '127.0.0.1'))
    for (const socket of sockets) socket.on('error', () => {})
    await until(
      () => sockets.filter((socket) => socket.destroyed || socket.closed).length >= 130 - expected,
      5,
      'the cut',
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const open = sockets.filter((socket) => !socket.destroyed && socket.readyState === 'open').length
    assert.equal(open, expected, String(trustProxy))
    for (const socket of sockets) socket.destroy()
    await until(async () => (await fetch(address).catch(() => null))?.status === 200, 5, 'the page, again')
    await server.close()
  }
})

test('a resync that fails says why, to who has the token', async () => {
  const { server } = makeSite([], {
    resync: async () => Promise.reject(new Error('mail.example can’t be read')),
  })
  const { statusCode, body } = await server.inject({ method: 'POST', url: '/admin/resync', headers: bearer })
  assert.deepEqual([statusCode, JSON.parse(body)], [503, { error: 'mail.example can’t be read' }])
})

/** Whose word about readers' addresses is taken: TRUST_PROXY, the server in front → how many of 80 readers behind it are served. */
const fronts: [string[], string, number][] = [
  [['loopback'], '127.0.0.1', 80],
  [['loopback'], '172.18.0.1', 40],
  [['uniquelocal'], '172.18.0.1', 80],
  [['uniquelocal'], '203.0.113.5', 40],
  [['192.0.2.0/24'], '192.0.2.99', 80],
]

test('readers behind a trusted server are told apart, those who only say so are not', async () => {
  for (const [trustProxy, remoteAddress, expected] of fronts) {
    const { server } = makeSite([zurich], { trustProxy })
    let served = 0
    for (let reader = 0; reader < 80; reader++) {
      const headers = { 'x-forwarded-for': `198.51.100.${reader}` }
      const { statusCode } = await server.inject({ url: `/?q=word${reader}`, headers, remoteAddress })
      served += statusCode === 200 ? 1 : 0
    }
    assert.ok(Math.abs(served - expected) <= 2, `${trustProxy.join()} ${remoteAddress}: ${served}`)
  }
})

test('slow clients are cut off, and nobody waits for them', { timeout: 40_000 }, async () => {
  const { server } = makeSite([zurich])
  const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
  const slow = Array.from({ length: 200 }, () => connect(Number(address.port), '127.0.0.1'))
  for (const socket of slow) {
    socket.on('error', () => {}).resume()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  }
  const from = performance.now()
  assert.equal((await fetch(`${address.href}statlist.ics`)).status, 200)
  assert.ok(performance.now() - from < 5000)
  await Promise.all(slow.map((socket) => new Promise((closed) => socket.once('close', closed))))
  await server.close()
})

test('the last good feed is served after a restart; a damaged file and a half one change nothing', async () => {
  const { server, feed } = makeSite([first])
  const bytes = (await server.inject('/statlist.ics')).body
  const folder = dirname(feed.path)
  writeFileSync(join(folder, 'publication.json.1234.new'), '{"feed": "half a fe')
  assert.equal(
    (await makeSite(null, { feed: openFeedStore(folder) }).server.inject('/statlist.ics')).body,
    bytes,
  )
  writeFileSync(join(folder, 'publication.json'), '{"feed": "half a fe')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  assert.equal((await server.inject('/statlist.ics')).body, bytes, 'what was good is still served')
})

test('with nothing but a damaged file there is no feed, and no error', async () => {
  const feed = makeStore()
  mkdirSync(dirname(feed.path), { recursive: true })
  writeFileSync(join(dirname(feed.path), 'publication.json'), '{"feed": "half a fe')
  const { server } = makeSite(null, { feed })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  for (const path of ['/statlist.ics', '/zurich.ics', '/archive.ics', '/talks/aaaaaaaaaaaa.ics'])
    assert.equal((await fetch(address + path)).status, 404, path)
  await server.close()
})

test('admin: only with the right token, never for ever', async () => {
  const server = makeSite([]).server
  const post = (authorization?: string) =>
    server.inject({
      method: 'POST',
      url: '/admin/resync',
      headers: authorization === undefined ? {} : { authorization },
    })
  for (const [authorization, status] of [
    [undefined, 401],
    ['Bearer wrong', 401],
    [adminToken, 401],
    [`Bearer ${adminToken}x`, 401],
    [`Bearer ${adminToken}`, 200],
    ['Bearer wrong', 401],
    ['Bearer wrong', 429],
    [`Bearer ${adminToken}`, 200],
  ] as const)
    assert.equal((await post(authorization)).statusCode, status, String(authorization))
  const off = makeSite([], { adminToken: null }).server
  assert.equal(
    (await off.inject({ method: 'POST', url: '/admin/resync', headers: { authorization: 'Bearer ' } }))
      .statusCode,
    404,
  )
  const busy = makeSite([], { resync: async () => null }).server
  assert.equal(
    (
      await busy.inject({
        method: 'POST',
        url: '/admin/resync',
        headers: { authorization: `Bearer ${adminToken}` },
      })
    ).statusCode,
    409,
  )
})

const troubled = {
  ...allWell,
  ok: false,
  problems: ['statlist@mail.example can’t be read: wrong password'],
  work: { 'read-message': { count: 3, oldestSeconds: 70 } },
  google: { secondsSinceAgreed: 60, drift: 2, paused: null, refused: ['Google refuses “Jane Doe”'] },
}
const bearer = { authorization: `Bearer ${adminToken}` }

test('health tells everybody whether all is well, and nobody a name', async () => {
  const rows = [
    [async () => allWell, 200, true],
    [async () => troubled, 503, false],
    [async () => Promise.reject(new Error('database is locked')), 503, false],
  ] as const
  for (const [health, status, ok] of rows) {
    const response = await makeSite([], { health }).server.inject('/health')
    assert.deepEqual([response.statusCode, response.json().ok], [status, ok])
    assert.doesNotMatch(response.body, /mail\.example|Jane|database/)
  }
})

test('health tells who has the token what is wrong, also when the ledger can’t be asked', async () => {
  const { server } = makeSite([], { health: async () => troubled })
  const details = await server.inject({ url: '/health/details', headers: bearer })
  assert.deepEqual([details.statusCode, details.json()], [503, troubled])
  const locked = makeSite([], { health: () => Promise.reject(new Error('database is locked')) }).server
  const response = await locked.inject({ url: '/health/details', headers: bearer })
  assert.deepEqual([response.statusCode, response.json().problems], [503, ['database is locked']])
})

test('metrics are as Prometheus takes them', async () => {
  const { server } = makeSite([], { health: async () => troubled })
  const { headers, body } = await server.inject({ url: '/metrics', headers: bearer })
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
  for (const line of [
    'statlist_ok 0',
    'statlist_open_work{queue="read-message"} 3',
    'statlist_oldest_work_age_seconds{queue="read-message"} 70',
    'statlist_google_drift 2',
    'statlist_google_refused 1',
    'statlist_redis_up 1',
  ])
    assert.ok(body.split('\n').includes(line), line)
  assert.doesNotMatch(body, /Jane|NaN|undefined/)
})

test('details and metrics are the admin’s alone', async () => {
  for (const url of ['/health/details', '/metrics']) {
    const { server } = makeSite([])
    assert.equal((await server.inject(url)).statusCode, 401, url)
    assert.equal((await server.inject({ url, headers: { authorization: 'Bearer x' } })).statusCode, 401, url)
    assert.equal((await server.inject({ url, headers: bearer })).statusCode, 200, url)
    assert.equal((await makeSite([], { adminToken: null }).server.inject(url)).statusCode, 404, url)
  }
})

test('the ledger is not asked at each request for health', async () => {
  let asked = 0
  const { server } = makeSite([], { health: async () => ((asked += 1), allWell) })
  for (let time = 0; time < 20; time++) await server.inject('/health')
  assert.equal(asked, 1)
})
