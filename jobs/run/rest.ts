import type { Ledger } from '../../src/ledger/ledger.ts'
import { countMessages } from '../../src/ledger/messages.ts'

/** The last publication by this process, in its own milliseconds. */
interface Past {
  endedAt: number
  tookMs: number
}

const last = new WeakMap<Ledger, Past>()
const restFactor = 4
const longestRestMs = 20_000
const lookMs = 200

/**
 * Milliseconds to wait before the next publication: while more mails are to be read it rests four times as
 * long as the last one took, or an archive would be published after every few of its mails.
 */
export function restOf({ endedAt, tookMs }: Past, pending: number, now: number): number {
  return pending === 0 ? 0 : Math.max(0, Math.min(restFactor * tookMs, longestRestMs) - (now - endedAt))
}

export async function restWhileReading(ledger: Ledger): Promise<void> {
  const past = last.get(ledger)
  if (past === undefined) return
  while (restOf(past, (await countMessages(ledger)).pending, performance.now()) > 0)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
}

/** Does the work of a publication, and notes how long it took. */
export async function timed(ledger: Ledger, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  await work()
  last.set(ledger, { endedAt: performance.now(), tookMs: performance.now() - from })
}
