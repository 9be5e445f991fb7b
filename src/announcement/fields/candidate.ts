import { scoreOf, type Weights } from '../decisions/weigh.ts'

/** One reading of a field, with what speaks for and against it. */
export interface Candidate<Value> {
  value: Value
  features: string[]
}

/** The likeliest reading, and how sure it is among all and none; null when its chance is below `least`. */
export function likeliest<Value>(
  candidates: readonly Candidate<Value>[],
  weights: Weights,
  least: number,
): { value: Value; sure: number } | null {
  const scored = candidates.map(({ value, features }) => ({
    value,
    chance: Math.exp(Math.min(30, scoreOf(weights, features))),
  }))
  const all = scored.reduce((sum, { chance }) => sum + chance, 1)
  const best = scored.toSorted((a, b) => b.chance - a.chance)[0]
  if (best === undefined || best.chance < least) return null
  return { value: best.value, sure: Math.round((1000 * best.chance) / all) / 1000 }
}
