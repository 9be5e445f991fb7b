import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import {
  openGoogleCalendar,
  remoteIdOf,
  type GoogleCalendar,
  type Written,
} from '../../src/calendar/google.ts'
import { CalendarError } from '../../src/errors.ts'
import { makeEvent } from '../support/events.ts'
import { openGoogleServer, type Fault, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let google: GoogleCalendar
const event = makeEvent()
const id = remoteIdOf(event.uid)

beforeEach(async () => {
  server = await openGoogleServer()
  const keyFile = join(mkdtempSync(join(tmpdir(), 'google-')), 'key.json')
  writeFileSync(keyFile, server.keyFile)
  google = openGoogleCalendar({ calendarId: server.calendarId, keyFile, apiUrl: server.url })
})
afterEach(async () => server.close())

function writes(): number {
  return server.requests.filter(({ method }) => method !== 'GET').length
}

test('an event is inserted once under its own id, and then left alone', async () => {
  const written = await google.put(event, null)
  assert.deepEqual([...server.events.keys()], [id])
  assert.match(id, /^[a-v0-9]{5,1024}$/)
  assert.equal(await google.put(event, written), written)
  assert.equal(writes(), 1)
  assert.deepEqual([...(await google.list()).keys()], [id])
})

test('a change patches what differs and nothing else', async () => {
  const written = await google.put(event, null)
  await google.put({ ...event, location: 'HG G 19.2', sequence: 1 }, written)
  assert.equal(server.events.get(id)!['location'], 'HG G 19.2')
  assert.equal(server.events.get(id)!['summary'], event.summary)
})

test('an answer that was lost does not double the event', async () => {
  server.faults.push('commit-then-drop')
  await assert.rejects(google.put(event, null), CalendarError)
  await google.put(event, null)
  assert.equal(server.events.size, 1)
})

test('a field that a human edited stays until the announcement changes it', async () => {
  const written = await google.put(event, null)
  server.editByHand(id, { location: 'in the garden' })
  const retitled = await google.put({ ...event, summary: 'Another title' }, written)
  assert.equal(server.events.get(id)!['location'], 'in the garden')
  assert.equal(server.events.get(id)!['summary'], 'Another title')
  await google.put({ ...event, summary: 'Another title', location: 'HG G 19.2' }, retitled)
  assert.equal(server.events.get(id)!['location'], 'HG G 19.2')
})

test('an event that a human deleted stays deleted', async () => {
  const written = await google.put(event, null)
  server.deleteByHand(id)
  const vetoed = await google.put({ ...event, summary: 'Another title' }, written)
  assert.equal(vetoed.body, null)
  assert.equal(server.events.get(id)!.status, 'cancelled')
  assert.equal((await google.put({ ...event, summary: 'Third title' }, vetoed)).body, null)
  assert.equal((await google.put(event, null)).body, null, 'also when we have forgotten that it was ours')
})

test('a cancelled talk stays visible', async () => {
  await google.put({ ...event, status: 'cancelled', summary: `CANCELLED: ${event.summary}` }, null)
  assert.deepEqual(
    [server.events.get(id)!.status, server.events.get(id)!['transparency']],
    ['confirmed', 'transparent'],
  )
})

test('taking away twice is taking away once', async () => {
  const written: Written = await google.put(event, null)
  await google.remove(written.remoteId)
  await google.remove(written.remoteId)
  assert.equal((await google.list()).size, 0)
})

const faults: [Fault, CalendarError['reason']][] = [
  ['internal', 'transient'],
  ['unavailable', 'transient'],
  ['drop-before', 'transient'],
  ['rateLimitExceeded', 'rate'],
  ['tooMany', 'rate'],
  ['quotaExceeded', 'quota'],
  ['forbidden', 'notShared'],
  ['unauthorized', 'auth'],
]

for (const [fault, reason] of faults)
  test(`${fault} is ${reason}`, async () => {
    server.faults.push(fault)
    await assert.rejects(
      google.put(event, null),
      (error) => error instanceof CalendarError && error.reason === reason,
    )
    await google.put(event, null)
    assert.equal(server.events.size, 1)
  })

test('a calendar that is not shared is named, with what to do', async () => {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'google-')), 'key.json')
  writeFileSync(keyFile, server.keyFile)
  const other = openGoogleCalendar({
    calendarId: 'other@group.calendar.google.com',
    keyFile,
    apiUrl: server.url,
  })
  await assert.rejects(
    other.put(event, null),
    /Is other@group\.calendar\.google\.com right, and shared with the service account\?/,
  )
})

test('a key file that is none is told at once', () => {
  assert.throws(
    () => openGoogleCalendar({ calendarId: 'x', keyFile: '/nowhere.json', apiUrl: null }),
    /GOOGLE_KEY_FILE \/nowhere\.json can’t be read/,
  )
})
