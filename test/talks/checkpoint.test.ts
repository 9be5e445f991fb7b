import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Talk } from '../../src/announcement/announcement.ts'
import {
  advance,
  foldFrom,
  forget,
  holds,
  openCheckpoint,
  type Checkpoint,
} from '../../src/talks/checkpoint.ts'
import type { Act, Decision } from '../../src/talks/decision.ts'
import { fold, type Folded, type Heard } from '../../src/talks/fold.ts'
import { firstMarks } from '../../src/talks/marks.ts'
import type { ListRules } from '../../src/talks/state.ts'
import type { Reading, SecondReading } from '../../src/talks/reading.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import { nameOfDecision } from '../../src/talks/undone.ts'
import { makeReading, makeTalk } from '../support/events.ts'

const runs = Number(process.env['MODEL_RUNS'] ?? 400)
const rules: ListRules = { organisers: ['admin@math.example'], mostNewPerDay: 2 }
const days = ['12', '16', '20', '21', '25', '26']
/** Short, so that talks are over while others are announced. */
const closing = { days: 1, daysOff: 3, mails: 2 }
const rooms = ['HG G 19.1', 'HG E 3', null]

const said = fc.record({
  title: fc.constantFrom('On the first matter at hand', 'Something else entirely here', null),
  speaker: fc.constantFrom('Jane Doe', 'John Roe', null),
  start: fc.constantFrom(...days).map((day) => `2025-09-${day}T15:15`),
  location: fc.constantFrom(...rooms),
  status: fc.constantFrom('confirmed', 'confirmed', 'cancelled'),
  doubts: fc.constantFrom<string[]>([], [], ['is that its day?']),
  unsure: fc.boolean(),
})

function talkOf({ unsure, ...fields }: typeof said extends fc.Arbitrary<infer Said> ? Said : never): Talk {
  const talk = makeTalk(fields)
  const { title } = talk
  return unsure && title !== null ? { ...talk, title: { ...title, certainty: 'unsure' } } : talk
}

const talks = fc.array(said.map(talkOf), { minLength: 0, maxLength: 2 })
const place = fc.nat(30)
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('mail' as const),
      talks,
      kind: fc.constantFrom('announcement', 'announcement', 'reminder', 'update', 'cancellation'),
      from: fc.constantFrom('office@math.example', 'other@math.example', 'admin@math.example'),
      repliesTo: fc.option(place),
      isNew: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), of: place, talks }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      what: fc.constantFrom(
        'approve',
        'reject',
        'reject event',
        'split',
        'create',
        'correct',
        'merge',
        'withdraw',
        'restore',
        'google-edit',
        'undo',
      ),
      mail: place,
      event: place,
      other: place,
      /** It was made in another ledger, before the latest mails came here. */
      earlier: fc.constantFrom(0, 0, 0, 1, 5),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** What there is after each step: all of it, as the ledger would give it. */
function* worlds(steps: readonly Step[]): Generator<Required<Heard>> {
  const readings: Reading[] = []
  const decisions: Decision[] = []
  const seconds: SecondReading[] = []
  for (const [at, one] of steps.entries()) {
    const placed = {
      number: decisions.length + seconds.length + 1,
      after: readings.length,
      at: `2025-10-01T10:00:${String(at % 60).padStart(2, '0')}Z`,
    }
    if (one.do === 'mail') readings.push(mailOf(one, readings))
    if (one.do === 'answer') {
      const of = readings[one.of]
      if (of !== undefined) seconds.push({ ...placed, ...secondOf(of, one.talks) })
    }
    if (one.do === 'decide') {
      const act = actOf(one, { readings, decisions, seconds })
      const after = Math.max(placed.after - one.earlier, 0)
      if (act !== null) decisions.push({ ...placed, after, who: 'admin', why: '', act })
    }
    yield { readings: [...readings], decisions: [...decisions], seconds: [...seconds] }
  }
}

function mailOf(
  { talks, kind, from, repliesTo, isNew }: Extract<Step, { do: 'mail' }>,
  readings: readonly Reading[],
): Reading {
  const number = readings.length + 1
  const day = Temporal.PlainDate.from('2025-09-18')
  const answered = repliesTo === null ? undefined : readings[repliesTo]
  const reading = makeReading(String(number), talks.length === 0 ? 'other' : kind, talks, {
    from,
    date: `${day.add({ days: number }).toString()}T10:00:00+02:00`,
    arrivedAt: isNew ? `2025-09-01T${String(number % 24).padStart(2, '0')}:00:00.000Z` : null,
    references: answered === undefined ? [] : [answered.messageId],
  })
  return { ...reading, marks: firstMarks(reading.messageId, reading.announcement) }
}

