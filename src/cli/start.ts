import { statlist } from '../../config/profile.ts'
import { readSettings } from '../../config/settings.ts'
import { reconcileGoogle } from '../../jobs/reconcile.ts'
import { openServices } from '../../jobs/services.ts'
import { openWorker } from '../../jobs/worker.ts'
import { messageOf } from '../errors.ts'
import { openLog } from '../log.ts'
import type { Command } from './command.ts'
import { resyncForAdmin } from './services.ts'
import { openWebThread } from './web-thread.ts'

const closeSeconds = 10

export const start: Command = {
  name: 'start',
  summary: 'run the worker and serve page and feed',
  help: `
statlist start

Polls the inbox, reads announcements, keeps Google Calendar and the feed right, and serves
/ (page), /statlist.ics (feed), /health and POST /admin/resync. Runs until SIGTERM or SIGINT.
All settings come from the environment and .env: see .env.example.`,
  async run() {
    const settings = readSettings(process.env)
    const log = openLog(settings.logLevel)
    const services = await openServices(settings, statlist, log)
    // The page first: what is published is served whatever else is down.
    const web = await openWebThread(settings, () => resyncForAdmin(services), log)
    const worker = await openWorker(services, process.env['PATH'] ?? '')
    log.info(
      {
        address: web.address,
        redis: worker.redisKind,
        mailbox: `${settings.imap!.user}@${settings.imap!.host}`,
      },
      'started',
    )
    if (settings.google === null)
      log.info(
        'Google is off: set GOOGLE_CALENDAR_ID and GOOGLE_KEY_FILE to turn it on (README, “Google Calendar”)',
      )
    // Google may have been turned on since the events were made.
    else
      void reconcileGoogle(services).catch((error: unknown) =>
        log.warn({ error: messageOf(error) }, 'Google can’t be compared yet'),
      )
    const signal = await stopSignal()
    log.info({ signal }, 'stopping')
    // Whatever hangs, hangs alone: the ledger has everything that is not done.
    setTimeout(() => process.exit(0), closeSeconds * 1000 - 500).unref()
    await Promise.allSettled([web.close(), worker.close()])
    await services.close()
    return 0
  },
}

/** Resolves with the first signal that asks to stop. */
export async function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}
