import type { CalendarEvent } from '../src/calendar/event.ts'
import type { GoogleEvent, Written } from '../src/calendar/google.ts'
import { CalendarError, messageOf } from '../src/errors.ts'
import { forgetSink, recordSink, sinkOf, storedEvent } from '../src/ledger/events.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import type { SinkRow } from '../src/ledger/schema.ts'
import type { QueuedJob } from './job.ts'
import type { Services } from './services.ts'

export const publishEvent: QueuedJob = {
  name: 'publish-event',
  concurrency: 2,
  // Google allows 600 requests a minute and dislikes quick writes to one calendar.
  perSecond: 5,
  async run(uid, services) {
    const work = await workAt(services.ledger, 'publish-event', uid)
    if (work === null) return
    try {
      await publishToGoogle(uid, services)
    } catch (error) {
      if (error instanceof CalendarError)
        await leaveNote(services.ledger, 'google-error', messageOf(error), services.now())
      throw error
    }
    await finishWork(services.ledger, 'publish-event', uid, work.epoch)
  },
}

/** Makes Google hold what the ledger holds of one event; true when something was written there. */
export async function publishToGoogle(uid: string, { ledger, google, now }: Services): Promise<boolean> {
  if (google === null) return false
  const [stored, row] = [await storedEvent(ledger, uid), await sinkOf(ledger, uid)]
  const written = row === null ? null : writtenOf(row)
  if (stored === null) {
    if (written === null) return false
    await google.remove(written.remoteId)
    await forgetSink(ledger, uid)
    return true
  }
  const result = await google.put(JSON.parse(stored.event) as CalendarEvent, written)
  await recordSink(ledger, {
    uid,
    remote_id: result.remoteId,
    etag: result.etag,
    written: JSON.stringify(result.body),
  })
  await leaveNote(ledger, 'google-error', '', now())
  return result !== written
}

function writtenOf(row: SinkRow): Written {
  return { remoteId: row.remote_id, etag: row.etag, body: JSON.parse(row.written) as GoogleEvent | null }
}
