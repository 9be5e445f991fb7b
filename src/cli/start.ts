import { monitorEventLoopDelay } from 'node:perf_hooks'
import { statlist } from '../../config/lists/statlist.ts'
import { readSettings, type Settings } from '../../config/settings.ts'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import { detailsOf } from '../../jobs/run/details.ts'
import { ledgerPath } from '../../jobs/run/paths.ts'
import { endPauses } from '../../jobs/run/pauses.ts'
import { openChannels, openServices, type Services } from '../../jobs/run/services.ts'
import { openWorker, type Worker } from '../../jobs/run/worker.ts'
import { openDesk, type OpenDesk } from '../desk/listen.ts'
import { messageOf } from '../errors.ts'
import { damageOf } from '../ledger/ledger.ts'
import { openLog, type Logger } from '../log.ts'
import { giveBackMemory } from '../memory.ts'
import type { Message } from '../notify/channel.ts'
import type { Command } from './command.ts'
import { takeRemark } from '../../jobs/take-remark.ts'
import { resyncForAdmin } from './services.ts'
import { openWebThread } from './web-thread.ts'

const closeSeconds = 10
const retrySeconds = 30
/** Looking more often would be most of what the program does at rest. */
const delayStepMs = 500
/** Exit code that asks for another start (sysexits: EX_TEMPFAIL): by our launcher, systemd or Docker. */
const startAgain = 75

export const start: Command = {
  name: 'start',
  summary: 'run the worker and serve page and feed',
  help: `
statlist start

Polls the inbox, reads announcements, keeps Google Calendar and the feed right, and serves
/ (page), /statlist.ics (feed), /health and POST /admin/resync, and, on a port of its own, the admin's desk
(“statlist login” prints a link). Runs until SIGTERM or SIGINT.
When its queues stand still for a minute it ends itself with code 75, and “npm start” starts it again.
All settings come from the environment and .env: see .env.example.`,
  async run() {
    const settings = readSettings(process.env)
    giveBackMemory()
    const log = openLog(settings.logLevel)
    let running: Running | null = null
    // The page first, and without anything else: what is published is served whatever is down.
    const trouble = { text: 'the worker is starting' }
    const up = () => {
      if (running === null) throw new Error(trouble.text)
      return running.services
    }
    const delay = monitorEventLoopDelay({ resolution: delayStepMs })
    delay.enable()
    const web = await openWebThread(
      settings,
      {
        resync: async () => resyncForAdmin(up()),
        remark: async (remark) => takeRemark(up(), remark),
        health: async () => {
          // The measured delay includes the step itself.
          const late = Math.max(0, Math.round(delay.max / 1e6) - delayStepMs)
          delay.reset()
          return detailsOf(up(), late)
        },
      },
      log,
    )
    const desk = await openDeskOrTell(settings, up, log)
    const stopping = stopSignal()
    const stuck = Promise.withResolvers<typeof startAgain>()
    const isStuck = (why: string) => {
      log.error({ why }, 'the worker ends itself, to be started again')
      stuck.resolve(startAgain)
    }
    running = await openRunning(settings, trouble, log, stopping, isStuck)
    if (running !== null) tellStart(running, settings, web.address, log)
    const why = await Promise.race([stopping, stuck.promise])
    const code = why === startAgain ? startAgain : 0
    if (code === 0) log.info({ signal: why }, 'stopping')
    // Whatever hangs, hangs alone: the ledger has everything that is not done.
    setTimeout(() => process.exit(code), closeSeconds * 1000 - 500).unref()
    await Promise.allSettled([web.close(), desk?.close(), running?.worker.close()])
    await running?.services.close()
    return code
  },
}

/** The desk is optional: without it the calendars are kept right all the same. */
async function openDeskOrTell(
  { desk }: Settings,
  services: () => Services,
  log: Logger,
): Promise<OpenDesk | null> {
  if (desk === null) return null
  return openDesk(desk, services).catch((error: unknown) => {
    log.error({ error: messageOf(error) }, 'the admin’s desk is off: set another ADMIN_PORT, or 0')
    return null
  })
}

/** Ledger and worker, when both are up. */
interface Running {
  services: Services
  worker: Worker
}

/** Opens ledger and worker, again and again until it works or a signal comes: meanwhile the last publication is served. */
async function openRunning(
  settings: Settings,
  trouble: { text: string },
  log: Logger,
  stopping: Promise<unknown>,
  stuck: (why: string) => void,
): Promise<Running | null> {
  const title = `${statlist.name} calendar`
  let stopped = false
  let told = false
  void stopping.then(() => (stopped = true))
  while (!stopped) {
    try {
      const services = await openServices(settings, statlist, log)
      try {
        // Half a ledger must not write a calendar: what it no longer finds would be taken out.
        const damage = await damageOf(services.ledger, ledgerPath(settings))
        if (damage !== null) throw new Error(damage)
        // Whoever starts the program may have fixed what was wrong.
        await endPauses(services)
        const worker = await openWorker(services, process.env['PATH'] ?? '', stuck)
        const running = { services: worker.services, worker }
        if (told) tellAdmin(settings, log, { subject: `${title}: the worker runs again`, text: 'Settled.' })
        return running
      } catch (error) {
        await services.close()
        throw error
      }
    } catch (error) {
      trouble.text = `${messageOf(error)} – the worker does not run; DATA_FOLDER is ${settings.dataFolder}; “statlist doctor” looks closer`
      log.error({ error: trouble.text, again: retrySeconds }, 'the worker does not start')
      if (!told)
        tellAdmin(settings, log, { subject: `${title}: the worker does not start`, text: trouble.text })
      told = true
    }
    await Promise.race([stopping, new Promise((resolve) => setTimeout(resolve, retrySeconds * 1000).unref())])
  }
  return null
}

/** Tells the admin directly: without a ledger there are no alerts. */
function tellAdmin(settings: Settings, log: Logger, message: Message): void {
  for (const channel of openChannels(settings.notify))
    channel
      .tell(message)
      .catch((error: unknown) =>
        log.warn({ channel: channel.name, error: messageOf(error) }, 'the admin could not be told'),
      )
}

function tellStart({ services, worker }: Running, settings: Settings, address: string, log: Logger): void {
  log.info(
    {
      address,
      desk: settings.desk?.url ?? 'off',
      redis: worker.redisKind,
      mailbox: `${settings.imap!.user}@${settings.imap!.host}`,
    },
    'started',
  )
  if (settings.google === null)
    log.info('Google is off: set GOOGLE_CALENDAR_ID and GOOGLE_KEY_FILE to turn it on (docs/google.md)')
  // Google may have been turned on since the events were made.
  else
    void reconcileGoogle(services).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'Google can’t be compared with the ledger yet'),
    )
}

/** Resolves with the first signal to stop; the same from systemd after the launcher's changes nothing. */
export async function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve)
  })
}
