import { statSync } from 'node:fs'
import { countEvents, refusedEvents } from '../../src/ledger/events.ts'
import { googlePauseOf, notes } from '../../src/ledger/notes.ts'
import { countWork, oldestWork } from '../../src/ledger/outbox.ts'
import type { HealthDetails } from '../../src/web/health.ts'
import { freeBytesOf } from './disk.ts'
import { healthOf } from './health.ts'
import { secondsSince } from './instants.ts'
import { ledgerFile } from './paths.ts'
import type { Services } from './services.ts'

/**
 * Everything that an admin or a monitor may want to know; what is wrong is in `problems`.
 * @param loopDelayMs the worst delay of this thread's event loop since it was last asked
 */
export async function detailsOf(
  services: Pick<Services, 'ledger' | 'settings' | 'now' | 'feed'>,
  loopDelayMs: number | null = null,
): Promise<HealthDetails> {
  const { ledger, settings, feed } = services
  const health = await healthOf(services)
  const left = await notes(ledger)
  const age = (instant: string | undefined) =>
    instant === undefined ? null : secondsSince(instant, services)
  const [counts, oldest] = [await countWork(ledger), await oldestWork(ledger)]
  const published = feed.head()
  const pause = googlePauseOf(left['google-paused'])
  return {
    ...health,
    work: Object.fromEntries(
      Object.entries(counts).map(([job, count]) => [job, { count, oldestSeconds: age(oldest[job]) ?? 0 }]),
    ),
    redis: left['redis-error']?.value ?? null,
    disk: { freeBytes: freeBytesOf(settings.dataFolder) },
    ledger: { bytes: sizeOf(ledgerFile(settings)) },
    backup: { secondsSince: age(left['last-backup']?.at), problem: left['backup-error']?.value ?? null },
    google:
      settings.google === null
        ? null
        : {
            secondsSinceAgreed: age(left['google-agreed']?.at),
            drift: Number(left['google-drift']?.value ?? 0),
            paused: pause === null ? null : { until: pause.until, why: pause.text },
            refused: (await refusedEvents(ledger)).map(({ text }) => text),
          },
    feed: {
      secondsSinceChange: age(published?.lastModified),
      bytes: Buffer.byteLength(published?.feed ?? ''),
      events: await countEvents(ledger),
    },
    process: {
      rssBytes: process.memoryUsage.rss(),
      uptimeSeconds: Math.round(process.uptime()),
      loopDelayMs,
    },
  }
}

function sizeOf(path: string): number {
  return ['', '-wal'].reduce(
    (sum, end) => sum + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
