import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { openFeedStore } from '../../src/publication/store.ts'
import { freePort } from '../../test/support/dovecot.ts'
import { makeSite, publicationOf, saveAll } from '../../test/support/site.ts'
import { until } from '../../test/support/worker.ts'

/** Our real web server over a real publication, at a port that it keeps. */
export interface OurServer {
  port: number
  publish(events: CalendarEvent[]): void
  stop(): Promise<void>
  /** Over its whole publication, over half of it, as after a disk fault, or over none yet. */
  start(publication: 'whole' | 'half' | 'none'): Promise<void>
  /** Keeps asking for new views: until the server refuses this address, and on until the work is done. */
  whileBusy(work: () => Promise<void>): Promise<void>
}

export async function openOurServer(): Promise<OurServer> {
  const folder = newFolder()
  const port = await freePort()
  let site = makeOne(folder)
  const listen = () => site.server.listen({ host: '127.0.0.1', port })
  await listen()
  return {
    port,
    publish: (events) => void saveAll(site.feed, publicationOf(events), new Date().toISOString()),
    async stop() {
      site.server.server.closeAllConnections()
      await site.server.close()
    },
    async start(publication) {
      const file = 'publication.json'
      const other = newFolder()
      const bytes = readFileSync(join(folder, file))
      if (publication === 'half') writeFileSync(join(other, file), bytes.subarray(0, bytes.length / 2))
      site = makeOne(publication === 'whole' ? folder : other)
      await listen()
    },
    whileBusy: (work) => whileBusy(port, work),
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'feed-'))
}

function makeOne(folder: string) {
  return makeSite(null, { feed: openFeedStore(folder), now: () => new Date().toISOString() })
}

const readers = 8

async function whileBusy(port: number, work: () => Promise<void>): Promise<void> {
  let [next, isRefused, isOver] = [0, false, false]
  const read = async () => {
    while (!isOver) {
      const url = `http://127.0.0.1:${port}/?q=words${(next += 1)}`
      const { status } = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      isRefused ||= status === 429
    }
  }
  const reading = Promise.allSettled(Array.from({ length: readers }, read))
  try {
    await until(() => isRefused, 20, 'too much for one address')
    await work()
  } finally {
    isOver = true
    await reading
  }
}
