import { oldestAlert } from '../../src/ledger/alerts.ts'
import { refusedEvents } from '../../src/ledger/events.ts'
import { countMessages } from '../../src/ledger/messages.ts'
import {
  googlePauseOf,
  needsHuman,
  notes,
  pollFailureOf,
  waitingOf,
  type Notes,
} from '../../src/ledger/notes.ts'
import type { Health } from '../../src/web/health.ts'
import { dueOf } from '../../src/talks/due.ts'
import { secondsSince } from './instants.ts'
import type { Services } from './services.ts'
import { troublesOf } from './troubles.ts'

export const missedPolls = 3
/** A last poll this far in the future was noted by a clock that was ahead. */
const clockSeconds = 60
const maxRefused = 5
/** Google may answer with errors for a while without being down. */
const googleFailingSeconds = 45
/** Age of the last good poll, what waits, and everything that is wrong. */
export async function healthOf(services: Pick<Services, 'ledger' | 'settings' | 'now'>): Promise<Health> {
  const { ledger, settings } = services
  const left = await notes(ledger)
  const lastPollAt = left['last-poll']?.at ?? null
  const seconds = lastPollAt === null ? null : secondsSince(lastPollAt, services)
  const late =
    settings.imap !== null &&
    seconds !== null &&
    (seconds > missedPolls * settings.pollEverySeconds + 30 || seconds < -clockSeconds)
  const failure = pollFailureOf(left['poll-error'])
  const troubles = await troublesOf(services, left)
  const serious = [
    ...(failure === null ? [] : [failure.text]),
    ...(left['feed-refused'] === undefined ? [] : [left['feed-refused'].value]),
    ...(late ? [`no poll has succeeded for ${seconds} s`] : []),
    ...troubles.serious,
    ...failingGoogle(services, left),
    ...(left['decisions-missing'] === undefined ? [] : [left['decisions-missing'].value]),
    ...(await refusedEvents(ledger)).slice(0, maxRefused).map(({ text }) => text),
    ...(left['google-emptied'] === undefined ? [] : [left['google-emptied'].value]),
  ]
  const { missed } = dueOf(waitingOf(left.waiting), services.now().slice(0, 10))
  const asides = [
    ...[left['google-error'], left['reader-error']].flatMap((note) => note?.value ?? []),
    ...troubles.asides,
    ...(missed.length === 0 ? [] : [`${missed.length} waited for review past their day`]),
  ]
  return {
    ok: lastPollAt !== null && serious.length === 0 && !needsHuman(googlePauseOf(left['google-paused'])),
    lastPollAt,
    secondsSinceLastPoll: seconds,
    waiting: await allWaiting(services, left),
    problems: [...new Set([...serious, ...asides])],
  }
}

/** Why nothing could be written to Google for some time; a used-up quota recovers by itself. */
function failingGoogle(services: Pick<Services, 'now'>, left: Notes): string[] {
  const error = left['google-error']
  const reason = googlePauseOf(left['google-paused'])?.reason
  if (error === undefined || reason === 'quota' || reason === 'rate') return []
  return secondsSince(error.at, services) > googleFailingSeconds ? [error.value] : []
}

async function allWaiting({ ledger }: Pick<Services, 'ledger'>, left: Notes): Promise<Health['waiting']> {
  const count = waitingOf(left.waiting).length + (await countMessages(ledger)).waiting
  return { count, since: count === 0 ? null : await oldestAlert(ledger, 'waiting ') }
}
