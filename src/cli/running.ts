import type { List } from '../../config/lists.ts'
import type { Settings } from '../../config/settings.ts'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import { ledgerPlace } from '../../jobs/run/paths.ts'
import { openMirror } from '../../jobs/run/mirror.ts'
import { endPauses } from '../../jobs/run/pauses.ts'
import { openChannels, openServices, type Services } from '../../jobs/run/services.ts'
import { openWorker, type Worker } from '../../jobs/run/worker.ts'
import { messageOf } from '../errors.ts'
import { damageOf } from '../ledger/ledger.ts'
import type { Logger } from '../log.ts'
import type { Message } from '../notify/channel.ts'
import type { PrivateRedis } from '../redis.ts'

const retrySeconds = 30

/** What a host does: serves pages, works, or both. */
export type Only = 'web' | 'worker' | null

/** Ledger and worker of a list, when both are up. */
export interface Running {
  services: Services
  /** Null where another host works. */
  worker: Worker | null
  /** Resolves within ten seconds whatever is down; the ledger stays open. */
  stop(): Promise<void>
}

/** What all lists of a host share. */
export interface Host {
  only: Only
  stuck(why: string): void
  redis(): Promise<PrivateRedis | null>
}

/** Opens ledger and worker, again and again until it works or a signal comes: meanwhile the last publication is served. */
export async function openRunning(
  { id, profile, settings }: List,
  trouble: { text: string },
  allLists: Logger,
  stopping: Promise<unknown>,
  { only, stuck, redis }: Host,
): Promise<Running | null> {
  const log = settings.list.others.length === 0 ? allLists : allLists.child({ list: id })
  const title = `${profile.name} calendar`
  let stopped = false
  let told = false
  void stopping.then(() => (stopped = true))
  while (!stopped) {
    try {
      const services = await openServices(settings, profile, log, { servesOnly: only === 'web' })
      try {
        // Half a ledger must not write a calendar: what it no longer finds would be taken out.
        const damage = await damageOf(services.ledger, ledgerPlace(settings))
        if (damage !== null) throw new Error(damage)
        const worker = only === 'web' ? null : await begin(services, stuck, await redis())
        const shared = openMirror(services)
        const running: Running = {
          services: worker?.services ?? services,
          worker,
          async stop() {
            shared.close()
            await worker?.close()
          },
        }
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

async function begin(services: Services, stuck: Host['stuck'], redis: PrivateRedis | null): Promise<Worker> {
  // Whoever starts the program may have fixed what was wrong.
  await endPauses(services)
  return openWorker(services, process.env['PATH'] ?? '', stuck, redis)
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

/** Logs that a list is served, and looks whether Google agrees. */
export function tellStart({ services, worker }: Running, address: string | null, log: Logger): void {
  const { settings } = services
  const pages = address === null ? 'on another host' : `${address}${settings.list.path}`
  if (worker === null) return log.info({ list: settings.list.id, address: pages }, 'started: pages only')
  log.info(
    {
      list: settings.list.id,
      address: pages,
      desk: settings.desk?.url ?? 'off',
      redis: worker.redisKind,
      mailbox: settings.imap === null ? null : `${settings.imap.user}@${settings.imap.host}`,
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
