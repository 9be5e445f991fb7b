import { scoreOf, type Weights } from '../decisions/weigh.ts'
import type { Line } from '../text/line.ts'

/** One reading of a field, with what speaks for and against it. */
export interface Candidate<Value> {
  value: Value
  features: string[]
}

/** Takes a text as a reading, by where it was found, its line, and what else speaks for or against it. */
export type Take = (
  origin: string,
  text: string | null | undefined,
  line: Line | null,
  more?: Record<string, boolean>,
) => void

/**
 * The likeliest reading, and how sure it is among all and none; null when its chance is below `least`.
 * What is found in several places of a mail is as sure as all of them.
 */
export function likeliest<Value extends { value: string }>(
  candidates: readonly Candidate<Value>[],
  weights: Weights,
  least: number,
): { value: Value; sure: number } | null {
  const scored = candidates.map(({ value, features }) => ({
    value,
    chance: Math.exp(Math.min(30, scoreOf(weights, features))),
  }))
  const best = scored.toSorted((a, b) => b.chance - a.chance)[0]
  if (best === undefined || best.chance < least) return null
  const sum = (of: typeof scored) => of.reduce((total, { chance }) => total + chance, 0)
  const same = sum(scored.filter(({ value }) => value.value === best.value.value))
  return { value: best.value, sure: Math.round((1000 * same) / (1 + sum(scored))) / 1000 }
}
