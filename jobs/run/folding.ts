import { secondReadings } from '../../src/ledger/answers.ts'
import { decisions } from '../../src/ledger/decisions.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { announcements, firstPending, readingsChanged } from '../../src/ledger/messages.ts'
import {
  advance,
  foldFrom,
  forget,
  holds,
  openCheckpoint,
  type Checkpoint,
} from '../../src/talks/checkpoint.ts'
import type { Decision } from '../../src/talks/decision.ts'
import { fold, type Folded, type Heard } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { compareAnew, noteForgotten } from './known-events.ts'
import type { Services } from './services.ts'

type Stored = Pick<Services, 'ledger' | 'profile' | 'settings'>

/** A checkpoint of this process, and `readingsChanged` when it was made. */
interface Kept {
  checkpoint: Checkpoint
  changed: number
}

const kept = new WeakMap<Ledger, Kept>()
const turns = new WeakMap<Ledger, Promise<unknown>>()

/** So many of the latest mails are folded each time: what humans decide is mostly about them. */
const behind = 200
/** So many are read from the ledger at once. */
const page = 1000

/** What a fold gives, without the talks that are long over and as they are stored. */
export interface StoredFold {
  folded: Folded
  /** Number of the newest decision. */
  decided: number
  isForgotten(uid: string): boolean
}

/** Folds all that is stored: only the latest mails, as long as nothing older has changed. */
export async function foldStored(services: Stored): Promise<StoredFold> {
  const { checkpoint, all } = await checkpointOf(services)
  return {
    folded: foldFrom(checkpoint, all),
    decided: all.decisions.at(-1)?.number ?? 0,
    isForgotten: (uid) => checkpoint.state.forgotten.has(uid),
  }
}

/** Folds all that is stored, without and with decisions that nobody has made yet, which come after all others. */
export async function foldSupposing(
  services: Stored,
  supposed: readonly Decision[],
): Promise<{ before: Folded; after: Folded }> {
  const { checkpoint, all } = await checkpointOf(services)
  const more = { ...all, decisions: [...all.decisions, ...supposed] }
  if (holds(checkpoint, more)) return { before: foldFrom(checkpoint, all), after: foldFrom(checkpoint, more) }
  return { before: await foldWhole(services), after: await foldWhole(services, supposed) }
}

/** Folds all mails, with the talks that are long over. */
export async function foldWhole(
  { ledger, profile }: Pick<Services, 'ledger' | 'profile'>,
  supposed: readonly Decision[] = [],
): Promise<Folded> {
  const made = [...(await decisions(ledger)), ...supposed]
  return fold(await storedReadings(ledger), made, profile, await secondReadings(ledger))
}

/** A checkpoint that holds, with what it has not heard; one after the other, as it may be taken further. */
async function checkpointOf(services: Stored): Promise<{ checkpoint: Checkpoint; all: Heard }> {
  const turn = (turns.get(services.ledger) ?? Promise.resolve()).then(async () => takeFurther(services))
  turns.set(
    services.ledger,
    turn.catch(() => {}),
  )
  return turn
}

async function takeFurther(services: Stored): Promise<{ checkpoint: Checkpoint; all: Heard }> {
  const { ledger, profile } = services
  const changed = await readingsChanged(ledger)
  const unread = (await firstPending(ledger)) ?? Infinity
  const before = kept.get(ledger)
  let checkpoint = before?.changed === changed ? before.checkpoint : openCheckpoint(profile)
  let all = await heardSince(ledger, checkpoint)
  if (!holds(checkpoint, all)) {
    checkpoint = openCheckpoint(profile)
    all = await heardSince(ledger, checkpoint)
  }
  if (checkpoint !== before?.checkpoint) compareAnew(ledger)
  for (;;) {
    const { heard } = checkpoint.state
    const to = Math.min((all.readings.at(-1)?.number ?? 0) - behind, unread - 1)
    if (to - heard > behind) await takeIn(services, checkpoint, to, all)
    if (all.isAll) break
    all = await heardSince(ledger, checkpoint, checkpoint.state.heard > heard)
  }
  kept.set(ledger, { checkpoint, changed })
  return { checkpoint, all }
}

/** What was heard until a mail is put aside; the talks that are long over are only compared once more. */
async function takeIn(services: Stored, checkpoint: Checkpoint, to: number, all: Heard): Promise<void> {
  advance(checkpoint, to, all)
  await noteForgotten(services, forget(checkpoint, all, services.settings.reader !== null))
}

/**
 * What a checkpoint has not heard, and all decisions.
 * @param inPages the next page of the mails is enough
 */
async function heardSince(
  ledger: Ledger,
  { state, entered }: Checkpoint,
  inPages = true,
): Promise<Heard & { isAll: boolean }> {
  const seconds = await secondReadings(ledger, entered)
  // An answer may be about a mail of any page.
  const most = inPages && seconds.length === 0 ? page : null
  const readings = await storedReadings(ledger, state.heard, most)
  return { readings, seconds, decisions: await decisions(ledger), isAll: readings.length !== most }
}

/** The readings of the mails after a number, in order of arrival. */
export async function storedReadings(
  ledger: Ledger,
  after = 0,
  most: number | null = null,
): Promise<Reading[]> {
  return (await announcements(ledger, after, most)).map(({ key, number, arrivedAt, announcement }) => ({
    key,
    number,
    arrivedAt,
    ...(JSON.parse(announcement) as StoredReading),
  }))
}
