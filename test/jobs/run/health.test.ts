import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { healthOf } from '../../../jobs/run/health.ts'
import { silenceOf } from '../../../jobs/run/silence.ts'
import { missingDecisions } from '../../../jobs/run/kept-decisions.ts'
import type { Services } from '../../../jobs/run/services.ts'
import { openTestLedger } from '../../support/ledger.ts'
import { noteRefused } from '../../../src/ledger/events.ts'
import { leaveNote, type NoteName } from '../../../src/ledger/notes.ts'
import { addWork } from '../../../src/ledger/outbox.ts'
import { makeCopy } from '../../support/copy.ts'

const now = '2025-12-03T08:00:00.000Z'
const dataFolder = mkdtempSync(join(tmpdir(), 'health-'))
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
    /1 of 1 decisions are not in the ledger: they come back by themselves/,
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
  [
    'a run refused',
    { notes: [polled, ['feed-refused', '40 of 41 events would be removed', 60]] },
    false,
    /40 of 41/,
  ],
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
  [
    'Google answers errors for a while',
    { notes: [polled, ['google-error', 'Google answers 503', 20]] },
    true,
    /503/,
  ],
  ['… and for a minute', { notes: [polled, ['google-error', 'Google answers 503', 60]] }, false, /503/],
  [
    'no backup can be made',
    { notes: [polled, ['backup-error', 'no backup could be made: EACCES', 60]] },
    true,
    /no backup could be made/,
  ],
  [
    'a backlog is read at its pace',
    { notes: [polled], work: Array.from({ length: 2000 }, () => ['read-message', 90]) },
    true,
    null,
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
    const ledger = await openTestLedger()
    for (const [note, value, age] of notes) await leaveNote(ledger, note, value, ago(age))
    await noteRefused(ledger, 'uid', refused)
    for (const [at, [job, age]] of work.entries()) await addWork(ledger, job, `key ${at}`, ago(age))
    const settings = { imap: {}, pollEverySeconds: 120, dataFolder } as Services['settings']
    const missing = await missingDecisions({ ledger, copy: makeCopy(copy) })
    await leaveNote(ledger, 'decisions-missing', missing ?? '', now)
    const health = await healthOf({ ledger, settings, now: () => now })
    assert.equal(health.ok, ok, name)
    if (problem === null) assert.deepEqual(health.problems, [], name)
    else assert.match(health.problems.join('; '), problem, name)
    await ledger.destroy()
  }
})

test('a folder into which nothing can be written is an alarm that names it', async () => {
  const ledger = await openTestLedger()
  await leaveNote(ledger, 'last-poll', '{}', ago(30))
  const file = join(dataFolder, 'file')
  writeFileSync(file, '')
  const settings = { imap: {}, pollEverySeconds: 120, dataFolder: file } as Services['settings']
  const health = await healthOf({ ledger, settings, now: () => now })
  assert.deepEqual(
    [health.ok, health.problems],
    [false, [`no mail can be kept in ${file}: nothing can be written there (ENOTDIR)`]],
  )
  await ledger.destroy()
})

const day = (number: number) =>
  Temporal.Instant.from(now)
    .subtract({ hours: 24 * number })
    .toString()
const weekly = Array.from({ length: 30 }, (_, week) => day(10 + week * 7))

/** When the last mails came → what is told. */
const silences: [string, string[], RegExp | null][] = [
  ['a list that is younger than a few weeks', weekly.slice(0, 5), null],
  ['a mail a week, the last ten days ago', weekly, null],
  [
    'a mail a week, the last twelve days ago',
    weekly.map((at) => Temporal.Instant.from(at).subtract({ hours: 48 }).toString()),
    /no mail of the list for 12 days, and never more than 7 before/,
  ],
  [
    'a summer break before',
    [...weekly.map((at) => Temporal.Instant.from(at).subtract({ hours: 48 }).toString()), day(280)],
    null,
  ],
  ['twenty mails in one day, and a week of nothing', Array.from({ length: 20 }, () => day(6)), null],
  [
    'twenty mails in one day, and two weeks of nothing',
    Array.from({ length: 20 }, () => day(14)),
    /no mail of the list for 14 days/,
  ],
]

test('a list that is silent far beyond its usual gap is told', () => {
  for (const [name, arrivals, said] of silences) {
    const silence = silenceOf(arrivals, now)
    if (said === null) assert.equal(silence, null, name)
    else assert.match(silence ?? '', said, name)
  }
})
