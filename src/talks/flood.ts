import { isOrganiser, type FoldState } from './state.ts'
import { waitingIdOf, type Reading } from './reading.ts'
import { letWait } from './waiting.ts'

/** The name of a flood among the talks of its first mail: a human decides about all of it at once. */
export const floodName = 'flood'

/**
 * Whether one more new event of a sender would be a flood: more than offices ever announce in a day.
 * What exceeds that waits as one item, so that the rest of the list is still seen.
 * Mail without an arrival was imported: an admin vouches for it.
 */
export function isFlood(state: FoldState, reading: Reading): boolean {
  const arrived = reading.arrivedAt ?? null
  if (arrived === null || isOrganiser(state.rules, reading.from)) return false
  const since = dayBefore(arrived)
  const before = state.streams.get(reading.from)
  const made = [...(before?.made ?? []).filter((at) => at > since), arrived]
  const isMany = made.length > state.rules.mostNewPerDay
  const flood = isMany ? (before?.flood ?? reading) : null
  const verdict = flood === null ? null : state.verdicts.of(flood.key, floodName)
  const isHeld = verdict !== null && verdict.approved === null
  const held = (before?.held ?? 0) + (isHeld ? 1 : 0)
  state.streams.set(reading.from, { made, flood, held })
  if (flood !== null && isHeld && !verdict.rejected) hold(state, flood, held)
  return isHeld
}

function dayBefore(instant: string): string {
  return Temporal.Instant.from(instant).subtract({ hours: 24 }).toString({ smallestUnit: 'millisecond' })
}

/** One item for all of it. */
function hold(state: FoldState, first: Reading, held: number): void {
  const reason = `${first.from} announces more than ${state.rules.mostNewPerDay} new events in a day: ${held} of them wait here, and are let through or left out together`
  const id = waitingIdOf(first.key, floodName)
  const at = state.waiting.findIndex((item) => item.id === id)
  const known = state.waiting[at]
  if (known === undefined) letWait(state, first, null, floodName, null, [reason])
  else state.waiting[at] = { ...known, reasons: [reason] }
}
