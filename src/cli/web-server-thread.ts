import { headOf } from '../text.ts'
import { faultOf } from '../errors.ts'
import { openLog } from '../log.ts'
import type { Server } from 'node:http'
import { isIPv6, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { List, Lists } from '../../config/lists.ts'
import { giveBackMemory } from '../memory.ts'
import { openFeedStore } from '../publication/store.ts'
import { openFront, type Beside } from '../web/front.ts'
import type { HealthDetails } from '../web/health.ts'
import { openOutlines } from '../web/outlines.ts'
import { openServer } from '../web/server.ts'
import type { Taken } from '../web/taken.ts'

/*
 * The web server in a thread of its own: it answers while the worker reads and folds.
 * It shares the folder of the feed with the worker and nothing else; health and resync are asked for by message.
 */
const { lists } = workerData as { lists: Lists }
const port = parentPort!

/** What the worker's thread is asked for. */
export type Question = { kind: 'ask'; id: number; list: string } & (
  | { what: 'health' | 'resync' }
  | { what: 'remark'; remark: { id: string; text: string } }
)
/** Its answer, or why there is none. */
export type Answer = { kind: 'answer'; id: number; value: object | null; error: string | null }

const open = new Map<number, (answer: Answer) => void>()
let asked = 0

type Asking = { what: 'health' | 'resync' } | Pick<Extract<Question, { what: 'remark' }>, 'what' | 'remark'>

async function ask(list: string, asking: Asking): Promise<object | null> {
  const id = (asked += 1)
  port.postMessage({ kind: 'ask', id, list, ...asking } satisfies Question)
  const { value, error } = await new Promise<Answer>((resolve) => open.set(id, resolve))
  if (error !== null) throw new Error(error)
  return value
}

const patienceMs = 3000
/** A worker that is busy for this long is stuck. */
const stuckSeconds = 30

/** How things stand with a list; a worker that reads or folds may answer late: its last answer is good for a while. */
function openHealth(list: string): () => Promise<HealthDetails> {
  let known: { details: HealthDetails; at: number } | null = null
  return async () => {
    const answer = ask(list, { what: 'health' }).then((details) => {
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
}

const log = openLog(lists[0].settings.logLevel)
const now = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })

function placeOf({ id, profile, settings }: List): Beside {
  const { web, google, list } = settings
  const feed = openOutlines(openFeedStore(join(settings.dataFolder, 'feed')))
  const health = openHealth(id)
  const server = openServer({
    feed,
    list: { ...profile, id },
    publicUrl: web.publicUrl ?? `http://localhost:${web.port}${list.path}`,
    place: list,
    adminToken: web.adminToken,
    trustProxy: web.trustProxy,
    embedFrom: web.embedFrom,
    googleCalendarId: google?.calendarId ?? null,
    failed: (url, error) => log.error({ path: headOf(url, '?'), ...faultOf(error) }, 'a page failed'),
    now,
    health,
    resync: async () => ask(id, { what: 'resync' }),
    remark: async (remark) => ask(id, { what: 'remark', remark }) as Promise<Taken>,
  })
  const { name, timeZone } = profile
  return { id, name, timeZone, place: list, feed, server, isHealthy: async () => (await health()).ok }
}

const { web } = lists[0].settings
const places = lists.map(placeOf)

/** A single list answers for itself; several have a listener in front. */
async function listen(): Promise<Server> {
  const [only, ...others] = places
  if (only !== undefined && others.length === 0 && only.place.home === '/') {
    await only.server.listen({ host: web.host, port: web.port })
    return only.server.server
  }
  for (const { server } of places) await server.ready()
  const front = openFront(places, { trustProxy: web.trustProxy, now })
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject)
    front.listen(web.port, web.host, resolve)
  })
  return front
}

/** Null until it listens. */
let listener: Server | null = null
port.on('message', (message: Answer | { kind: 'close' }) => {
  if (message.kind === 'answer') {
    open.get(message.id)?.(message)
    open.delete(message.id)
    return
  }
  if (listener === null) process.exit(0)
  listener.closeAllConnections()
  listener.close(() => process.exit(0))
})
giveBackMemory()
listener = await listen()
const { port: bound } = listener.address() as AddressInfo
const host = isIPv6(web.host) ? `[${web.host}]` : web.host
port.postMessage({ kind: 'listening', address: `http://${host}:${bound}` })
