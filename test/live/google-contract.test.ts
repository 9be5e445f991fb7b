import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { auth, calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { openGoogleCalendar, type GoogleCalendar } from '../../src/google/calendar.ts'
import { remoteIdOf } from '../../src/google/event.ts'
import { makeEvent } from '../support/events.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'

/*
 * What we rely on in Google, asked of our own server here. To ask Google itself, in a scratch calendar shared with the
 * service account: CONTRACT_CALENDAR_ID=… CONTRACT_KEY_FILE=… node bin/test.mjs test/live/google-contract.test.ts
 * Where Google answers otherwise, the server in test/support is wrong.
 */
const real = process.env['CONTRACT_CALENDAR_ID']
const realKey = process.env['CONTRACT_KEY_FILE']

let server: GoogleServer | null = null
let google: GoogleCalendar
/** What a human does in Google's own page: the same API, without our care. */
let human: calendar_v3.Calendar
let calendarId = ''
const made: string[] = []

before(async () => {
  server = real === undefined ? await openGoogleServer() : null
  calendarId = real ?? server!.calendarId
  const keyFile = realKey ?? join(mkdtempSync(join(tmpdir(), 'google-')), 'key.json')
  if (server !== null) writeFileSync(keyFile, server.keyFile)
  const apiUrl = server?.url ?? null
  google = openGoogleCalendar({ calendarId, keyFile, apiUrl }, 'Europe/Zurich', { perSecond: 5, burst: 50 })
  const key = JSON.parse(readFileSync(keyFile, 'utf8')) as { client_email: string; private_key: string }
  const jwt = new auth.JWT({
    email: key.client_email,
    key: key.private_key,
    scopes: ['https://www.googleapis.com/auth/calendar.events'],
  })
  if (server !== null)
    jwt.setCredentials({ access_token: 'ya29.test-token', expiry_date: Date.now() + 3_600_000 })
  human = calendar({ version: 'v3', auth: jwt, ...(apiUrl === null ? {} : { rootUrl: `${apiUrl}/` }) })
})

after(async () => {
  for (const eventId of made) await human.events.delete({ calendarId, eventId }).catch(() => {})
  await server?.close()
})

/** An event that nobody has used yet: ids are used up for ever. */
function fresh(fields: Partial<CalendarEvent> = {}): CalendarEvent & { id: string } {
  const uid = `${randomUUID()}@statlist-contract`
  const id = remoteIdOf(uid)
  made.push(id)
  return { ...makeEvent({ uid, ...fields }), id }
}

async function get(eventId: string): Promise<calendar_v3.Schema$Event> {
  return (await human.events.get({ calendarId, eventId })).data
}

async function edit(eventId: string, requestBody: calendar_v3.Schema$Event): Promise<void> {
  await human.events.patch({ calendarId, eventId, requestBody })
}

test('an event is inserted under its own id, kept as it was sent, and then left alone', async () => {
  const event = fresh()
  const written = await google.put(event, null)
  assert.match(event.id, /^[a-v0-9]{5,1024}$/)
  assert.deepEqual(
    [written.remoteId, written.state, written.kept],
    [
      event.id,
      'held',
      {
        summary: 'Jane Doe: A title',
        description: 'A title\nJane Doe (ETH)',
        location: 'HG G 19.1',
        start: '2025-09-25T15:15',
        end: '2025-09-25T16:15',
      },
    ],
  )
  assert.equal(await google.put(event, written), written)
  assert.equal((await get(event.id)).etag, written.etag)
})

test('whole days, and back to an hour', async () => {
  const event = fresh({ start: '2025-10-26', end: '2025-10-27' })
  const written = await google.put(event, null)
  assert.deepEqual([written.kept.start, written.kept.end], ['2025-10-26', '2025-10-27'])
  const timed = await google.put({ ...event, start: '2025-10-26T15:15', end: '2025-10-26T16:15' }, written)
  assert.deepEqual([timed.kept.start, timed.kept.end], ['2025-10-26T15:15', '2025-10-26T16:15'])
})

test('the same insert again finds the first one', async () => {
  const event = fresh()
  await google.put(event, null)
  assert.equal((await google.put(event, null)).state, 'held')
})

test('a change patches what differs: what a human edited elsewhere stays', async () => {
  const event = fresh()
  const written = await google.put(event, null)
  await edit(event.id, { location: 'in the garden' })
  const retitled = await google.put({ ...event, summary: 'Another title' }, written)
  assert.deepEqual(
    [(await get(event.id)).location, (await get(event.id)).summary],
    ['in the garden', 'Another title'],
  )
  await google.put({ ...event, summary: 'Another title', location: 'HG G 19.2' }, retitled)
  assert.equal((await get(event.id)).location, 'HG G 19.2')
})

test('an event that a human deleted is told as such, also when we forgot that it was ours', async () => {
  const event = fresh()
  const written = await google.put(event, null)
  await human.events.delete({ calendarId, eventId: event.id })
  assert.equal((await google.put({ ...event, summary: 'Another title' }, written)).state, 'hand-deleted')
  assert.equal((await google.put(event, null)).state, 'hand-deleted')
  assert.equal((await get(event.id)).status, 'cancelled')
})

test('taking away twice is taking away once, and it can come back', async () => {
  const event = fresh()
  const written = await google.put(event, null)
  await google.remove(written)
  const removed = await google.remove(written)
  assert.equal(removed.state, 'removed')
  const back = await google.restore(event, removed)
  assert.equal(back.state, 'held')
  assert.equal((await get(back.remoteId)).status, 'confirmed')
})

test('a talk that is off stays visible', async () => {
  const event = fresh({ status: 'cancelled', summary: 'CANCELLED: Jane Doe' })
  await google.put(event, null)
  const { status, transparency } = await get(event.id)
  assert.deepEqual([status, transparency], ['confirmed', 'transparent'])
})

test('a sync token tells what was edited, deleted and added since, and nothing else', async () => {
  const [edited, deleted, untouched] = [fresh(), fresh(), fresh()]
  for (const event of [edited, deleted, untouched]) await google.put(event, null)
  const { full, syncToken, events } = await google.changes(null)
  assert.equal(full, true)
  assert.ok(events.some(({ remoteId }) => remoteId === untouched.id))
  await edit(edited.id, { location: 'in the garden' })
  await human.events.delete({ calendarId, eventId: deleted.id })
  const since = await google.changes(syncToken)
  assert.equal(since.full, false)
  const told = new Map(since.events.map((remote) => [remote.remoteId, remote]))
  assert.equal(told.size, 2)
  const { deleted: gone, uid, fields } = told.get(edited.id)!
  assert.deepEqual([gone, uid, fields.location], [false, edited.uid, 'in the garden'])
  // Of a deleted event Google may tell no more than its id.
  assert.equal(told.get(deleted.id)!.deleted, true)
  assert.deepEqual((await google.changes(since.syncToken)).events, [])
})

test('who we are and what we may', async () => {
  const { account, role } = await google.access()
  assert.match(account, /@/)
  assert.match(role, /^(?:writer|owner)$/)
})
