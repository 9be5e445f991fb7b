import { deletionsIn, findDrift, type Drift } from '../src/google/drift.ts'
import { objectionTo } from '../src/calendar/plan.ts'
import type { RemoteChanges } from '../src/google/calendar.ts'
import { adoptFromGoogle } from '../src/ledger/decisions.ts'
import { allWritten, forgetWritten, recordWritten, storedEvents } from '../src/ledger/events.ts'
import { leaveNote, notes } from '../src/ledger/notes.ts'
import { addWork } from '../src/ledger/outbox.ts'
import type { TimedJob } from './run/job.ts'
import { publish } from './publish-feed.ts'
import type { Services } from './run/services.ts'

/** Finds where Google and the ledger differ, adopts what humans did in Google, and queues the rest. */
export const reconcile: TimedJob = {
  name: 'reconcile',
  schedule: '0 17 */6 * * *',
  async run(services) {
    await reconcileGoogle(services)
  },
}

/** Compares what changed in Google since the last time; gives the number of differences. */
export async function reconcileGoogle(services: Services): Promise<number> {
  const { ledger, google } = services
  if (google === null) return 0
  // What was read must be folded before anything is compared: a mail that came after an edit wins over it.
  await publish(services)
  const token = (await notes(ledger))['google-sync']?.value ?? null
  const changes = await google.changes(token)
  const events = new Map((await storedEvents(ledger)).map((event) => [event.uid, event]))
  const written = await allWritten(ledger)
  const drift = findDrift(changes, written, events)
  const deleted = deletionsIn(drift)
  const objection = objectionTo(deleted, written.size)
  if (objection !== null) {
    // Somebody has emptied the calendar: the token stays, so that the same question is asked again.
    await leaveNote(
      ledger,
      'google-emptied',
      `${objection} because they were deleted in Google: nothing was taken over; see “statlist resync --plan”`,
      services.now(),
    )
    return deleted
  }
  await leaveNote(ledger, 'google-emptied', '', services.now())
  await applyDrift(services, changes, drift)
  const count = drift.adoptions.length + drift.writes.length + drift.vanished.length
  await leaveNote(ledger, 'google-drift', String(count), services.now())
  return count
}

export async function applyDrift(services: Services, changes: RemoteChanges, drift: Drift): Promise<void> {
  const { ledger, now } = services
  for (const adoption of drift.adoptions) await adoptFromGoogle(ledger, adoption, now())
  for (const { uid, written } of drift.found) await recordWritten(ledger, uid, written)
  await forgetWritten(ledger, drift.vanished)
  for (const { uid } of drift.writes) await addWork(ledger, 'publish-event', uid, now())
  await leaveNote(ledger, 'google-sync', changes.syncToken, now())
  if (drift.writes.length === 0) await leaveNote(ledger, 'google-agreed', 'agreed', now())
  services.wake()
}