function secondOf({ key, messageId, announcement }: Reading, talks: Talk[]) {
  const read = { kind: talks.length === 0 ? ('other' as const) : announcement.kind, talks, reason: '' }
  return { key, announcement: read, objections: [], lost: [], marks: firstMarks(messageId, read) }
}

function actOf({ what, mail, event, other }: Extract<Step, { do: 'decide' }>, all: Heard): Act | null {
  const { talks, withdrawn, waiting } = foldAll(all)
  const uids = [...talks, ...withdrawn].map(({ uid }) => uid)
  const [one, another] = [uids[event % uids.length], uids[other % uids.length]]
  const item = waiting[mail % waiting.length]
  const key = all.readings[mail]?.key
  if (what === 'approve')
    return item === undefined
      ? null
      : {
          kind: 'approve',
          mail: item.key,
          talk: item.talk,
          field: item.field,
          start: item.start,
          event: other % 3 === 0 ? (one ?? null) : null,
        }
  if (what === 'reject')
    return item === undefined ? null : { kind: 'reject', mail: item.key, talk: item.talk, field: item.field }
  if (what === 'split')
    return item === undefined || item.talk === null
      ? null
      : { kind: 'split', mail: item.key, talk: item.talk }
  if (what === 'create')
    return key === undefined
      ? null
      : { kind: 'create', mail: key, facts: { title: 'Made', start: '2025-09-30T09:00' } }
  if (what === 'undo') {
    const undone = all.decisions[event % all.decisions.length]
    return undone === undefined ? null : { kind: 'undo', of: nameOfDecision(undone) }
  }
  if (one === undefined || another === undefined) return null
  if (what === 'reject event') return { kind: 'reject', mail: one, talk: null, field: null }
  if (what === 'correct') return { kind: 'correct', event: one, field: 'location', value: 'HG F 30' }
  if (what === 'merge') return { kind: 'merge', event: one, into: another }
  if (what === 'google-edit')
    return { kind: 'google-edit', event: one, field: 'description', value: 'By hand' }
  return { kind: what, event: one }
}

/** Only what a checkpoint has not taken in, as the ledger gives it. */
function since({ state, entered }: Checkpoint, all: Heard): Heard {
  return {
    readings: all.readings.filter(({ number }) => number > state.heard),
    decisions: all.decisions,
    seconds: all.seconds.filter(({ number }) => number > entered),
  }
}

function foldAll({ readings, decisions, seconds }: Heard): Folded {
  return fold(readings, decisions, rules, seconds, closing)
}

/** What was forgotten comes first, as the talks were announced. */
function withForgotten(folded: Folded, talks: readonly KnownTalk[]): Folded {
  return { ...folded, talks: [...talks, ...folded.talks] }
}

test('a fold that goes on from a checkpoint is the fold of everything', () => {
  const count = { held: 0, forgotten: 0 }
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 5, maxLength: 45 }),
      fc.nat(4),
      fc.boolean(),
      fc.boolean(),
      (steps, behind, mayBeReadAgain, goesOnFirst) => {
        let checkpoint = openCheckpoint(rules, closing)
        let forgotten: KnownTalk[] = []
        const goOn = (now: Heard) => {
          const heard = since(checkpoint, now)
          advance(checkpoint, now.readings.length - behind, heard)
          forgotten.push(...forget(checkpoint, heard, mayBeReadAgain))
          count.forgotten += forgotten.length
        }
        const all = [...worlds(steps)]
        for (const [at, now] of all.entries()) {
          if (holds(checkpoint, since(checkpoint, now))) count.held += 1
          else {
            checkpoint = openCheckpoint(rules, closing)
            forgotten = []
          }
          if (goesOnFirst) goOn(now)
          // What is only supposed must leave it as it was.
          foldFrom(checkpoint, since(checkpoint, all[at + 1] ?? now))
          assert.deepEqual(
            withForgotten(foldFrom(checkpoint, since(checkpoint, now)), forgotten),
            foldAll(now),
          )
          if (!goesOnFirst) goOn(now)
        }
      },
    ),
    { numRuns: runs },
  )
  assert.ok(count.held > runs && count.forgotten > runs / 4, JSON.stringify(count))
})
