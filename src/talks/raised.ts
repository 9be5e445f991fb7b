import { differingFacts, type KnownTalk } from './talk.ts'

/**
 * The SEQUENCE that each talk needs so as not to go back: what is read or decided anew is newer than before
 * (RFC 5545, 3.8.7.4).
 */
export function raisedSequences(
  before: readonly KnownTalk[],
  after: readonly KnownTalk[],
): Map<string, number> {
  const is = new Map(after.map((talk) => [talk.uid, talk]))
  return new Map(
    before.flatMap((was): [string, number][] => {
      const now = is.get(was.uid)
      if (now === undefined) return []
      // The same facts, reached in fewer steps: SEQUENCE and LAST-MODIFIED do not go back.
      const wanted = differingFacts(was, now).length === 0 ? was.sequence : was.sequence + 1
      return now.sequence >= wanted ? [] : [[was.uid, wanted]]
    }),
  )
}
