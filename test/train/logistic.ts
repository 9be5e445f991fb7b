import type { Weights } from '../../src/announcement/decisions/weigh.ts'

/** One decision that a human took: its features, and whether it was yes. */
export interface Example {
  features: readonly string[]
  yes: boolean
}

const rounds = 52
/** The weights are the mean over the last rounds: which mail was seen last is no matter. */
const meanRounds = 40
const rate = 0.2
/** How strongly weights are drawn to nought; chosen by cross-validation over lists. */
const pull = 0.005
/** A feature that hardly occurs says nothing of other lists. */
const leastSeen = 4
/** Rows are visited in strides of a prime, not in the order of the mails: no chance, and no list at once. */
const stride = 7919

/** Learns the weights of yes or no (logistic regression, AdaGrad); the same answer every time. */
export function learn(examples: readonly Example[]): Weights {
  return descend(
    examples.map((example) => [example]),
    ([row], scoreOf) => {
      const error = (row!.yes ? 1 : 0) - 1 / (1 + Math.exp(-scoreOf(row!)))
      return [[row!, error]]
    },
  )
}

/** Learns to choose one of several, or none, whose score is nought (softmax); a group is the readings of one field. */
export function learnChoice(groups: readonly (readonly Example[])[]): Weights {
  return descend(groups, (rows, scoreOf) => {
    const raw = rows.map((row) => Math.exp(Math.min(30, scoreOf(row))))
    const all = 1 + raw.reduce((sum, one) => sum + one, 0)
    const right = rows.reduce((sum, row, at) => sum + (row.yes ? raw[at]! : 0), 0)
    return rows.map((row, at) => [row, (row.yes ? raw[at]! / right : 0) - raw[at]! / all])
  })
}

type Row = Example & { at: number[] }

function descend(
  groups: readonly (readonly Example[])[],
  errorsOf: (rows: readonly Row[], scoreOf: (row: Row) => number) => [Row, number][],
): Weights {
  const seen = new Map<string, number>()
  for (const { features } of groups.flat())
    for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const names = [...seen.keys()].filter((name) => seen.get(name)! >= leastSeen).toSorted()
  const index = new Map(names.map((name, at) => [name, at]))
  const rows = groups.map((group) =>
    group.map((example) => ({
      ...example,
      at: example.features.flatMap((feature) => index.get(feature) ?? []),
    })),
  )
  const weights = new Float64Array(names.length)
  const squares = new Float64Array(names.length).fill(0.01)
  const scoreOf = ({ at }: Row) => at.reduce((sum, feature) => sum + weights[feature]!, 0)
  const mean = new Float64Array(names.length)
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < rows.length; step++) {
      const slopes = new Map<number, number>()
      for (const [row, error] of errorsOf(rows[(step * stride + round) % rows.length]!, scoreOf))
        for (const feature of row.at) slopes.set(feature, (slopes.get(feature) ?? 0) + error)
      for (const [feature, error] of slopes) {
        const slope = error - pull * weights[feature]!
        squares[feature]! += slope * slope
        weights[feature]! += (rate * slope) / Math.sqrt(squares[feature]!)
      }
    }
    if (round >= rounds - meanRounds) for (const at of names.keys()) mean[at]! += weights[at]! / meanRounds
  }
  return Object.fromEntries(
    names.flatMap((name, at) => {
      const weight = Math.round(mean[at]! * 100) / 100
      return Math.abs(weight) < 0.02 ? [] : [[name, weight]]
    }),
  )
}
