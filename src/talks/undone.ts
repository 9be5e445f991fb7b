import { createHash } from 'node:crypto'
import type { Decision } from './decision.ts'

/** What a decision is called in every ledger: numbers differ where decisions came back from a copy. */
export function nameOfDecision({ at, who, act }: Pick<Decision, 'at' | 'who' | 'act'>): string {
  return createHash('sha256')
    .update(JSON.stringify([at, who, act]))
    .digest('hex')
    .slice(0, 12)
}

/** Names of the decisions that were taken back. */
export function undoneIn(decisions: readonly Decision[]): Set<string> {
  const undone = new Set<string>()
  // The newest first: undoing an undo brings the decision back.
  for (const decision of decisions.toSorted((a, b) => b.number - a.number))
    if (decision.act.kind === 'undo' && !undone.has(nameOfDecision(decision))) undone.add(decision.act.of)
  return undone
}

/** The decisions that count, in their order: without those that were taken back, and without the undos. */
export function standing(decisions: readonly Decision[]): Decision[] {
  const undone = undoneIn(decisions)
  // A name is a hash, and this is asked several times for each mail.
  return decisions
    .filter(
      (decision) =>
        decision.act.kind !== 'undo' && (undone.size === 0 || !undone.has(nameOfDecision(decision))),
    )
    .toSorted((a, b) => a.number - b.number)
}
