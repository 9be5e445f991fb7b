/** Feature → weight; learned by `npm run train`, to two places. */
export type Weights = Readonly<Record<string, number>>

/** The weights of every decision that is learned. */
export interface DecisionWeights {
  mailKind: Weights
  eventDate: Weights
  startClock: Weights
  clockOfDate: Weights
  ownEvent: Weights
  title: Weights
  speaker: Weights
  place: Weights
}

/** Probability of a decision from its features (logistic), rounded so that machines agree on thresholds. */
export function probabilityOf(weights: Weights, features: readonly string[]): number {
  return Math.round(1000 / (1 + Math.exp(-scoreOf(weights, features)))) / 1000
}

/** Sum of the weights of the features that hold. */
export function scoreOf(weights: Weights, features: readonly string[]): number {
  let sum = 0
  for (const feature of features) sum += weights[feature] ?? 0
  return sum
}

/** The features that hold, by name. */
export function featuresOf(rows: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(rows).filter((name) => rows[name])
}

/** The bucket of a number: `far:8` for at most eight. */
export function bucketOf(name: string, value: number, limits: readonly number[]): string {
  return `${name}:${limits.find((limit) => value <= limit) ?? 'more'}`
}
