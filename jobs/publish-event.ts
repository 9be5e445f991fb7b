import { CalendarError, messageOf } from '../src/errors.ts'
import { adoptFromGoogle } from '../src/ledger/decisions.ts'
import { noteRefused, recordWritten, storedEvent, writtenOf } from '../src/ledger/events.ts'
import { googlePauseOf, leaveGooglePause, leaveLastingNote, leaveNote, notes } from '../src/ledger/notes.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import type { QueuedJob } from './run/job.ts'
import { reconcileGoogle } from './reconcile.ts'
import { secondsFrom } from './run/instants.ts'
import type { Services } from './run/services.ts'

export const publishEvent: QueuedJob = {
  name: 'publish-event',
  // The client keeps to Google's pace; a second write at a time hides the round trip.
  concurrency: 2,
  perSecond: null,
  async run(uid, services) {
    const work = await workAt(services.ledger, 'publish-event', uid)
    if (work === null) return
    await publishToGoogle(uid, services)
    await finishWork(services.ledger, 'publish-event', uid, work.epoch, services.now())
  },
}

/** How long all writing to Google rests after an answer that is not about one event; nothing is lost meanwhile. */
const pauseSeconds: Partial<Record<CalendarError['reason'], number>> = {
  rate: 10,
  quota: 300,
  auth: 20,
  notShared: 20,
}

/** The longest pause, whatever Google asks for, so that a repair is noticed. */
const longestPauseSeconds = 300

/** Makes Google hold what the ledger holds of one event; true when something was written there. */
export async function publishToGoogle(uid: string, services: Services): Promise<boolean> {
  const { ledger, google } = services
  if (google === null) return false
  await throwWhilePaused(services)
  try {
    await lookFirst(services)
    const wrote = await write(uid, services)
    for (const note of ['google-error', 'google-paused'] as const)
      await leaveNote(ledger, note, '', services.now())
    await noteRefused(ledger, uid, null)
    return wrote
  } catch (error) {
    if (error instanceof CalendarError && error.reason === 'refused')
      await noteRefused(ledger, uid, await refusalOf(ledger, uid, error))
    throw await noteFailure(error, services)
  }
}

/** A ledger new to this calendar may replace a lost one: what is right there already is not written again. */
async function lookFirst(services: Services): Promise<void> {
  if ((await notes(services.ledger))['google-sync'] === undefined) await reconcileGoogle(services)
}

async function write(uid: string, services: Services): Promise<boolean> {
  const { ledger, now } = services
  const google = services.google!
  const [event, written] = [await storedEvent(ledger, uid), await writtenOf(ledger, uid)]
  if (event === null || !event.talk.inGoogle) {
    if (event !== null || written === null || written.state !== 'held') return false
    await recordWritten(ledger, uid, await google.remove(written))
    return true
  }
  const result =
    written?.state === 'removed' ? await google.restore(event, written) : await google.put(event, written)
  // A deletion by hand is respected until a human takes it back (`approve`).
  if (result.state === 'hand-deleted' && written?.state !== 'hand-deleted')
    await adoptFromGoogle(
      ledger,
      { uid, acts: [{ kind: 'google-delete', event: uid }], written: result },
      now(),
    )
  else if (result !== written) await recordWritten(ledger, uid, result)
  return result !== written
}

async function refusalOf(ledger: Services['ledger'], uid: string, error: CalendarError): Promise<string> {
  const summary = (await storedEvent(ledger, uid))?.summary ?? uid
  return `Google refuses “${summary.slice(0, 80)}”: ${error.message.slice(0, 200)}`
}

/** After a refusal nothing is tried until its pause is over: attempts would only prolong it. */
async function throwWhilePaused({ ledger, now }: Services): Promise<void> {
  const paused = googlePauseOf((await notes(ledger))['google-paused'])
  if (paused === null) return
  const { reason, until, text } = paused
  const seconds = Math.ceil(Temporal.Instant.from(now()).until(until).total('seconds'))
  // A longer pause was noted by a clock that was ahead.
  if (seconds > 0 && seconds <= longestPauseSeconds) throw new CalendarError(reason, text, undefined, seconds)
}

/** The error with its pause, which is noted for every process. */
async function noteFailure(error: unknown, { ledger, now }: Services): Promise<unknown> {
  if (!(error instanceof CalendarError)) return error
  await leaveLastingNote(ledger, 'google-error', messageOf(error), now())
  const asked = error.retryAfterSeconds ?? pauseSeconds[error.reason]
  if (asked === undefined) return error
  const seconds = Math.min(asked, longestPauseSeconds)
  const pause = { reason: error.reason, until: secondsFrom(now(), seconds), text: error.message }
  await leaveGooglePause(ledger, pause, now())
  return new CalendarError(error.reason, error.message, error, seconds)
}
