/** What a fold would do to the stored events, by uid. */
export interface EventPlan {
  add: string[]
  change: string[]
  remove: string[]
}

/** Compares stored hashes with wanted ones; pure. */
export function planEvents(
  stored: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): EventPlan {
  const uids = [...wanted.keys()].toSorted()
  return {
    add: uids.filter((uid) => !stored.has(uid)),
    change: uids.filter((uid) => stored.has(uid) && stored.get(uid) !== wanted.get(uid)),
    remove: [...stored.keys()].filter((uid) => !wanted.has(uid)).toSorted(),
  }
}

const fewEvents = 3
const manyEvents = 20
const smallShare = 0.05

/** Why a plan must not be carried out without a human; null when it may. Events leave a calendar by cancellation, hardly ever so. */
export function objectionTo(plan: EventPlan, storedCount: number): string | null {
  const removed = plan.remove.length
  const tooMany = removed > manyEvents || (removed > fewEvents && removed > storedCount * smallShare)
  return tooMany ? `${removed} of ${storedCount} events would be removed` : null
}
