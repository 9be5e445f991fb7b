import { arrivals } from '../../src/ledger/messages.ts'
import type { Notes } from '../../src/ledger/notes.ts'
import { countWork, oldestWork } from '../../src/ledger/outbox.ts'
import { freeBytesOf, writeProblem } from './disk.ts'
import { secondsSince } from './instants.ts'
import type { Services } from './services.ts'
import { silenceOf } from './silence.ts'

const redisAwaySeconds = 30
const lowBytes = 200_000_000
/** Reading and rendering take milliseconds, Google's pace is some four events a second; a backlog may take its time. */
export const usual = {
  'read-message': { seconds: 45, perSecond: 20 },
  'publish-feed': { seconds: 45, perSecond: 1 },
  'publish-event': { seconds: 900, perSecond: 2 },
} as const

type Looked = Pick<Services, 'ledger' | 'settings' | 'now'>

/** Lasting troubles that need somebody, a sentence each; `serious`: nothing new is published. */
export async function troublesOf(
  services: Looked,
  left: Notes,
): Promise<{ serious: string[]; asides: string[] }> {
  const { ledger, settings, now } = services
  const redis = left['redis-error']
  const isAway = redis !== undefined && secondsSince(redis.at, services) > redisAwaySeconds
  const full = writeProblem(settings.dataFolder)
  const free = freeBytesOf(settings.dataFolder)
  const silence = silenceOf(await arrivals(ledger), now())
  return {
    serious: [
      ...(full === null ? [] : [full]),
      ...(isAway ? [redis.value] : []),
      ...(await stuckWork(services, left['google-paused'] !== undefined)),
    ],
    asides: [
      ...(full === null && free < lowBytes
        ? [`${Math.round(free / 1e6)} MB are left on the disk of ${settings.dataFolder}: make room`]
        : []),
      ...(silence === null ? [] : [silence]),
      ...(left['backup-error'] === undefined ? [] : [left['backup-error'].value]),
    ],
  }
}

async function stuckWork(
  services: Pick<Services, 'ledger' | 'now'>,
  googlePaused: boolean,
): Promise<string[]> {
  const [oldest, counts] = [await oldestWork(services.ledger), await countWork(services.ledger)]
  return Object.entries(usual).flatMap(([job, { seconds, perSecond }]) => {
    const since = oldest[job]
    if (since === undefined || (job === 'publish-event' && googlePaused)) return []
    const most = Math.max(seconds, (counts[job] ?? 0) / perSecond)
    const age = secondsSince(since, services)
    return age > most ? [`${counts[job]} ${job} not done, the oldest for ${age} s`] : []
  })
}
