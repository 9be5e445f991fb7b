import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { openGoogleCalendar, type GoogleCalendar } from '../../src/google/calendar.ts'
import { remoteIdOf } from '../../src/google/event.ts'
import { CalendarError } from '../../src/errors.ts'
import { makeEvent } from '../support/events.ts'
import { openGoogleServer, type Fault, type GoogleServer } from '../support/google-server.ts'

let server: GoogleServer
let google: GoogleCalendar
const event = makeEvent()
const id = remoteIdOf(event.uid)

beforeEach(async () => {
  server = await openGoogleServer()
  google = openClient()
})
afterEach(async () => server.close())

function openClient(calendarId = server.calendarId): GoogleCalendar {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'google-')), 'key.json')
  writeFileSync(keyFile, server.keyFile)
  const pace = { perSecond: 1000, burst: 1000 }
  return openGoogleCalendar({ calendarId, keyFile, apiUrl: server.url }, 'Europe/Zurich', pace)
}

test('an answer that was lost does not double the event', async () => {
  server.faults.push('commit-then-drop')
  await assert.rejects(google.put(event, null), CalendarError)
  await google.put(event, null)
  assert.equal(server.events.size, 1)
})

const faults: [Fault, CalendarError['reason'], number | null][] = [
  ['internal', 'transient', null],
  ['unavailable', 'transient', null],
  ['retryLater', 'rate', 7],
  ['drop-before', 'transient', null],
  ['rateLimitExceeded', 'rate', null],
  ['tooMany', 'rate', null],
  ['quotaExceeded', 'quota', null],
  ['forbidden', 'notShared', null],
  ['unauthorized', 'auth', null],
]

for (const [fault, reason, wait] of faults)
  test(`${fault} is ${reason}, and the next try is as the first`, async () => {
    server.faults.push(fault)
    await assert.rejects(
      google.put(event, null),
      (error) =>
        error instanceof CalendarError && error.reason === reason && error.retryAfterSeconds === wait,
    )
    const written = await google.put(event, null)
    server.faults.push(fault)
    await assert.rejects(
      google.put({ ...event, location: 'HG E 3' }, written),
      (error) => error instanceof CalendarError && error.reason === reason,
      'a patch that was refused is no deletion by hand',
    )
    await google.put({ ...event, location: 'HG E 3' }, written)
    assert.equal(server.events.size, 1)
    assert.equal(server.events.get(id)!['location'], 'HG E 3')
  })

test('a server that hangs is given up', { timeout: 30_000 }, async () => {
  server.faults.push('hang')
  await assert.rejects(
    google.put(event, null),
    (error) => error instanceof CalendarError && error.reason === 'transient',
  )
})

test('a calendar that is not shared any more never looks like one that was emptied', async () => {
  const written = await google.put(event, null)
  server.settings.shared = false
  const expected = (error: unknown) => error instanceof CalendarError && error.reason === 'notShared'
  await assert.rejects(google.put({ ...event, location: 'HG E 3' }, written), expected)
  await assert.rejects(google.changes(null), expected)
  server.settings.shared = true
  assert.equal((await google.put({ ...event, location: 'HG E 3' }, written)).state, 'held')
})

test('a calendar that is not shared is named, with what to do', async () => {
  await assert.rejects(
    openClient('other@group.calendar.google.com').put(event, null),
    /Is other@group\.calendar\.google\.com right, and shared with worker@statlist\.iam\.gserviceaccount\.com/,
  )
})

test('a tombstone that can’t be raised keeps its id: the event gets another one', async () => {
  const removed = await google.remove(await google.put(event, null))
  server.settings.tombstonesRise = false
  const again = await google.restore(event, removed)
  assert.deepEqual([again.state, again.remoteId], ['held', `${id}g`])
})

test('an expired sync token gives everything again', async () => {
  await google.put(event, null)
  const { syncToken } = await google.changes(null)
  server.expireTokens()
  const again = await google.changes(syncToken)
  assert.deepEqual([again.full, again.events.length], [true, 1])
})

test('a key file that is none is told at once', () => {
  assert.throws(
    () => openGoogleCalendar({ calendarId: 'x', keyFile: '/nowhere.json', apiUrl: null }, 'Europe/Zurich'),
    /GOOGLE_KEY_FILE \/nowhere\.json can’t be read/,
  )
})
