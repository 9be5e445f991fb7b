import { messageOf } from '../../src/errors.ts'
import { dropLease, serverTime, takeLease } from '../../src/ledger/notes.ts'
import { secondsFrom } from './instants.ts'
import type { Services } from './services.ts'

/** A killed process blocks the others for this long at most. */
const leaseSeconds = 30

/** Runs work under a lease, renewed meanwhile; null when another process, or another run here, holds it. */
export async function withLease<Result>(
  { ledger, settings, holder, log, now }: Services,
  name: string,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const run = `${holder}/${now()}`
  // Hosts whose clocks differ would take it from each other.
  const clock = async () => (settings.databaseUrl === null ? now() : serverTime(ledger))
  const take = async () => {
    const at = await clock()
    return takeLease(ledger, name, run, at, secondsFrom(at, leaseSeconds))
  }
  if (!(await take())) return null
  const renewal = setInterval(
    () => {
      take().catch((error: unknown) =>
        log.warn({ lease: name, error: messageOf(error) }, 'the lease was not renewed'),
      )
    },
    (leaseSeconds * 1000) / 3,
  )
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    await dropLease(ledger, name, run)
  }
}
