import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openServer, type WebParts } from '../../src/web/server.ts'
import { openFeedStore } from '../../src/web/store.ts'
import { makeEvent } from '../support/events.ts'

const token = 'correct-horse-battery-staple-0123456789'

function parts(fields: Partial<WebParts> = {}): WebParts {
  return {
    feed: openFeedStore(mkdtempSync(join(tmpdir(), 'feed-'))),
    list: { name: 'Statlist', timeZone: 'Europe/Zurich' },
    publicUrl: 'https://calendar.example',
    adminToken: token,
    googleCalendarId: null,
    now: () => '2025-09-20T10:00:00Z',
    health: async () => ({ ok: true, lastPollAt: null, secondsSinceLastPoll: null, problems: [] }),
    resync: async () => ({ mailsRead: 1 }),
    ...fields,
  }
}

test('the feed: bytes, validators, 304, HEAD', async () => {
  const web = parts()
  const server = openServer(web)
  assert.equal(
    (await server.inject('/statlist.ics')).statusCode,
    404,
    'before the first feed: no 5xx, which switches Thunderbird off',
  )
  web.feed.save('BEGIN:VCALENDAR\r\n', '[]')
  const full = await server.inject('/statlist.ics')
  assert.deepEqual(
    [full.statusCode, full.body, full.headers['content-type']],
    [200, 'BEGIN:VCALENDAR\r\n', 'text/calendar; charset=utf-8'],
  )
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
  assert.equal(web.feed.save('BEGIN:VCALENDAR\r\n', '[]'), false, 'the same bytes are not new')
})

test('admin: only with the right token, never for ever', async () => {
  const server = openServer(parts())
  const post = (authorization?: string) =>
    server.inject({
      method: 'POST',
      url: '/admin/resync',
      headers: authorization === undefined ? {} : { authorization },
    })
  for (const [authorization, status] of [
    [undefined, 401],
    ['Bearer wrong', 401],
    [token, 401],
    [`Bearer ${token}x`, 401],
    [`Bearer ${token}`, 200],
    ['Bearer wrong', 401],
    [`Bearer ${token}`, 429],
  ] as const)
    assert.equal((await post(authorization)).statusCode, status, String(authorization))
  const off = openServer(parts({ adminToken: null }))
  assert.equal(
    (await off.inject({ method: 'POST', url: '/admin/resync', headers: { authorization: 'Bearer ' } }))
      .statusCode,
    404,
  )
  const busy = openServer(parts({ resync: async () => null }))
  assert.equal(
    (
      await busy.inject({
        method: 'POST',
        url: '/admin/resync',
        headers: { authorization: `Bearer ${token}` },
      })
    ).statusCode,
    409,
  )
})

test('health tells what is wrong, also when the ledger can’t be asked', async () => {
  const server = openServer(parts({ health: () => Promise.reject(new Error('database is locked')) }))
  const response = await server.inject('/health')
  assert.equal(response.statusCode, 503)
  assert.deepEqual(response.json().problems, ['database is locked'])
})

test('the page shows what comes, escaped, with its headers', async () => {
  const web = parts()
  const evil = '<script>alert(1)</script>'
  web.feed.save(
    'x',
    JSON.stringify([
      makeEvent({ location: '"><img src=x>' }, { title: evil }),
      makeEvent({ uid: 'old@x', start: '2025-01-01T10:00', end: '2025-01-01T11:00' }, { title: 'Long ago' }),
      makeEvent({ uid: 'c@x', status: 'cancelled' }, { title: 'Off' }),
    ]),
  )
  const response = await openServer(web).inject('/')
  assert.match(response.body, /Thursday,? 25 September 2025/)
  assert.match(response.body, /webcal:\/\/calendar\.example\/statlist\.ics/)
  assert.match(response.body, /Cancelled:/)
  assert.doesNotMatch(response.body, /<script|<img|Long ago/)
  assert.match(String(response.headers['content-security-policy']), /default-src 'none'/)
})

test('the last good feed is served after a restart, and a damaged file is not noticed as new', () => {
  const folder = mkdtempSync(join(tmpdir(), 'feed-'))
  openFeedStore(folder).save('BEGIN:VCALENDAR\r\n', '[]')
  writeFileSync(join(folder, 'statlist.ics.1234.new'), 'half a fe')
  assert.equal(openFeedStore(folder).current()!.body.toString(), 'BEGIN:VCALENDAR\r\n')
})
