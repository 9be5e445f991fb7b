import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { pingWhileWell } from '../../jobs/ping.ts'
import { endPauses } from '../../jobs/run/pauses.ts'
import type { Services } from '../../jobs/run/services.ts'
import { noteRefused } from '../../src/ledger/events.ts'
import { openTestLedger } from '../support/ledger.ts'
import { googlePauseOf, leaveGooglePause, leaveNote, notes } from '../../src/ledger/notes.ts'
import { openKeys } from '../../src/ledger/outbox.ts'
import { openLog } from '../../src/log.ts'

const now = '2026-11-26T08:00:00.000Z'

test('retry ends every pause, keeps what is wrong told, and tries refused events anew', async () => {
  const ledger = await openTestLedger()
  assert.deepEqual(await endPauses({ ledger, now: () => now }), [])
  const failure = JSON.stringify({ reason: 'credential', text: 'wrong password', since: now })
  await leaveNote(ledger, 'poll-error', failure, now)
  await leaveGooglePause(
    ledger,
    { reason: 'notShared', until: '2026-11-26T08:04:00Z', text: 'Share it' },
    now,
  )
  await noteRefused(ledger, 'uid-1', 'Google refuses “A title”')
  assert.deepEqual(await endPauses({ ledger, now: () => now }), [
    'the inbox',
    'Google',
    '1 events that Google refused',
  ])
  const left = await notes(ledger)
  assert.equal(left['poll-error']?.value, failure)
  assert.ok((left['poll-error']?.at ?? now) < '2000')
  assert.deepEqual(googlePauseOf(left['google-paused']), {
    reason: 'notShared',
    until: now,
    text: 'Share it',
  })
  assert.deepEqual(await openKeys(ledger, 'publish-event'), ['uid-1'])
  await ledger.destroy()
})

test('PING_URL is asked for while all is well, and only then', async (t) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.statusCode = asked.length === 1 ? 500 : 200
    response.end('OK')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const ledger = await openTestLedger()
  const pingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/abc`
  const settings = { imap: {}, pollEverySeconds: 120, dataFolder: '.', pingUrl } as Services['settings']
  const services = { ledger, settings, now: () => now, log: openLog('silent') } as Services
  await pingWhileWell.run(services)
  assert.deepEqual(asked, [], 'never polled: not well')
  await leaveNote(ledger, 'last-poll', '{}', now)
  await pingWhileWell.run(services)
  await pingWhileWell.run(services)
  assert.deepEqual(asked, ['/ping/abc', '/ping/abc'])
  await leaveNote(ledger, 'feed-refused', '40 of 41 events would be removed', now)
  await pingWhileWell.run(services)
  assert.equal(asked.length, 2)
  await ledger.destroy()
})
