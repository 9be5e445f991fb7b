import type { Decision } from './decision.ts'
import type { Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import { isOff } from './talk.ts'
import { unsureFields, withUnsure } from './unsure.ts'
import { openFields } from './waiting.ts'

/**
 * Closes the talks that are long over: no mail finds them any more, and a fold need not remember them. What
 * humans decided about stays open.
 */
export function closeOver(state: FoldState, decisions: readonly Decision[]): void {
  const { days, daysOff, mails } = state.closing
  if (state.lastMailAt === null) return
  const today = Temporal.PlainDate.from(state.lastMailAt.slice(0, 10))
  const ago = (count: number) => today.subtract({ days: count }).toString()
  const [before, beforeOff] = [ago(days), ago(daysOff)]
  const named = namesIn(decisions)
  const isNamed = ({ merged, talk }: Origin) => [...merged, ...talk.sources].some((name) => named.has(name))
  const over = state.origins.close(
    (origin) =>
      origin.lastHeard <= state.heard - mails &&
      lastDayOf(origin) < (isOff(origin.talk) ? beforeOff : before) &&
      !isNamed(origin),
  )
  for (const origin of over) {
    state.closed.set(origin.talk.uid, withUnsure(origin.talk, openFields(state, origin)))
    for (const field of unsureFields) state.unsure.delete(`${origin.talk.uid} ${field}`)
  }
}

/** The last day on which it was ever to be. */
function lastDayOf({ talk, identities }: Origin): string {
  const days = [talk.end ?? talk.start, ...identities.map(({ start }) => start)]
  return days.map((moment) => moment.slice(0, 10)).reduce((last, day) => (day > last ? day : last))
}

/** The mails and events that decisions name. */
export function namesIn(decisions: readonly Decision[]): Set<string> {
  return new Set(decisions.flatMap((decision) => namesOf(decision)))
}

function namesOf({ act }: Decision): string[] {
  if (act.kind === 'undo') return []
  return [
    ...('mail' in act ? [act.mail] : []),
    ...('event' in act && act.event !== null ? [act.event] : []),
    ...('into' in act ? [act.into] : []),
  ]
}
