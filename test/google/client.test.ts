import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CalendarError } from '../../src/errors.ts'
import { openGoogleClient } from '../../src/google/client.ts'

/** Retry-After (RFC 9110, 10.2.3) → how long to wait: never not at all, and never a year. */
const waits: [string | null, number | null][] = [
  [null, null],
  ['0', 1],
  ['-5', 1],
  ['7', 7],
  ['3600', 3600],
  ['31536000', 3600],
]

test('how long to wait, within reason', async () => {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'client-')), 'key.json')
  writeFileSync(keyFile, JSON.stringify({ client_email: 'worker@x.example', private_key: 'k' }))
  const client = openGoogleClient(
    { calendarId: 'c', keyFile, apiUrl: null },
    { perSecond: 1000, burst: 1000 },
  )
  for (const [given, seconds] of waits) {
    const headers = new Headers(given === null ? {} : { 'retry-after': given })
    const answer = Object.assign(new Error('Too Many Requests'), { response: { status: 429, headers } })
    await assert.rejects(
      client.request(() => Promise.reject(answer)),
      (error) => {
        assert.ok(error instanceof CalendarError)
        assert.deepEqual([error.reason, error.retryAfterSeconds], ['rate', seconds], String(given))
        return true
      },
    )
  }
})
