import { parseArgs } from 'node:util'
import { decide } from '../../jobs/decide.ts'
import type { CorrectableField } from '../talks/decision.ts'
import type { Command } from './command.ts'
import { decisionHelp, decisionOptions, findEvent, tellDecided, wrongUse } from './decision.ts'
import { problemWithTimes } from '../talks/checked-facts.ts'
import { factsHelp, readFacts } from './facts.ts'
import { withServices } from './services.ts'

export const correct: Command = {
  name: 'correct',
  summary: 'put one field of an event right, for good',
  help: `
statlist correct EVENT FIELD=VALUE

${factsHelp}
A mail that later says something else about the field waits for review.

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [name = '', ...assignments] = positionals
    const facts = readFacts(assignments)
    if (typeof facts === 'string') return wrongUse(facts, correct.help)
    const [entry, ...others] = Object.entries(facts) as [CorrectableField, string | null][]
    if (entry === undefined || others.length > 0) return wrongUse('one FIELD=VALUE is needed', correct.help)
    const [field, value] = entry
    return withServices(
      async (services) => {
        const event = await findEvent(services, name)
        const { talk } = event
        const start = facts.start ?? talk.start
        // The known end counts only with its own start.
        const end = facts.end === undefined ? (facts.start === undefined ? talk.end : null) : facts.end
        const problem = problemWithTimes(start, end, talk.timeZone ?? services.profile.timeZone)
        if (problem !== null) return wrongUse(problem.text, '')
        return tellDecided(
          'correct',
          await decide(services, { kind: 'correct', event: event.uid, field, value }, values),
        )
      },
      { needsInbox: false },
    )
  },
}
