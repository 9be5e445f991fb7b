import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { readLists, type List, type Lists } from '../../config/lists.ts'
import { detailsOf } from '../../jobs/run/details.ts'
import type { Services } from '../../jobs/run/services.ts'
import { takeRemark } from '../../jobs/take-remark.ts'
import { openDesk, type OpenDesk } from '../desk/listen.ts'
import { messageOf } from '../errors.ts'
import { openLog, type Logger } from '../log.ts'
import { giveBackMemory } from '../memory.ts'
import { openPrivateRedis, type PrivateRedis } from '../redis.ts'
import type { Command } from './command.ts'
import { wrongUse } from './decision.ts'
import { unknownSettings } from './env-file.ts'
import { openRunning, tellStart, type Only, type Running } from './running.ts'
import { resyncForAdmin } from './resync.ts'
import { openWebThread, type Asked } from './web-thread.ts'

const closeSeconds = 10
/** Looking more often would be most of what the program does at rest. */
const delayStepMs = 500
/** Exit code that asks for another start (sysexits: EX_TEMPFAIL): by our launcher, systemd or Docker. */
const startAgain = 75

export const start: Command = {
  name: 'start',
  summary: 'run the worker and serve page and feed',
  help: `
statlist start [--only web|worker]

Polls the inbox, reads announcements, keeps Google Calendar and the feed right, and serves
/ (page), /statlist.ics (feed), /health and POST /admin/resync, and, on a port of its own, the admin's desk
(“statlist login” prints a link). Of several lists (LISTS) each has its own below /NAME/, and / shows them all.
Runs until SIGTERM or SIGINT.
Of several hosts on one database (DATABASE_URL, docs/hosts.md) each may do a part:

  --only web     serves page, feed and /health; reads and publishes nothing
  --only worker  polls, reads, publishes and has the desk; serves no page

When its queues stand still for a minute it ends itself with code 75, and “npm start” starts it again.
All settings come from the environment and .env: see .env.example.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { only: { type: 'string' } } })
    const only = onlyOf(values.only)
    if (only === undefined) return wrongUse(`--only is web or worker, not “${values.only}”.`, this.help)
    const given = await readLists(process.env, { needsInbox: only !== 'web' })
    giveBackMemory()
    const log = openLog(given[0].settings.logLevel)
    for (const text of [...unknownSettings(), ...lacking(given, only)]) log.warn(text)
    const served = given.map(openServed)
    const servedOf = (id: string) => {
      const one = served.find(({ list }) => list.id === id)
      if (one === undefined) throw new Error(`there is no list “${id}”`)
      return one
    }
    // The page first, and without anything else: what is published is served whatever is down.
    const web =
      only === 'worker' ? null : await openWebThread(given, (id) => askedOf(servedOf(id), only), log)
    const desk = only === 'web' ? null : await openDeskOrTell(served, log)
    const stopping = stopSignal()
    const stuck = Promise.withResolvers<typeof startAgain>()
    const isStuck = (why: string) => {
      log.error({ why }, 'the worker ends itself, to be started again')
      stuck.resolve(startAgain)
    }
    const redis = openSharedRedis(given, log)
    // One list that can't start holds up no other, and none of them the end.
    const begun = Promise.all(
      served.map(async (one) => {
        const host = { only, stuck: isStuck, redis: redis.open }
        one.running = await openRunning(one.list, one.trouble, log, stopping, host)
        if (one.running !== null) tellStart(one.running, web?.address ?? null, log)
      }),
    )
    begun.catch((error: unknown) => log.error({ error: messageOf(error) }, 'a list did not start'))
    const why = await Promise.race([stopping, stuck.promise])
    const code = why === startAgain ? startAgain : 0
    if (code === 0) log.info({ signal: why }, 'stopping')
    // Whatever hangs, hangs alone: the ledger has everything that is not done.
    setTimeout(() => process.exit(code), closeSeconds * 1000 - 500).unref()
    await Promise.allSettled([
      web?.close(),
      desk?.close(),
      ...served.map(async ({ running }) => running?.stop()),
    ])
    await Promise.allSettled(served.map(async ({ running }) => running?.services.close()))
    await redis.close()
    return code
  },
}

/** Undefined: it is neither. */
function onlyOf(value: string | undefined): Only | undefined {
  return value === undefined ? null : value === 'web' || value === 'worker' ? value : undefined
}

function lacking([{ settings }]: Lists, only: Only): string[] {
  const { databaseUrl, redisUrl } = settings
  return databaseUrl !== null && redisUrl === null && only !== 'web'
    ? ['with DATABASE_URL, but without REDIS_URL, only one host may work: set REDIS_URL, too']
    : []
}

/** What the web server may ask of a list. */
function askedOf({ up, delay }: Served, only: Only): Asked {
  return {
    async resync() {
      if (only === 'web')
        throw new Error('this host only serves pages: run “statlist resync” where a worker runs')
      return resyncForAdmin(up())
    },
    remark: async (remark) => takeRemark(up(), remark),
    health: async () => detailsOf(up(), delay()),
  }
}

/** A list on its way up. */
interface Served {
  list: List
  trouble: { text: string }
  running: Running | null
  delay(): number
  /** Throws while its worker is not up. */
  up(): Services
}

function openServed(list: List): Served {
  const served: Served = {
    list,
    trouble: { text: 'the worker is starting' },
    running: null,
    delay: openDelay(),
    up() {
      if (served.running === null) throw new Error(served.trouble.text)
      return served.running.services
    },
  }
  return served
}

/** How late the worker's thread is, in ms, since it was last asked. */
function openDelay(): () => number {
  const delay = monitorEventLoopDelay({ resolution: delayStepMs })
  delay.enable()
  return () => {
    // The measured delay includes the step itself.
    const late = Math.max(0, Math.round(delay.max / 1e6) - delayStepMs)
    delay.reset()
    return late
  }
}

/** The one private Redis that several lists share, opened by the first that needs it; a single list has its own. */
function openSharedRedis(lists: Lists, log: Logger) {
  const { redisUrl, redisFolder } = lists[0].settings
  let opening: Promise<PrivateRedis> | null = null
  return {
    async open(): Promise<PrivateRedis | null> {
      if (redisUrl !== null || lists.length === 1) return null
      opening ??= openPrivateRedis(redisFolder, process.env['PATH'] ?? '', log)
      // Asked again it may open.
      opening.catch(() => (opening = null))
      return opening
    },
    close: async () => (await opening?.catch(() => null))?.close(),
  }
}

/** The desk is optional: without it the calendars are kept right all the same. */
async function openDeskOrTell(served: readonly Served[], log: Logger): Promise<OpenDesk | null> {
  const [first, ...others] = served.flatMap(({ list: { settings }, up }) =>
    settings.desk === null ? [] : [{ settings: settings.desk, services: up }],
  )
  if (first === undefined) return null
  return openDesk([first, ...others]).catch((error: unknown) => {
    log.error({ error: messageOf(error) }, 'the admin’s desk is off: set another ADMIN_PORT, or 0')
    return null
  })
}

/** Resolves with the first signal to stop; the same from systemd after the launcher's changes nothing. */
export async function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve)
  })
}
