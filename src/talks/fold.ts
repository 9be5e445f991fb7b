import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { hearAgain } from './hear-again.ts'
import { hearMail } from './hear.ts'
import { learn } from './lessons.ts'
import { instantOf, type Origin } from './origin.ts'
import { openOrigins, type Origins } from './origins.ts'
import type { Lesson, Reading, SecondReading, Waiting } from './reading.ts'
import type { FoldState, ListRules } from './state.ts'
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
  /** ISO instant of the newest mail. */
  lastMailAt: string | null
}

/** What is folded: mails, decisions, and what language models read in the mails, numbered together with the decisions. */
export interface Heard {
  readings: readonly Reading[]
  decisions: readonly Decision[]
  seconds: readonly SecondReading[]
}

/**
 * Folds mails and decisions, each in its order, into talks: pure, so folding again gives the same UIDs, sequences and bytes.
 * A reminder changes nothing; an update revises what it states; what is doubtful waits and is not applied.
 */
export function fold(
  readings: readonly Reading[],
  decisions: readonly Decision[] = [],
  rules: ListRules = { organisers: [], mostNewPerDay: Infinity },
  seconds: readonly SecondReading[] = [],
): Folded {
  return foldOn(beginning(openOrigins(), rules), { readings, decisions, seconds })
}

/** The fold of no mails. */
export function beginning<Found extends Origins>(
  origins: Found,
  rules: ListRules,
): FoldState & { origins: Found } {
  return {
    origins,
    known: new Map(),
    lastMailAt: null,
    waiting: [],
    unsure: new Map(),
    verdicts: readVerdicts([]),
    rules,
    streams: new Map(),
    confirmed: new Map(),
    lessons: [],
  }
}

/**
 * Hears what a fold has not heard yet, and tells what came of it.
 * @param since numbers of the last mail and the last entry that it has heard
 */
export function foldOn(state: FoldState, heard: Heard, since = { heard: 0, entered: 0 }): Folded {
  for (const { entry } of hearMails(state, heard, { ...since, to: Infinity })) enter(state, entry)
  return foldedOf(state)
}

/** A decision or a second reading, and the number of the mail after which it is heard. */
export interface PlacedEntry {
  entry: Decision | SecondReading
  after: number
}

/** Decisions that count and second readings, in their order. */
export function entriesOf({ known }: FoldState, { readings, decisions, seconds }: Heard): PlacedEntry[] {
  // An older mail may still have been unread when its answer came: no answer is heard before its mail.
  const numbers = new Map(readings.map(({ key, number }) => [key, number]))
  const numberOf = (key: string) => numbers.get(key) ?? known.get(key)?.number ?? 0
  return [...standing(decisions), ...seconds]
    .toSorted((a, b) => a.number - b.number)
    .map((entry) => ({
      entry,
      after: 'act' in entry ? entry.after : Math.max(entry.after, numberOf(entry.key)),
    }))
}

/**
 * Hears mails in order, with the entries between them; returns the entries that come after them all.
 * @param since numbers of the last mail and the last entry that were heard before, and of the last mail to hear now
 */
export function hearMails(
  state: FoldState,
  all: Heard,
  { heard, entered, to }: { heard: number; entered: number; to: number },
): PlacedEntry[] {
  state.verdicts = readVerdicts(standing(all.decisions))
  const entries = entriesOf(state, all).filter(({ entry }) => entry.number > entered)
  const readings = all.readings
    .filter(({ number }) => number > heard && number <= to)
    .toSorted((a, b) => a.number - b.number)
  let next = 0
  for (const reading of readings) {
    for (let one = entries[next]; one !== undefined && one.after < reading.number; one = entries[++next])
      enter(state, one.entry)
    hearMail(state, reading)
    state.known.set(reading.key, reading)
    const instant = instantOf(reading.date)
    if (state.lastMailAt === null || state.lastMailAt < instant) state.lastMailAt = instant
  }
  return entries.slice(next)
}

function enter(state: FoldState, entry: PlacedEntry['entry']): void {
  if ('act' in entry) {
    decide(state, entry)
    return learn(state, entry)
  }
  const reading = state.known.get(entry.key)
  if (reading !== undefined) state.known.set(entry.key, hearAgain(state, reading, entry))
}

function foldedOf(state: FoldState): Folded {
  const origins = state.origins.all()
  const open = [...state.unsure.values()].filter((item) => isOpen(state, item))
  const openOf = Map.groupBy(open, ({ event }) => event)
  const talkOf = ({ talk, merged }: Origin) =>
    withUnsure(
      talk,
      [...merged].flatMap((uid) => (openOf.get(uid) ?? []).map(({ field }) => field as UnsureField)),
    )
  return {
    talks: origins.filter(({ withdrawn }) => !withdrawn).map(talkOf),
    withdrawn: origins.filter(({ withdrawn }) => withdrawn).map(talkOf),
    merged: origins.flatMap(({ merged, talk }) =>
      merged.size === 1
        ? []
        : [...merged].filter((uid) => uid !== talk.uid).map((uid) => ({ uid, into: talk.uid })),
    ),
    waiting: [...state.waiting, ...open],
    lessons: state.lessons,
    lastMailAt: state.lastMailAt,
  }
}

/** A field waits until something states it: a later mail, another reading, a human. */
function isOpen({ origins }: FoldState, { event, field }: Waiting): boolean {
  const origin = event === null ? null : origins.peek(event)
  return origin !== null && !origin.withdrawn && !isKnown(origin.talk, field as UnsureField)
}

const shown = new WeakMap<KnownTalk, KnownTalk>()

/** The talk with the fields that wait; the same object as long as nothing changes. */
function withUnsure(talk: KnownTalk, unsure: readonly UnsureField[]): KnownTalk {
  if (unsure.length === 0) return talk
  const before = shown.get(talk)
  if (before?.unsure?.join() === unsure.join()) return before
  const found = { ...talk, unsure }
  shown.set(talk, found)
  return found
}
