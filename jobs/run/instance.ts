import { randomUUID } from 'node:crypto'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { leaveNote, notes } from '../../src/ledger/notes.ts'

/** The ledger's own name among those that share a Redis: made once, kept for good. */
export async function instanceOf(ledger: Ledger, now: string): Promise<string> {
  const known = (await notes(ledger)).instance?.value
  if (known !== undefined) return known
  await leaveNote(ledger, 'instance', randomUUID().slice(0, 8), now)
  return instanceOf(ledger, now)
}
