import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from 'recheck'
import { patternsOf, readVerdicts, verdictsFile, type Verdict } from './support/patterns.ts'

const timeout = 10_000

/** recheck gives up on lookbehinds, and where it takes too long. */
async function verdictOf(pattern: string, flags: string): Promise<Verdict> {
  const diagnostics = await check(pattern, flags.replace(/[vy]/g, ''), { timeout })
  if (diagnostics.status === 'safe') return 'safe'
  if (diagnostics.status === 'unknown') return 'not decided'
  const { complexity } = diagnostics
  if (complexity.type !== 'polynomial') return 'exponential'
  return complexity.degree > 2 ? 'above a square' : 'square'
}

/** Asks recheck about every pattern that has no verdict yet, and forgets those that are gone. */
async function main(): Promise<void> {
  const known = readVerdicts()
  const verdicts: Record<string, Verdict> = {}
  for (const [pattern, flags] of patternsOf(join(import.meta.dirname, '../src'))) {
    const literal = `/${pattern}/${flags}`
    const before = known[literal]
    verdicts[literal] = before ?? (await verdictOf(pattern, flags))
    if (before === undefined) process.stdout.write(`${verdicts[literal]}: ${literal}\n`)
    if (verdicts[literal] === 'exponential') process.exitCode = 1
  }
  const sorted = Object.fromEntries(Object.entries(verdicts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(verdictsFile, `${JSON.stringify(sorted, null, 2)}\n`)
  const counts = Map.groupBy(Object.values(sorted), (verdict) => verdict)
  for (const [verdict, all] of counts) process.stdout.write(`${all.length} ${verdict}\n`)
}

await main()
