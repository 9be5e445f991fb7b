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
  const stream = state.streams.get(reading.from) ?? { made: [], flood: null, held: 0 }
  state.streams.set(reading.from, stream)
  const since = dayBefore(arrived)
  stream.made = [...stream.made.filter((at) => at > since), arrived]
  if (stream.made.length <= state.rules.mostNewPerDay) stream.flood = null
  else stream.flood ??= reading
  if (stream.flood === null) return false
  const verdict = state.verdicts.of(stream.flood.key, floodName)
  if (verdict.approved !== null) return false
  stream.held += 1
  if (!verdict.rejected) hold(state, stream.flood, stream.held)
  return true
}

function dayBefore(instant: string): string {
  return Temporal.Instant.from(instant).subtract({ hours: 24 }).toString({ smallestUnit: 'millisecond' })
}

/** One item for all of it. */
function hold(state: FoldState, first: Reading, held: number): void {
  const reason = `${first.from} announces more than ${state.rules.mostNewPerDay} new events in a day: ${held} of them wait here, and are let through or left out together`
  const id = waitingIdOf(first.key, floodName)
  const known = state.waiting.find((item) => item.id === id)
  if (known === undefined) letWait(state, first, null, floodName, null, [reason])
  else known.reasons = [reason]
}
