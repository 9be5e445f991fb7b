import { statlist } from '../../config/lists/statlist.ts'
import { readSettings } from '../../config/settings.ts'
import { resync } from '../../jobs/resync.ts'
import { openServices, type Services } from '../../jobs/run/services.ts'
import { openLog } from '../log.ts'

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

/** A resync as the admin interface tells it: numbers, a refusal, or null while one is running. */
export async function resyncForAdmin(services: Services): Promise<object | null> {
  const result = await resync(services)
  if (result.kind === 'done') return result.report
  return result.kind === 'refused' ? { refused: result.why, plan: result.plan.hash } : null
}
