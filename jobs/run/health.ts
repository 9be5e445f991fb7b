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
import { countWork, oldestWork } from '../../src/ledger/outbox.ts'
import type { Health } from '../../src/web/answer.ts'
import { dueOf } from '../../src/talks/due.ts'
import type { Services } from './services.ts'

const missedPolls = 3
/** A last poll that lies so far ahead was told by another clock. */
const clockSeconds = 60
const redisAwaySeconds = 30
const maxRefused = 5
/** Reading and rendering take milliseconds; Google's pace is some four events a second. */
const stuckSeconds = { 'read-message': 60, 'publish-feed': 60, 'publish-event': 900 } as const
const googlePerSecond = 2

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
  const serious = [
    ...(failure === null ? [] : [failure.text]),
    ...(left['feed-refused'] === undefined ? [] : [left['feed-refused'].value]),
    ...(late ? [`no poll has succeeded for ${seconds} s`] : []),
    ...(await troublesOf(services, left)),
    ...(left['decisions-missing'] === undefined ? [] : [left['decisions-missing'].value]),
    ...(await refusedEvents(ledger)).slice(0, maxRefused).map(({ text }) => text),
    ...(left['google-emptied'] === undefined ? [] : [left['google-emptied'].value]),
  ]
  const { missed } = dueOf(waitingOf(left.waiting), services.now().slice(0, 10))
  const asides = [
    ...[left['google-error'], left['reader-error']].flatMap((note) => note?.value ?? []),
    ...(missed.length === 0 ? [] : [`${missed.length} waited for review past their day`]),
  ]
  return {
    ok: lastPollAt !== null && serious.length === 0 && !needsHuman(googlePauseOf(left['google-paused'])),
    lastPollAt,
    secondsSinceLastPoll: seconds,
    waiting: await allWaiting(services, left),
    problems: [...serious, ...asides],
  }
}

/** Redis that takes nothing, work that does not get done; a sentence each. */
export async function troublesOf(services: Pick<Services, 'ledger' | 'now'>, left: Notes): Promise<string[]> {
  const redis = left['redis-error']
  const away = redis !== undefined && secondsSince(redis.at, services) > redisAwaySeconds
  return [...(away ? [redis.value] : []), ...(await stuckWork(services, left['google-paused'] !== undefined))]
}

async function stuckWork(
  services: Pick<Services, 'ledger' | 'now'>,
  googlePaused: boolean,
): Promise<string[]> {
  const [oldest, counts] = [await oldestWork(services.ledger), await countWork(services.ledger)]
  return Object.entries(stuckSeconds).flatMap(([job, allowed]) => {
    const since = oldest[job]
    if (since === undefined || (job === 'publish-event' && googlePaused)) return []
    const most = job === 'publish-event' ? Math.max(allowed, counts[job]! / googlePerSecond) : allowed
    const age = secondsSince(since, services)
    return age > most ? [`${counts[job]} ${job} not done, the oldest for ${age} s`] : []
  })
}

async function allWaiting({ ledger }: Pick<Services, 'ledger'>, left: Notes): Promise<Health['waiting']> {
  const count = waitingOf(left.waiting).length + (await countMessages(ledger)).waiting
  return { count, since: count === 0 ? null : await oldestAlert(ledger, 'waiting ') }
}

function secondsSince(instant: string, { now }: Pick<Services, 'now'>): number {
  return Math.round(Temporal.Instant.from(instant).until(now()).total('seconds'))
}
