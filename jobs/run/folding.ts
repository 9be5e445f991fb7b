import { secondReadings } from '../../src/ledger/answers.ts'
import { decisions } from '../../src/ledger/decisions.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { announcements, firstPending, readingsChanged } from '../../src/ledger/messages.ts'
import { advance, foldFrom, holds, openCheckpoint, type Checkpoint } from '../../src/talks/checkpoint.ts'
import type { Decision } from '../../src/talks/decision.ts'
import { fold, type Folded, type Heard } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import type { Services } from './services.ts'

type Stored = Pick<Services, 'ledger' | 'profile'>

/** A checkpoint of this process, and `readingsChanged` when it was made. */
interface Kept {
  checkpoint: Checkpoint
  changed: number
}

const kept = new WeakMap<Ledger, Kept>()

/** So many of the latest mails are folded each time: what humans decide is mostly about them. */
const behind = 200

/**
 * Folds all that is stored: only the latest mails, as long as nothing older has changed.
 * @param supposed decisions that nobody has made yet, after all others
 */
export async function foldStored(
  { ledger, profile }: Stored,
  supposed: readonly Decision[] = [],
): Promise<{ folded: Folded; decided: number }> {
  const changed = await readingsChanged(ledger)
  const unread = await firstPending(ledger)
  const before = kept.get(ledger)
  let checkpoint = before?.changed === changed ? before.checkpoint : openCheckpoint(profile)
  let all = await heardSince(ledger, checkpoint)
  if (!holds(checkpoint, all)) {
    checkpoint = openCheckpoint(profile)
    all = await heardSince(ledger, checkpoint)
  }
  const last = all.readings.at(-1)?.number ?? 0
  const to = Math.min(last - behind, (unread ?? Infinity) - 1)
  if (to - checkpoint.state.heard > behind) advance(checkpoint, to, all)
  kept.set(ledger, { checkpoint, changed })
  const decided = all.decisions.at(-1)?.number ?? 0
  const wanted = { ...all, decisions: [...all.decisions, ...supposed] }
  if (holds(checkpoint, wanted)) return { folded: foldFrom(checkpoint, wanted), decided }
  const { readings, seconds } = await heardSince(ledger, openCheckpoint(profile))
  return { folded: fold(readings, wanted.decisions, profile, seconds), decided }
}

/** What a checkpoint has not heard, and all decisions. */
async function heardSince(ledger: Ledger, { state, entered }: Checkpoint): Promise<Heard> {
  return {
    readings: await storedReadings(ledger, state.heard),
    seconds: await secondReadings(ledger, entered),
    decisions: await decisions(ledger),
  }
}

/** The readings of the mails after a number, in order of arrival. */
export async function storedReadings(ledger: Ledger, after = 0): Promise<Reading[]> {
  return (await announcements(ledger, after)).map(({ key, number, arrivedAt, announcement }) => ({
    key,
    number,
    arrivedAt,
    ...(JSON.parse(announcement) as StoredReading),
  }))
}
