import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '../../src/talks/fold.ts'
import { makeReading, makeTalk } from '../support/events.ts'

const inLondon = makeTalk({ timeZone: 'Europe/London' })

/** What an update says → start and zone after it, and SEQUENCE. */
const rows: [string, Parameters<typeof makeTalk>[0], [string, string | null, number]][] = [
  ['another zone', { timeZone: 'America/New_York' }, ['2025-09-25T15:15', 'America/New_York', 1]],
  ['the same zone', { timeZone: 'Europe/London' }, ['2025-09-25T15:15', 'Europe/London', 0]],
  ['no zone', {}, ['2025-09-25T15:15', 'Europe/London', 0]],
]

for (const [name, update, [start, zone, sequence]] of rows)
  test(`the same hour of ${name}`, () => {
    const mails = [
      makeReading('1', 'announcement', [inLondon]),
      makeReading('2', 'update', [makeTalk(update)]),
    ]
    const { talks, waiting } = fold(mails)
    assert.deepEqual(
      talks.map((talk) => [talk.start, talk.timeZone, talk.sequence]),
      [[start, zone, sequence]],
      JSON.stringify(waiting.map(({ reasons }) => reasons)),
    )
  })
