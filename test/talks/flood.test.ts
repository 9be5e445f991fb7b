import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Decision } from '../../src/talks/decision.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import { makeReading, makeTalk } from '../support/events.ts'

const rules = { organisers: ['chair@stat.example'], mostNewPerDay: 3 }

/** So many mails of a sender, each with a new talk, so many hours apart; their Date headers say what they like. */
function mailsOf(from: string, count: number, hours: number, first = 1): Reading[] {
  return Array.from({ length: count }, (_, at) => ({
    ...makeReading(String(first + at), 'announcement', [
      makeTalk({
        title: `Title number ${at} of ${from}`,
        speaker: `Ada ${'Bcdefghijklm'[at]}oe`,
        start: `${first === 1 ? '2026-12' : '2027-01'}-${10 + at}T15:15`,
      }),
    ]),
    from,
    number: first + at,
    date: `2026-0${1 + (at % 9)}-01T08:00:00+01:00`,
    arrivedAt: Temporal.Instant.from('2026-11-02T08:00:00Z')
      .add({ hours: at * hours })
      .toString({ smallestUnit: 'millisecond' }),
  }))
}

const decided = (kind: 'approve' | 'reject', mail: string): Decision => ({
  number: 1,
  after: 99,
  at: '2026-11-03T08:00:00Z',
  who: 'me',
  why: '',
  act:
    kind === 'reject'
      ? { kind, mail, talk: 'flood', field: null }
      : { kind, mail, talk: 'flood', field: null, start: null, event: null },
})

test('more new events of one sender in a day than anybody announces wait as one item', () => {
  const { talks, waiting } = fold(
    [...mailsOf('bot@x.example', 8, 0), ...mailsOf('office@math.example', 2, 0, 20)],
    [],
    rules,
  )
  assert.equal(talks.length, 3 + 2, 'the others are not pushed out')
  assert.equal(waiting.length, 1)
  assert.match(
    waiting[0]?.reasons[0] ?? '',
    /bot@x\.example announces more than 3 new events in a day: 5 of them wait here/,
  )
})

const rows: [string, Reading[], Decision[], number, number][] = [
  ['an office that announces its year, a mail a day', mailsOf('office@math.example', 8, 25), [], 8, 0],
  ['an organiser', mailsOf('chair@stat.example', 8, 0), [], 8, 0],
  [
    'an import, which the admin vouches for',
    mailsOf('bot@x.example', 8, 0).map((mail) => ({ ...mail, arrivedAt: null })),
    [],
    8,
    0,
  ],
  ['let through together', mailsOf('bot@x.example', 8, 0), [decided('approve', 'key-4')], 8, 0],
  ['left out together', mailsOf('bot@x.example', 8, 0), [decided('reject', 'key-4')], 3, 0],
]

test('what is a flood, and what becomes of it', () => {
  for (const [name, mails, decisions, published, waits] of rows) {
    const { talks, waiting } = fold(mails, decisions, rules)
    assert.deepEqual([talks.length, waiting.length], [published, waits], name)
  }
})
