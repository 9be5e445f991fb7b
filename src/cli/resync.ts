import { parseArgs } from 'node:util'
import { resync, type ResyncPlan } from '../../jobs/resync.ts'
import type { Services } from '../../jobs/run/services.ts'
import { askAgain } from '../ledger/answers.ts'
import { announcements } from '../ledger/messages.ts'
import { promptVersion } from '../reader/prompt.ts'
import type { Command } from './command.ts'
import { openProgress } from './progress.ts'
import { withServices } from './services.ts'

export const resyncNow: Command = {
  name: 'resync',
  summary: 'read the mailbox again, fold again, put the calendars right',
  help: `
statlist resync [--plan | --apply HASH] [--read-again]

Reads the mailbox from its beginning and every mail of the ledger anew, folds them again, compares
all of Google, and corrects what is not right. A second resync changes nothing. Prints what it did as JSON.
A resync that would take many events out of the calendars changes nothing and shows its plan.

  --plan        only show what would be done, each step with its reason, and the plan's hash
  --apply HASH  do exactly that plan; if anything has changed since, nothing is done
  --read-again  then ask the language model of READER_URL about every mail that this model has not been
                asked about; the worker does so in the background

Exit code 1 when nothing was done: the plan was refused, a poll or another resync is running, or a server
can't be reached.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        plan: { type: 'boolean', default: false },
        apply: { type: 'string' },
        'read-again': { type: 'boolean', default: false },
      },
    })
    return withServices(
      async (services) => {
        const result = await resync(services, {
          plan: values.plan,
          apply: values.apply ?? null,
          told: openProgress(),
        })
        switch (result.kind) {
          case 'busy':
            process.stderr.write('A poll or resync is running: try again in a minute.\n')
            return 1
          case 'refused':
            process.stderr.write(
              `${renderPlan(result.plan)}\nNothing was done: ${result.why}.\nIf the plan above is right: npx statlist resync --apply ${result.plan.hash}\n`,
            )
            return 1
          case 'planned':
            process.stdout.write(`${renderPlan(result.plan)}\n`)
            return 0
          case 'done':
            process.stdout.write(`${JSON.stringify(result.report)}\n`)
            return values['read-again'] ? askAll(services) : 0
        }
      },
      { makesLedger: true },
    )
  },
}

async function askAll({ ledger, settings, now }: Services): Promise<number> {
  if (settings.reader === null) {
    process.stderr.write('There is no language model to ask: set READER_URL and READER_MODEL.\n')
    return 1
  }
  const keys = (await announcements(ledger)).map(({ key }) => key)
  const asked = { model: settings.reader.model, prompt: promptVersion }
  const count = await askAgain(ledger, keys, asked, now())
  process.stdout.write(`${count} of ${keys.length} mails are to be read again by ${asked.model}\n`)
  return 0
}

/** A line for each step, and the hash. */
function renderPlan({ operations, hash, objection, reread }: ResyncPlan): string {
  const lines = operations.map(
    ({ what, where, summary, reason }) =>
      `${what.padEnd(7)} ${where.padEnd(7)} ${summary}\n                ${reason}`,
  )
  const counts = Map.groupBy(operations, ({ what, where }) => `${where}: ${what}`)
  const total = [...counts].map(([name, list]) => `${name} ${list.length}`).join(', ')
  return [
    ...lines,
    `${total || 'Nothing to do'}; ${reread.length} mails are read differently than before`,
    ...(objection === null ? [] : [`Needs your consent: ${objection}`]),
    `Plan ${hash}`,
  ].join('\n')
}

/** A resync as the admin interface tells it: numbers, a refusal, or null while one is running. */
export async function resyncForAdmin(services: Services): Promise<object | null> {
  const result = await resync(services)
  if (result.kind === 'done') return result.report
  return result.kind === 'refused' ? { refused: result.why, plan: result.plan.hash } : null
}
