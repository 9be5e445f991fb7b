import assert from 'node:assert/strict'
import { test } from 'node:test'
import { healthOf } from '../../../jobs/run/health.ts'
import { missingDecisions } from '../../../jobs/run/kept-decisions.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { noteRefused } from '../../../src/ledger/events.ts'
import { leaveNote, type NoteName } from '../../../src/ledger/notes.ts'
import { addWork } from '../../../src/ledger/outbox.ts'
import { makeCopy } from '../../support/copy.ts'

const now = '2025-12-03T08:00:00.000Z'
const ago = (seconds: number) => Temporal.Instant.from(now).subtract({ seconds }).toString()

interface State {
  notes?: [NoteName, string, number][]
  work?: [string, number][]
  refused?: string
  copy?: string[]
}

const polled: [NoteName, string, number] = ['last-poll', '{}', 30]
const failure = JSON.stringify({ reason: 'silent', text: 'mail.example stopped answering', since: ago(60) })
const paused = (reason: string) => JSON.stringify([reason, ago(-600), 'Share the calendar'])

/** What the ledger says → ok, and what an admin reads. */
const rows: [string, State, boolean, RegExp | null][] = [
  ['all is well', { notes: [polled] }, true, null],
  ['never polled', {}, false, null],
  [
    'a ledger that was made anew, without what humans decided',
    {
      notes: [polled],
      copy: ['{"at":"x","who":"me","why":"","behind":null,"act":{"kind":"withdraw","event":"e"}}'],
    },
    false,
    /1 of 1 decisions are missing in the ledger: .*decisions --import/,
  ],
  [
    'a talk waited past its day',
    {
      notes: [
        polled,
        [
          'waiting',
          JSON.stringify([{ start: '2025-12-01T15:15', date: '2025-11-20T08:00:00Z', field: null }]),
          60,
        ],
      ],
    },
    true,
    /1 waited for review past their day/,
  ],
  [
    'no poll for ten minutes',
    { notes: [['last-poll', '{}', 600]] },
    false,
    /no poll has succeeded for 600 s/,
  ],
  [
    'polled by a clock an hour ahead',
    { notes: [['last-poll', '{}', -3600]] },
    false,
    /no poll has succeeded/,
  ],
  ['the last poll failed', { notes: [polled, ['poll-error', failure, 60]] }, false, /stopped answering/],
  ['a note of an older version', { notes: [polled, ['poll-error', 'transient: gone', 60]] }, false, /gone/],
  [
    'Redis away for ten seconds',
    { notes: [polled, ['redis-error', 'Redis does not take work', 10]] },
    true,
    null,
  ],
  [
    'Redis away for a minute',
    { notes: [polled, ['redis-error', 'Redis does not take work', 60]] },
    false,
    /Redis does not/,
  ],
  ['a run refused', { notes: [polled, ['feed-refused', '40 of 41 events would go', 60]] }, false, /40 of 41/],
  [
    'an event refused',
    { notes: [polled], refused: 'Google refuses “Jane Doe: A title”: 400' },
    false,
    /Google refuses “Jane Doe/,
  ],
  [
    'the calendar is not shared',
    { notes: [polled, ['google-paused', paused('notShared'), 60], ['google-error', 'Share', 60]] },
    false,
    /Share/,
  ],
  [
    'Google’s quota is used up',
    { notes: [polled, ['google-paused', paused('quota'), 60], ['google-error', 'quota', 60]] },
    true,
    /quota/,
  ],
  ['mail waits to be read for a while', { notes: [polled], work: [['read-message', 20]] }, true, null],
  [
    'mail is not read',
    { notes: [polled], work: [['read-message', 90]] },
    false,
    /1 read-message not done, the oldest for 90 s/,
  ],
  ['the feed is not made', { notes: [polled], work: [['publish-feed', 90]] }, false, /publish-feed not done/],
  ['Google’s pace', { notes: [polled], work: [['publish-event', 600]] }, true, null],
  [
    'Google is not written to',
    { notes: [polled], work: [['publish-event', 1000]] },
    false,
    /publish-event not done/,
  ],
]

test('what is an alarm, and what it says', async () => {
  for (const [name, { notes = [], work = [], refused = null, copy = [] }, ok, problem] of rows) {
    const ledger = await openLedger(':memory:')
    for (const [note, value, age] of notes) await leaveNote(ledger, note, value, ago(age))
    await noteRefused(ledger, 'uid', refused)
    for (const [job, age] of work) await addWork(ledger, job, 'key', ago(age))
    const settings = { imap: {}, pollEverySeconds: 120 } as Services['settings']
    const missing = await missingDecisions({ ledger, copy: makeCopy(copy) })
    await leaveNote(ledger, 'decisions-missing', missing ?? '', now)
    const health = await healthOf({ ledger, settings, now: () => now })
    assert.equal(health.ok, ok, name)
    if (problem === null) assert.deepEqual(health.problems, [], name)
    else assert.match(health.problems.join('; '), problem, name)
    await ledger.destroy()
  }
})
