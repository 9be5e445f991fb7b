import { messageOf } from '../src/errors.ts'
import { ping } from '../src/notify/ping.ts'
import { healthOf } from './run/health.ts'
import type { TimedJob } from './run/job.ts'

/** A dead man's switch: while all is well it requests an address every minute, whose owner tells when not. */
export const pingWhileWell: TimedJob = {
  name: 'ping',
  schedule: '45 * * * * *',
  isDue: async ({ settings }) => settings.pingUrl !== null,
  async run(services) {
    const { settings, log } = services
    if (settings.pingUrl === null || !(await healthOf(services)).ok) return
    // The server that misses it raises the alarm; here it is only a line in the log.
    await ping(settings.pingUrl).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'PING_URL could not be asked'),
    )
  },
}
