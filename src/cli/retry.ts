import { endPauses } from '../../jobs/run/pauses.ts'
import type { Command } from './command.ts'
import { wrongUse } from './decision.ts'
import { withServices } from './services.ts'

export const retry: Command = {
  name: 'retry',
  summary: 'try at once what was refused: the inbox, Google, single events',
  help: `
statlist retry

After you have fixed something (a password, the sharing of the calendar, a certificate): the running worker
tries the inbox and Google again within seconds, and the events that Google refused, too. Without it the worker
tries by itself every five minutes; a restart does the same.`,
  async run(args) {
    if (args.length > 0) return wrongUse('It takes no arguments.', this.help)
    return withServices(
      async (services) => {
        const ended = await endPauses(services)
        const said = ended.length === 0 ? 'Nothing was paused.' : `Tried again at once: ${ended.join(', ')}.`
        process.stdout.write(`${said}\n“statlist status” says how it went.\n`)
        return 0
      },
      { needsInbox: false },
    )
  },
}
