import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A copy of all decisions beside the ledger, a JSON line each: what humans said can't be read from the inbox again. */
export interface DecisionCopy {
  path: string
  lines(): string[]
  /** Replaces the copy as a whole. */
  save(lines: readonly string[]): void
}

export function openDecisionCopy(folder: string): DecisionCopy {
  const path = join(folder, 'decisions.jsonl')
  return {
    path,
    lines: () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []),
    save(lines) {
      writeFileSync(`${path}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}
