import { leaveNote, notes } from '../../src/ledger/notes.ts'
import type { Services } from './services.ts'

/** A resync that was run. */
export interface PastRun {
  /** ISO instant. */
  at: string
  who: string
  /** What it did, or why it did nothing. */
  told: string
}

const kept = 10

/** The newest first. */
export async function pastRuns({ ledger }: Pick<Services, 'ledger'>): Promise<PastRun[]> {
  const note = (await notes(ledger)).resyncs
  return note === undefined ? [] : (JSON.parse(note.value) as PastRun[])
}

export async function notePastRun(
  services: Pick<Services, 'ledger' | 'now'>,
  run: Omit<PastRun, 'at'>,
): Promise<void> {
  const { ledger, now } = services
  const runs = [{ at: now(), ...run }, ...(await pastRuns(services))].slice(0, kept)
  await leaveNote(ledger, 'resyncs', JSON.stringify(runs), now())
}
