import { parseArgs } from 'node:util'
import { readMessageJob } from '../../jobs/read-message.ts'
import { settleMail } from '../ledger/messages.ts'
import type { Command } from './command.ts'
import { decideAndTell, decisionHelp, decisionOptions, wrongUse } from './decision.ts'
import { factsHelp, problemWithTimes, readFacts } from './facts.ts'
import { withServices } from './services.ts'
import { findMail } from './show.ts'

export const create: Command = {
  name: 'create',
  summary: 'make an event of a mail that gave none',
  help: `
statlist create MAIL start=2026-12-16T15:15 title="…" FIELD=VALUE …

MAIL is the beginning of a mail's key, as “statlist mails” shows it. start is needed; the rest is what readers see.

${factsHelp}

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [name = '', ...assignments] = positionals
    const facts = readFacts(assignments)
    if (typeof facts === 'string') return wrongUse(facts, create.help)
    const { start } = facts
    if (start == null) return wrongUse('when is it? start=2026-12-16T15:15 is needed', create.help)
    return withServices(
      async (services) => {
        const problem = problemWithTimes(start, facts.end ?? null, services.profile.timeZone)
        if (problem !== null) return wrongUse(problem, '')
        const mail = await findMail(services, name)
        // What could not be used as it is stands behind the human's word now.
        if (await settleMail(services.ledger, mail.key, 'pending', services.now()))
          await readMessageJob.run(mail.key, services)
        return decideAndTell(services, { kind: 'create', mail: mail.key, facts }, values)
      },
      { needsInbox: false },
    )
  },
}
