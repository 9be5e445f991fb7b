import type { Decision } from './decision.ts'
import { beginning, entriesOf, foldOn, hearMails, type Folded, type Heard } from './fold.ts'
import { openOrigins, type FirstOrigins } from './origins.ts'
import type { FoldState, ListRules } from './state.ts'
import { standing } from './undone.ts'

/**
 * The fold of all mails but the latest, which later folds go on from: a new mail costs the same, however many
 * came before. It may be thrown away at any time, and is of no use once something older has changed.
 */
export interface Checkpoint {
  state: FoldState & { origins: FirstOrigins }
  /** Number of the last mail in it. */
  heard: number
  /** Number of the last decision or second reading in it. */
  entered: number
  /** Number of the last decision when it was made, and those of the decisions that counted then. */
  decided: { last: number; counting: readonly number[] }
}

export function openCheckpoint(rules: ListRules): Checkpoint {
  return { state: beginning(openOrigins(), rules), heard: 0, entered: 0, decided: { last: 0, counting: [] } }
}

/** Takes in the mails up to a number, with the decisions and second readings between them. */
export function advance(checkpoint: Checkpoint, to: number, all: Heard): void {
  const { state, heard, entered } = checkpoint
  const [next] = hearMails(state, all, { heard, entered, to })
  const isIn = ({ number }: { number: number }) => next === undefined || number < next.entry.number
  const counting = standing(all.decisions)
  checkpoint.heard = lastOf(
    all.readings.filter(({ number }) => number <= to),
    heard,
  )
  checkpoint.entered = lastOf([...counting, ...all.seconds].filter(isIn), entered)
  checkpoint.decided = {
    last: lastOf(all.decisions, checkpoint.decided.last),
    counting: counting.map(({ number }) => number),
  }
}

function lastOf(numbered: readonly { number: number }[], before: number): number {
  return numbered.reduce((last, { number }) => Math.max(last, number), before)
}

/** The same as a fold of everything, as long as the checkpoint holds. */
export function foldFrom({ state, ...checkpoint }: Checkpoint, heard: Heard): Folded {
  const over: FoldState = {
    ...state,
    origins: state.origins.over(),
    known: new Map(state.known),
    waiting: [...state.waiting],
    unsure: new Map(state.unsure),
    streams: new Map(state.streams),
    confirmed: new Map(state.confirmed),
    lessons: [...state.lessons],
  }
  return foldOn(over, heard, checkpoint)
}

/** True when nothing that was decided or read since belongs among what the checkpoint has heard. */
export function holds({ state, ...checkpoint }: Checkpoint, heard: Heard): boolean {
  const { decided } = checkpoint
  const counting = standing(heard.decisions)
  const before = counting.filter(({ number }) => number <= decided.last).map(({ number }) => number)
  const isHeard = ({ act }: Decision) =>
    (act.kind === 'approve' || act.kind === 'reject' || act.kind === 'split') &&
    (state.known.has(act.mail) || state.waiting.some(({ key }) => key === act.mail))
  const next = entriesOf(state, heard).find(({ entry }) => entry.number > checkpoint.entered)
  return (
    before.join() === decided.counting.join() &&
    !counting.some((decision) => decision.number > decided.last && isHeard(decision)) &&
    (next === undefined || next.after >= checkpoint.heard)
  )
}
