import { openOrigins } from './origins.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { hearAgain } from './hear-again.ts'
import { hearMail } from './hear.ts'
import { learn } from './lessons.ts'
import type { Origin } from './origin.ts'
import type { FoldState, ListRules } from './state.ts'
import type { Lesson, Reading, SecondReading, Waiting } from './reading.ts'
import type { KnownTalk, UnsureField } from './talk.ts'
import { standing } from './undone.ts'
import { isKnown } from './unsure.ts'
import { readVerdicts } from './verdicts.ts'

/** All talks that mails and decisions give, those that a human took out, and what waits for review. */
export interface Folded {
  talks: KnownTalk[]
  withdrawn: KnownTalk[]
  /** Uids of the events that are part of another one now. */
  merged: { uid: string; into: string }[]
  waiting: Waiting[]
  /** What humans confirmed, in the order of their decisions. */
  lessons: Lesson[]
}

/**
 * Folds mails and decisions, each in its order, into talks: pure, so folding again gives the same UIDs, sequences and bytes.
 * A reminder changes nothing; an update revises what it states; what is doubtful waits and is not applied.
 * @param seconds what language models read in the mails, numbered together with the decisions
 */
export function fold(
  readings: readonly Reading[],
  decisions: readonly Decision[] = [],
  rules: ListRules = { organisers: [], mostNewPerDay: Infinity },
  seconds: readonly SecondReading[] = [],
): Folded {
  const counting = standing(decisions)
  const state: FoldState = {
    origins: openOrigins(),
    waiting: [],
    unsure: new Map(),
    verdicts: readVerdicts(counting),
    rules,
    streams: new Map(),
    confirmed: new Map(),
    lessons: [],
  }
  const ordered = readings.toSorted((a, b) => a.number - b.number)
  // The latest reading of each mail, which its next answer is compared with.
  const known = new Map<string, Reading>()
  const enter = (entry: Decision | SecondReading) => {
    if ('act' in entry) {
      decide(state, known, entry)
      return learn(state, known, entry)
    }
    const reading = known.get(entry.key)
    if (reading !== undefined) known.set(entry.key, hearAgain(state, reading, entry))
  }
  // An older mail may still have been unread when its answer came: no answer is heard before its mail.
  const numbers = new Map(ordered.map(({ key, number }) => [key, number]))
  const afterOf = (entry: Decision | SecondReading) =>
    'act' in entry ? entry.after : Math.max(entry.after, numbers.get(entry.key) ?? 0)
  const entries = [...counting, ...seconds].toSorted((a, b) => a.number - b.number)
  let next = 0
  for (const reading of ordered) {
    for (let one = entries[next]; one !== undefined && afterOf(one) < reading.number; one = entries[++next])
      enter(one)
    hearMail(state, reading)
    known.set(reading.key, reading)
  }
  for (const entry of entries.slice(next)) enter(entry)
  const open = [...state.unsure.values()].filter((item) => isOpen(state, item))
  const openOf = Map.groupBy(open, ({ event }) => event)
  const fieldsOf = ({ merged }: Origin) =>
    [...merged].flatMap((uid) => (openOf.get(uid) ?? []).map(({ field }) => field as UnsureField))
  const talksOf = (withdrawn: boolean) =>
    state.origins
      .all()
      .filter((origin) => origin.withdrawn === withdrawn)
      .map((origin) => {
        const unsure = fieldsOf(origin)
        return unsure.length === 0 ? origin.talk : { ...origin.talk, unsure }
      })
  const merged = state.origins
    .all()
    .flatMap(({ merged, talk }) =>
      [...merged].filter((uid) => uid !== talk.uid).map((uid) => ({ uid, into: talk.uid })),
    )
  return {
    talks: talksOf(false),
    withdrawn: talksOf(true),
    merged,
    waiting: [...state.waiting, ...open],
    lessons: state.lessons,
  }
}

/** A field waits until something states it: a later mail, another reading, a human. */
function isOpen({ origins }: FoldState, { event, field }: Waiting): boolean {
  const origin = event === null ? null : origins.of(event)
  return origin !== null && !origin.withdrawn && !isKnown(origin.talk, field as UnsureField)
}
