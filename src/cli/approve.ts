import { parseArgs } from 'node:util'
import { decide, approvalOf, readAfterAll, rejectionOf, setAside, waitingNow } from '../../jobs/decide.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { StatedFacts } from '../talks/decision.ts'
import type { Waiting } from '../talks/reading.ts'
import { waitingMails } from '../ledger/messages.ts'
import { settleRemark } from '../ledger/remarks.ts'
import type { Command } from './command.ts'
import {
  decisionHelp,
  decisionOptions,
  findEvent,
  tellDecided,
  UnknownNameError,
  wrongUse,
} from './decision.ts'
import { problemWithTimes } from '../talks/checked-facts.ts'
import { factsHelp, readFacts } from './facts.ts'
import { withServices } from './services.ts'

export const approve: Command = {
  name: 'approve',
  summary: 'publish what waits for review, or bring an event back',
  help: `
statlist approve ITEM [FIELD=VALUE …] [--event EVENT]
statlist approve EVENT

ITEM is a name that “statlist review” shows: the talk or change is published as it was read, or, for an unreadable
mail, the mail is read after all. With FIELD=VALUE it is published as corrected: what was read wrongly is never
published. EVENT is one that was withdrawn, or deleted by hand in Google: it comes back.

${factsHelp}

  --event EVENT the mail is about this event
${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...decisionOptions, event: { type: 'string' } },
    })
    const [name = '', ...assignments] = positionals
    const facts = readFacts(assignments)
    if (name === '') return wrongUse('Which item?', approve.help)
    if (typeof facts === 'string') return wrongUse(facts, approve.help)
    return withServices(
      async (services) => {
        const waiting = await findWaiting(services, name)
        if (waiting !== null) {
          const event = values.event === undefined ? null : (await findEvent(services, values.event)).uid
          const problem = problemWithFacts(waiting, facts, services.profile.timeZone)
          if (problem !== null) return wrongUse(problem, '')
          return tellDecided('approve', await decide(services, approvalOf(waiting, { facts, event }), values))
        }
        if (assignments.length > 0)
          return wrongUse(`nothing called “${name}” waits: “statlist correct EVENT” puts an event right`, '')
        const mail = await findWaitingMail(services, name)
        if (mail !== null) return tellDecided('approve', await readAfterAll(services, mail, values))
        const event = await findEvent(services, name)
        return tellDecided('restore', await decide(services, { kind: 'restore', event: event.uid }, values))
      },
      { needsInbox: false },
    )
  },
}

export const reject: Command = {
  name: 'reject',
  summary: 'set aside what waits for review: it is nothing for the calendar',
  help: `
statlist reject ITEM

ITEM is a name that “statlist review” shows. The mail stays in the ledger; “statlist approve” takes it back.
Of a reader’s remark it notes that somebody has looked at it.

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    if (positionals.length !== 1) return wrongUse('Which item?', this.help)
    return withServices(
      async (services) => {
        const name = positionals[0] ?? ''
        const remark = /^remark\.(\d{1,9})$/.exec(name)?.[1]
        if (remark !== undefined) return lookedAt(services, Number(remark), values.who)
        const waiting = await findWaiting(services, name)
        if (waiting === null) {
          const mail = await findWaitingMail(services, name)
          if (mail === null) throw new UnknownNameError('item', name, [])
          return tellDecided('reject', await setAside(services, mail, values))
        }
        return tellDecided('reject', await decide(services, rejectionOf(waiting), values))
      },
      { needsInbox: false },
    )
  },
}

/** A reader's remark needs no decision: other decisions put right what it is about. */
async function lookedAt({ ledger }: Services, number: number, who: string): Promise<number> {
  if (!(await settleRemark(ledger, number, who))) throw new UnknownNameError('item', `remark.${number}`, [])
  process.stdout.write('Looked at.\n')
  return 0
}

/** What is wrong with the facts given for something that waits; null when nothing is. */
function problemWithFacts(waiting: Waiting, facts: StatedFacts, timeZone: string): string | null {
  if (Object.keys(facts).length === 0) return null
  if (waiting.field !== null)
    return 'only one field waits here: approve it, or use “statlist correct EVENT FIELD=VALUE”'
  const start = facts.start ?? waiting.start
  return start === null
    ? 'it waits without a time: give start=…'
    : (problemWithTimes(start, facts.end ?? null, timeZone)?.text ?? null)
}

/** Key of a mail that waits. */
async function findWaitingMail(services: Services, name: string): Promise<string | null> {
  const mails = await waitingMails(services.ledger, 10_000)
  return mails.find(({ key }) => name.length >= 8 && key.startsWith(name))?.key ?? null
}

async function findWaiting(services: Services, name: string): Promise<Waiting | null> {
  const found = (await waitingNow(services)).filter(({ id }) => id === name)
  if (found.length > 1)
    throw new UnknownNameError(
      'item',
      name,
      found.map(({ id }) => id),
    )
  return found[0] ?? null
}
