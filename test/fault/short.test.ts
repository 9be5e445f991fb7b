import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarmed, alarms, openSurroundings } from './alarms.ts'
import { killed } from './kills.ts'

/* The fault suite in short, for CI; `npm run fault` runs all of it. */

test('SIGKILLs at random moments lose nothing and double nothing', { timeout: 200_000 }, async () => {
  const { faults, recoverySeconds } = await killed('private', 5, 25)
  assert.deepEqual(faults, [])
  assert.ok(recoverySeconds !== null)
})

test(
  'health is red when the disk is full, the mail server gone, or Google refuses, and green again',
  { timeout: 200_000 },
  async () => {
    const { around, close } = await openSurroundings()
    try {
      for (const name of ['disk full', 'mail server gone', 'calendar no longer shared']) {
        const { red, green, said } = await alarmed(around, alarms[name]!)
        assert.ok(red !== null && green !== null, `${name}: red ${red}, green ${green}: ${said}`)
      }
    } finally {
      await close()
    }
  },
)
