import { statlist } from '../../config/profile.ts'
import { readSettings } from '../../config/settings.ts'
import { healthOf } from '../../jobs/health.ts'
import { resync } from '../../jobs/resync.ts'
import { openServices, type Services } from '../../jobs/services.ts'
import { openLog } from '../log.ts'
import { openServer } from '../web/server.ts'

/** Runs a command's work over the services that the settings name, and closes them. */
export async function withServices<Result>(
  work: (services: Services) => Promise<Result>,
  options?: { needsInbox: boolean },
): Promise<Result> {
  const services = await openServices(readSettings(process.env, options), statlist, openLog('warn'))
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}

/** The web server over the services; the caller listens and closes. */
export function openSite(services: Services, googleCalendarId: string | null): ReturnType<typeof openServer> {
  const { settings, profile } = services
  return openServer({
    feed: services.feed,
    list: profile,
    publicUrl: settings.web.publicUrl ?? `http://localhost:${settings.web.port}`,
    adminToken: settings.web.adminToken,
    googleCalendarId,
    now: services.now,
    health: () => healthOf(services),
    async resync() {
      const result = await resync(services)
      if (result.kind === 'done') return result.report
      return result.kind === 'refused' ? { refused: result.why, plan: result.plan.hash } : null
    },
  })
}
