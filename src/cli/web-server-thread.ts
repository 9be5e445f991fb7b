import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { statlist } from '../../config/lists/statlist.ts'
import type { Settings } from '../../config/settings.ts'
import { giveBackMemory } from '../memory.ts'
import { openFeedStore } from '../publication/store.ts'
import type { HealthDetails } from '../web/health.ts'
import { openServer } from '../web/server.ts'
import type { Taken } from '../web/taken.ts'

/*
 * The web server in a thread of its own: it answers while the worker reads and folds.
 * It shares the folder of the feed with the worker and nothing else; health and resync are asked for by message.
 */
const { settings } = workerData as { settings: Settings }
const port = parentPort!

/** What the worker's thread is asked for. */
export type Question = { kind: 'ask'; id: number } & (
  | { what: 'health' | 'resync' }
  | { what: 'remark'; remark: { id: string; text: string } }
)
/** Its answer, or why there is none. */
export type Answer = { kind: 'answer'; id: number; value: object | null; error: string | null }

const open = new Map<number, (answer: Answer) => void>()
let asked = 0

type Asking = { what: 'health' | 'resync' } | Pick<Extract<Question, { what: 'remark' }>, 'what' | 'remark'>

async function ask(asking: Asking): Promise<object | null> {
  const id = (asked += 1)
  port.postMessage({ kind: 'ask', id, ...asking } satisfies Question)
  const { value, error } = await new Promise<Answer>((resolve) => open.set(id, resolve))
  if (error !== null) throw new Error(error)
  return value
}

const patienceMs = 3000
/** A worker that is busy for this long is stuck. */
const stuckSeconds = 30
/** How things stood when the worker last answered. */
let known: { details: HealthDetails; at: number } | null = null

/** How things stand; a worker that reads or folds may answer late: its last answer is good for a while. */
async function health(): Promise<HealthDetails> {
  const answer = ask({ what: 'health' }).then((details) => {
    known = { details: details as HealthDetails, at: performance.now() }
    return known.details
  })
  answer.catch(() => {})
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null).unref())
  const told = await Promise.race([answer, late])
  if (told !== null) return told
  if (known === null) throw new Error('the worker does not answer')
  const silent = Math.round((performance.now() - known.at) / 1000)
  if (silent <= stuckSeconds) return known.details
  const stuck = `the worker has not answered for ${silent} s`
  return { ...known.details, ok: false, problems: [stuck, ...known.details.problems] }
}

const server = openServer({
  feed: openFeedStore(join(settings.dataFolder, 'feed')),
  list: statlist,
  publicUrl: settings.web.publicUrl ?? `http://localhost:${settings.web.port}`,
  adminToken: settings.web.adminToken,
  trustProxy: settings.web.trustProxy,
  embedFrom: settings.web.embedFrom,
  googleCalendarId: settings.google?.calendarId ?? null,
  now: () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
  health,
  resync: async () => ask({ what: 'resync' }),
  remark: async (remark) => ask({ what: 'remark', remark }) as Promise<Taken>,
})

port.on('message', (message: Answer | { kind: 'close' }) => {
  if (message.kind === 'answer') {
    open.get(message.id)?.(message)
    open.delete(message.id)
    return
  }
  server.server.closeAllConnections()
  void server.close().finally(() => process.exit(0))
})
giveBackMemory()
const address = await server.listen({ host: settings.web.host, port: settings.web.port })
port.postMessage({ kind: 'listening', address })
