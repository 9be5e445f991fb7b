import { namesIn } from './close.ts'
import type { Decision } from './decision.ts'
import { beginning, entriesOf, foldOn, hearMails, type Folded, type Heard } from './fold.ts'
import { openOrigins, type FirstOrigins } from './origins.ts'
import { usualClosing, type FoldState, type ListRules } from './state.ts'
import type { KnownTalk } from './talk.ts'
import { standing } from './undone.ts'

/**
 * The fold of all mails but the latest, which later folds go on from: a new mail costs the same, however many
 * came before. It may be thrown away at any time, and is of no use once something older has changed.
 */
export interface Checkpoint {
  state: FoldState & { origins: FirstOrigins; forgotten: Set<string> }
  /** Number of the last decision or second reading in it. */
  entered: number
  /** Number of the last decision when it was made, and those of the decisions that counted then. */
  decided: { last: number; counting: readonly number[] }
  /** Keys of the mails that it has heard and does not remember, and of those whose talks it does not. */
  forgotten: { mails: Set<string>; sources: Set<string> }
}

export function openCheckpoint(rules: ListRules, closing = usualClosing): Checkpoint {
  const state = { ...beginning(openOrigins(), rules, closing), forgotten: new Set<string>() }
  return {
    state,
    entered: 0,
    decided: { last: 0, counting: [] },
    forgotten: { mails: new Set(), sources: new Set() },
  }
}

/** Takes in the mails up to a number, with the decisions and second readings between them. */
export function advance(checkpoint: Checkpoint, to: number, all: Heard): void {
  const { state, entered } = checkpoint
  const [next] = hearMails(state, all, entered, to)
  const isIn = ({ number }: { number: number }) => next === undefined || number < next.entry.number
  const counting = standing(all.decisions)
  checkpoint.entered = lastOf([...counting, ...all.seconds].filter(isIn), entered)
  checkpoint.decided = {
    last: lastOf(all.decisions, checkpoint.decided.last),
    counting: counting.map(({ number }) => number),
  }
}

function lastOf(numbered: readonly { number: number }[], before: number): number {
  return numbered.reduce((last, { number }) => Math.max(last, number), before)
}

/**
 * Forgets the talks that are long over, which it returns, and the mails that spoke of nothing else. The mails
 * stay as long as second readings may come.
 */
export function forget(checkpoint: Checkpoint, all: Heard, mayBeReadAgain: boolean): KnownTalk[] {
  const { state, forgotten } = checkpoint
  const closed = [...state.closed.values()]
  for (const { uid, sources } of closed) {
    state.forgotten.add(uid)
    for (const key of sources) forgotten.sources.add(key)
  }
  state.closed.clear()
  if (mayBeReadAgain || closed.length === 0) return closed
  const kept = namesIn(standing(all.decisions))
  for (const { key } of all.seconds) kept.add(key)
  for (const { talk } of state.origins.all()) for (const key of talk.sources) kept.add(key)
  for (const { key, number } of state.known.values()) {
    if (number > state.heard - state.closing.mails || kept.has(key)) continue
    state.known.delete(key)
    forgotten.mails.add(key)
  }
  return closed
}

/** The same as a fold of everything, without what the checkpoint has forgotten, as long as it holds. */
export function foldFrom({ state, entered }: Checkpoint, all: Heard): Folded {
  const over: FoldState = {
    ...state,
    origins: state.origins.over(),
    known: new Map(state.known),
    waiting: [...state.waiting],
    unsure: new Map(state.unsure),
    closed: new Map(state.closed),
    streams: new Map(state.streams),
    confirmed: new Map(state.confirmed),
    lessons: [...state.lessons],
  }
  return foldOn(over, all, entered)
}

/** True when nothing that was decided or read since belongs among what the checkpoint has heard. */
export function holds({ state, entered, decided, forgotten }: Checkpoint, all: Heard): boolean {
  const counting = standing(all.decisions)
  const before = counting.filter(({ number }) => number <= decided.last).map(({ number }) => number)
  const fresh = counting.filter(({ number }) => number > decided.last)
  const isHeard = ({ act }: Decision) =>
    (act.kind === 'approve' || act.kind === 'reject' || act.kind === 'split') &&
    (state.known.has(act.mail) || state.waiting.some(({ key }) => key === act.mail))
  const [next] = entriesOf(state, all, entered)
  const isForgotten = (name: string) =>
    forgotten.mails.has(name) || forgotten.sources.has(name) || state.forgotten.has(name)
  return (
    before.join() === decided.counting.join() &&
    !fresh.some((decision) => isHeard(decision)) &&
    ![...namesIn(fresh)].some(isForgotten) &&
    !all.seconds.some(({ key }) => forgotten.mails.has(key)) &&
    (next === undefined || next.after >= state.heard)
  )
}
