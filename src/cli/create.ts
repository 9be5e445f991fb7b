import { parseArgs } from 'node:util'
import { makeEvent } from '../../jobs/decide.ts'
import type { Command } from './command.ts'
import { decisionHelp, decisionOptions, tellDecided, wrongUse } from './decision.ts'
import { problemWithTimes } from '../talks/checked-facts.ts'
import { factsHelp, readFacts } from './facts.ts'
import { withServices } from './services.ts'
import { findMail } from './show.ts'

export const create: Command = {
  name: 'create',
  summary: 'make an event from a mail that gave none',
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
        if (problem !== null) return wrongUse(problem.text, '')
        const mail = await findMail(services, name)
        return tellDecided('create', await makeEvent(services, mail.key, facts, values))
      },
      { needsInbox: false },
    )
  },
}
