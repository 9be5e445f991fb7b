import type { Talk } from '../announcement/announcement.ts'
import type { CorrectableField } from './decision.ts'
import { isNewer, mayChange, revives } from './doubts.ts'
import { fieldChanges } from './history.ts'
import { instantOf, joinThread, mailIn, revise, type Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import type { Reading } from './reading.ts'
import { differingFacts, filled, revised } from './talk.ts'
import { letWait } from './waiting.ts'

/** How a talk is heard. */
interface Hearing {
  /** A human let it through, though it was doubted. */
  approved: boolean
  /** A second reading of a mail: of everything, or only of what is missing; corrections stay as they are. */
  again: 'all' | 'missing' | null
}

/** Applies another mail, or another reading of one, to a known talk. */
export function hear(
  state: FoldState,
  origin: Origin,
  reading: Reading,
  talk: Talk,
  at: string,
  { approved, again }: Hearing,
): void {
  const newer = isNewer(origin, reading) && again !== 'missing'
  const said = newer ? revised(origin.stated, talk) : filled(origin.stated, talk)
  // Announcing again what was called off does not bring it back: a human does, or a mail that says it takes
  // place after all.
  const isBack = (approved || talk.notice?.value === 'reinstated') && newer && revives(origin, talk)
  const stated = isBack ? { ...said, status: talk.status.value } : said
  const keeps = new Map(origin.corrections)
  for (const field of differingFacts(origin.stated, stated)) {
    const correction = keeps.get(field as CorrectableField)
    if (correction === undefined || again !== null) continue
    const verdict = state.verdicts.ofField(reading.key, at, field as CorrectableField)
    const text = (value: unknown) => JSON.stringify(value)
    if (correction.byHand || verdict === 'approved' || text(stated[field]) === text(correction.facts[field]))
      keeps.delete(field as CorrectableField)
    else if (verdict === null)
      letWait(
        state,
        reading,
        talk,
        at,
        origin,
        [
          `says ${field} “${fieldText(stated[field])}”, which ${correction.who} corrected to “${fieldText(correction.facts[field])}”`,
        ],
        field as CorrectableField,
      )
  }
  revise(origin, {
    stated,
    corrections: keeps,
    at: newer ? instantOf(reading.date) : origin.heardAt,
    by: mailIn(reading),
    changesOf: (before, after) => fieldChanges(before, after, talk),
  })
  if (newer && instantOf(reading.date) > origin.heardAt) origin.heardAt = instantOf(reading.date)
  joinThread(origin, reading)
  // Merely repeating what is known gives a sender no right to change it later.
  if (approved || mayChange(state, origin, reading)) origin.senders.add(reading.from)
  addSource(origin, reading.key)
}

function addSource(origin: Origin, key: string): void {
  const { sources } = origin.talk
  if (!sources.includes(key)) origin.talk = { ...origin.talk, sources: [...sources, key] }
}

function fieldText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
