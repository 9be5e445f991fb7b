import { dropLease, takeLease } from '../src/ledger/notes.ts'
import { secondsFrom, type Services } from './services.ts'

/** Runs work when no other process (and no other run here) holds the lease; null when somebody does. */
export async function withLease<Result>(
  { ledger, holder, now }: Services,
  name: string,
  seconds: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const at = now()
  const run = `${holder}/${at}`
  if (!(await takeLease(ledger, name, run, at, secondsFrom(at, seconds)))) return null
  try {
    return await work()
  } finally {
    await dropLease(ledger, name, run)
  }
}
