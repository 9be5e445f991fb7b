import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { statlist } from '../../config/lists/statlist.ts'
import type { Settings } from '../../config/settings.ts'
import { detailsOf, type Vitals } from '../../jobs/run/details.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { openServer } from '../web/server.ts'
import { openFeedStore } from '../publication.ts'

/*
 * The web server in a thread of its own: it answers while the worker reads and folds.
 * It shares the data folder with the worker and nothing else; a resync is asked for by message.
 */
const { settings } = workerData as { settings: Settings }
const port = parentPort!
const now = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
/** Opened when /health asks for it: the feed needs no ledger. */
let ledger: Promise<Ledger> | null = null
let trouble: string | null = null
const waiting: ((result: object | null) => void)[] = []

const feed = openFeedStore(join(settings.dataFolder, 'feed'))
/** What the worker's thread said of itself last, and when. */
let heard: { loopDelayMs: number; at: number } | null = null

function vitals(): Vitals | null {
  if (heard === null) return null
  return { loopDelayMs: heard.loopDelayMs, silentSeconds: (performance.now() - heard.at) / 1000 }
}

const server = openServer({
  feed,
  list: statlist,
  publicUrl: settings.web.publicUrl ?? `http://localhost:${settings.web.port}`,
  adminToken: settings.web.adminToken,
  trustProxy: settings.web.trustProxy,
  googleCalendarId: settings.google?.calendarId ?? null,
  now,
  async health() {
    if (trouble !== null) throw new Error(trouble)
    ledger ??= openLedger(join(settings.dataFolder, 'ledger.sqlite'))
    try {
      return await detailsOf({ ledger: await ledger, settings, feed, now }, vitals())
    } catch (error) {
      ledger = null
      throw error
    }
  },
  resync: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      port.postMessage({ kind: 'resync' })
    }),
})

type Message =
  | { kind: 'resynced'; result: object | null }
  | { kind: 'trouble'; trouble: string | null }
  | { kind: 'vitals'; loopDelayMs: number }
  | { kind: 'close' }

port.on('message', (message: Message) => {
  if (message.kind === 'resynced') waiting.shift()?.(message.result)
  else if (message.kind === 'trouble') trouble = message.trouble
  else if (message.kind === 'vitals') heard = { loopDelayMs: message.loopDelayMs, at: performance.now() }
  else {
    server.server.closeAllConnections()
    void server
      .close()
      .then(async () => (await ledger)?.destroy())
      .finally(() => process.exit(0))
  }
})
const address = await server.listen({ host: settings.web.host, port: settings.web.port })
port.postMessage({ kind: 'listening', address })
