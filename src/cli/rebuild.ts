import { parseArgs } from 'node:util'
import { planWhole, publish } from '../../jobs/publish-feed.ts'
import { renderFeed, splitByAge } from '../calendar/feed.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'fold all mails and decisions anew; --check proves that the same bytes come out',
  help: `
statlist rebuild [--check]

Events and feed are made of mails and decisions alone. This makes them again from scratch.

  --check  only compare with what is published, byte for byte; exit code 1 and the differences when they differ`,
  async run(args) {
    const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } })
    return withServices(
      async (services) => {
        const { events, plan } = await planWhole(services)
        const differing = [
          ...plan.put.map(({ what, event, reason }) => `  ${what} ${event.uid} ${event.summary}: ${reason}`),
          ...plan.remove.map(({ event, reason }) => `  remove ${event.uid} ${event.summary}: ${reason}`),
        ]
        const body = renderFeed(splitByAge(events).recent, services.profile)
        const served = services.feed.head()?.feed ?? ''
        if (body !== served) differing.push(`  the feed: ${body.length} bytes anew, ${served.length} served`)
        if (differing.length === 0) {
          process.stdout.write(
            `${events.length} events and ${Buffer.byteLength(body)} bytes of feed: the same, byte for byte\n`,
          )
          return 0
        }
        process.stdout.write(`${differing.length} differences:\n${differing.join('\n')}\n`)
        if (values.check) return 1
        const { objection } = await publish(services)
        process.stdout.write(
          objection === null
            ? 'Rebuilt.\n'
            : `Not carried out: ${objection}. See “statlist resync --plan”.\n`,
        )
        return objection === null ? 0 : 1
      },
      { needsInbox: false },
    )
  },
}
