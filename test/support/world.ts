import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import { readSettings } from '../../config/settings.ts'
import { queuedJobs } from '../../jobs/index.ts'
import type { Services } from '../../jobs/run/services.ts'
import { relay, sweep } from '../../jobs/sweep.ts'
import { openGoogleCalendar } from '../../src/google/calendar.ts'
import { openTestLedger } from './ledger.ts'
import { recordMails } from '../../src/ledger/record-mails.ts'
import { openLog } from '../../src/log.ts'
import type { Queues, Work } from '../../src/queue.ts'
import type { GoogleServer } from './google-server.ts'
import { makeCopy } from './copy.ts'
import { readMail, readerHere } from './read-mail.ts'

/** The program without clock, inbox and Redis: a ledger in memory, the real client, and a queue that forgets on demand. */
export interface World {
  services: Services
  /** Does all that is to be done, as the queue and the sweep would. */
  work(): Promise<void>
  feed(): string
  /** Redis loses everything. */
  flush(): void
  wait(hours: number): void
  mail(source: string): Promise<void>
}

export async function openWorld(server: GoogleServer): Promise<World> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'world-'))
  const settings = readSettings({ DATA_FOLDER: dataFolder }, { needsInbox: false })
  const keyFile = join(dataFolder, 'key.json')
  writeFileSync(keyFile, server.keyFile)
  let clock = Temporal.Instant.from('2026-11-01T08:00:00Z')
  let feed = ''
  let queue: Work[] = []
  const queues: Queues = {
    add: async (work) => void queue.push(...work),
    find: async (work) =>
      queue.some(({ epoch, key }) => epoch === work.epoch && key === work.key) ? 'there' : 'gone',
    due: async () => queue.length,
    problem: async () => null,
    close: async () => {},
  }
  const services: Services = {
    settings,
    profile: { ...statlist, publicUrl: 'https://calendar.example' },
    log: openLog('silent'),
    ledger: await openTestLedger(),
    google: openGoogleCalendar(
      { calendarId: server.calendarId, keyFile, apiUrl: server.url },
      statlist.timeZone,
      { perSecond: 100_000, burst: 1000 },
    ),
    feed: {
      path: '',
      keep: (month) => month,
      save: (publication) => ((feed = publication.feed), true),
      head: () => null,
      isWhole: () => false,
      talks: () => [],
      files: () => null,
      take: () => false,
      read: () => null,
      search: () => null,
    },
    copy: makeCopy(),
    reader: readerHere,
    channels: [],
    holder: 'model',
    now: () => (clock = clock.add({ milliseconds: 1000 })).toString({ smallestUnit: 'millisecond' }),
    queues,
    wake: () => {},
    close: async () => services.ledger.destroy(),
  }

  async function work(): Promise<void> {
    for (let round = 0; round < 40; round++) {
      await relay(services)
      const [next] = queue
      if (next === undefined) {
        clock = clock.add({ seconds: 30 })
        await sweep.run(services)
        if (queue.length === 0) return
        continue
      }
      queue = queue.slice(1)
      // A job that failed is found by the sweep, as one that Redis has lost.
      await queuedJobs
        .find(({ name }) => name === next.job)!
        .run(next.key, services)
        .catch(() => {})
    }
  }

  return {
    services,
    work,
    feed: () => feed,
    flush: () => void (queue = []),
    wait: (hours: number) => void (clock = clock.add({ hours })),
    async mail(source: string) {
      const { message } = await readMail(Buffer.from(source), services.now())
      const arrivedAt = services.now()
      await recordMails(
        services.ledger,
        [{ ...message, arrivedAt, source: Buffer.from(source) }],
        null,
        arrivedAt,
      )
    },
  }
}
