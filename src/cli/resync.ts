import { parseArgs } from 'node:util'
import { statlist } from '../../config/profile.ts'
import { readSettings } from '../../config/settings.ts'
import { resync } from '../../jobs/resync.ts'
import { openServices } from '../../jobs/services.ts'
import { openLog } from '../log.ts'
import type { Command } from './command.ts'
import { openProgress } from './progress.ts'

export const resyncNow: Command = {
  name: 'resync',
  summary: 'read the mailbox again, fold again, put the calendars right',
  help: `
statlist resync [--allow-removals]

Reads the mailbox from its beginning and every mail of the ledger anew, folds them again, and writes
what is not right into feed and Google. A second resync changes nothing. Prints what it did as JSON.

  --allow-removals  also when many events would leave the calendars; without it such a run changes nothing

Exit code 1 when a poll or another resync is running, or a server can't be reached.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { 'allow-removals': { type: 'boolean', default: false } } })
    const settings = readSettings(process.env)
    const services = await openServices(settings, statlist, openLog('warn'))
    try {
      const report = await resync(services, { allowRemovals: values['allow-removals'], told: openProgress() })
      if (report === null) {
        process.stderr.write('A poll or resync is running: try again in a minute.\n')
        return 1
      }
      process.stdout.write(`${JSON.stringify(report)}\n`)
      return 0
    } finally {
      await services.close()
    }
  },
}
