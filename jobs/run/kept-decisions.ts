import { exportDecisions, identityOfLine } from '../../src/ledger/decision-lines.ts'
import type { Services } from './services.ts'

type Part = Pick<Services, 'ledger' | 'copy'>

/** Brings the copy of the decisions up to date; what only the copy has stays there. */
export async function keepDecisions({ ledger, copy }: Part): Promise<void> {
  const kept = wholeLines(copy)
  const known = new Set(kept.map(identityOfLine))
  const fresh = (await exportDecisions(ledger)).filter((line) => !known.has(identityOfLine(line)))
  if (fresh.length > 0) copy.save([...kept, ...fresh])
}

/** What is wrong when the ledger lacks decisions that the copy has; null when it lacks none. */
export async function missingDecisions({ ledger, copy }: Part): Promise<string | null> {
  const kept = wholeLines(copy)
  if (kept.length === 0) return null
  const known = new Set((await exportDecisions(ledger)).map(identityOfLine))
  const missing = kept.filter((line) => !known.has(identityOfLine(line))).length
  return missing === 0
    ? null
    : `${missing} of ${kept.length} decisions are missing in the ledger: what was approved, corrected and withdrawn does not hold. “statlist decisions --import ${copy.path}” brings them back`
}

/** A line that was torn by a full disk is none. */
function wholeLines(copy: Part['copy']): string[] {
  return copy.lines().filter((line) => {
    try {
      return identityOfLine(line) !== ''
    } catch {
      return false
    }
  })
}
