import { healthOf } from '../../jobs/health.ts'
import { resync } from '../../jobs/resync.ts'
import type { Services } from '../../jobs/services.ts'
import { openServer } from '../web/server.ts'

/** The web server over the services; the caller listens and closes. */
export function openSite(services: Services, googleCalendarId: string | null): ReturnType<typeof openServer> {
  const { settings, profile } = services
  return openServer({
    feed: services.feed,
    list: profile,
    publicUrl: settings.web.publicUrl,
    adminToken: settings.web.adminToken,
    googleCalendarId,
    now: services.now,
    health: () => healthOf(services),
    resync: () => resync(services),
  })
}
