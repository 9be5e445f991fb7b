import type { DecisionCopy } from '../../src/decision-copy.ts'

/** A copy of the decisions in memory. */
export function makeCopy(lines: readonly string[] = []): DecisionCopy {
  let kept = lines
  return { path: 'decisions.jsonl', lines: () => [...kept], save: (next) => void (kept = next) }
}
