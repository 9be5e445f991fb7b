import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { hearAgain } from './hear-again.ts'
import { hearMail } from './hear.ts'
import { learn } from './lessons.ts'
import { closeOver } from './close.ts'
import { instantOf, type Origin } from './origin.ts'
import { openOrigins, type Origins } from './origins.ts'
import type { Lesson, Reading, SecondReading, Waiting } from './reading.ts'
import { usualClosing, type Closing, type FoldState, type ListRules } from './state.ts'
import type { KnownTalk, UnsureField } from './talk.ts'
import { standing } from './undone.ts'
import { withUnsure } from './unsure.ts'
import { readVerdicts } from './verdicts.ts'
import { lacks, openFields } from './waiting.ts'

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
  closing: Closing = usualClosing,
): Folded {
  return foldOn(beginning(openOrigins(), rules, closing), { readings, decisions, seconds })
}

/** The fold of no mails. */
export function beginning<Found extends Origins>(
  origins: Found,
  rules: ListRules,
  closing: Closing,
): FoldState & { origins: Found } {
  return {
    origins,
    known: new Map(),
    heard: 0,
    lastMailAt: null,
    waiting: [],
    unsure: new Map(),
    verdicts: readVerdicts([]),
    rules,
    closing,
    closed: new Map(),
    forgotten: new Set(),
    streams: new Map(),
    confirmed: new Map(),
    lessons: [],
  }
}

/**
 * Hears what a fold has not heard yet, and tells what came of it.
 * @param entered number of the last decision or second reading that it has heard
 */
export function foldOn(state: FoldState, all: Heard, entered = 0): Folded {
  for (const { entry } of hearMails(state, all, entered)) enter(state, entry)
  return foldedOf(state)
}

/** A decision or a second reading, and the number of the mail after which it is heard. */
export interface PlacedEntry {
  entry: Decision | SecondReading
  after: number
}

/** Decisions that count and second readings that are numbered after `entered`, in their order. */
export function entriesOf(
  { known }: FoldState,
  { readings, decisions, seconds }: Heard,
  entered: number,
): PlacedEntry[] {
  // An older mail may still have been unread when its answer came: no answer is heard before its mail.
  const numbers = new Map(readings.map(({ key, number }) => [key, number]))
  const numberOf = (key: string) => numbers.get(key) ?? known.get(key)?.number ?? 0
  return [...standing(decisions), ...seconds]
    .filter(({ number }) => number > entered)
    .toSorted((a, b) => a.number - b.number)
    .map((entry) => ({
      entry,
      after: 'act' in entry ? entry.after : Math.max(entry.after, numberOf(entry.key)),
    }))
}

/**
 * Hears mails in order, with the entries between them; returns the entries that come after them all.
 * @param entered number of the last entry that was heard before
 * @param to number of the last mail to hear
 */
export function hearMails(state: FoldState, all: Heard, entered: number, to = Infinity): PlacedEntry[] {
  const counting = standing(all.decisions)
  state.verdicts = readVerdicts(counting)
  const entries = entriesOf(state, all, entered)
  const readings = all.readings
    .filter(({ number }) => number > state.heard && number <= to)
    .toSorted((a, b) => a.number - b.number)
  let next = 0
  for (const reading of readings) {
    for (let one = entries[next]; one !== undefined && one.after < reading.number; one = entries[++next])
      enter(state, one.entry)
    if (isNextThousand(state, reading)) closeOver(state, counting)
    hearMail(state, reading)
    state.known.set(reading.key, reading)
    state.heard = reading.number
    const instant = instantOf(reading.date)
    if (state.lastMailAt === null || state.lastMailAt < instant) state.lastMailAt = instant
  }
  return entries.slice(next)
}

/** At the same mails, wherever a fold goes on from. */
function isNextThousand({ heard, closing: { mails } }: FoldState, { number }: Reading): boolean {
  return Math.floor(number / mails) > Math.floor(heard / mails)
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
  const talkOf = (origin: Origin) => withUnsure(origin.talk, openFields(state, origin))
  return {
    talks: [...state.closed.values(), ...origins.filter(({ withdrawn }) => !withdrawn).map(talkOf)],
    withdrawn: origins.filter(({ withdrawn }) => withdrawn).map(talkOf),
    merged: origins.flatMap(({ merged, talk }) =>
      merged.size === 1
        ? []
        : [...merged].filter((uid) => uid !== talk.uid).map((uid) => ({ uid, into: talk.uid })),
    ),
    waiting: [...state.waiting, ...[...state.unsure.values()].filter((item) => isOpen(state, item))],
    lessons: state.lessons,
    lastMailAt: state.lastMailAt,
  }
}

function isOpen({ origins }: FoldState, { event, field }: Waiting): boolean {
  const origin = event === null ? null : origins.peek(event)
  return origin !== null && lacks(origin, field as UnsureField)
}
