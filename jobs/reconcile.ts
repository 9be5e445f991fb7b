import { sinks, storedEvents } from '../src/ledger/events.ts'
import { addWork } from '../src/ledger/outbox.ts'
import type { TimedJob } from './job.ts'
import type { Services } from './services.ts'

/** Compares ledger and Google, and notes what must be written again. */
export const reconcile: TimedJob = {
  name: 'reconcile',
  schedule: '0 17 */6 * * *',
  async run(services) {
    await findDrift(services)
    services.wake()
  },
}

/** Notes every event that Google does not hold as we wrote it; gives their number. */
export async function findDrift({ ledger, google, now }: Services): Promise<number> {
  if (google === null) return 0
  const remote = await google.list()
  const written = new Map((await sinks(ledger)).map((row) => [row.uid, row]))
  const events = await storedEvents(ledger)
  // Deleted there by a human: respected. Edited there: the fields that we do not change stay edited.
  const drifted = events.filter((event) => !written.has(event.uid)).map((event) => event.uid)
  const orphans = [...written.values()]
    .filter((row) => remote.has(row.remote_id) && !events.some((event) => event.uid === row.uid))
    .map((row) => row.uid)
  for (const uid of [...drifted, ...orphans]) await addWork(ledger, 'publish-event', uid, now())
  return drifted.length + orphans.length
}
