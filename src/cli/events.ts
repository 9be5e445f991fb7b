import { parseArgs } from 'node:util'
import { decide } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import type { Act } from '../talks/decision.ts'
import { marksOf } from '../talks/marks.ts'
import type { Command } from './command.ts'
import { decisionHelp, decisionOptions, findEvent, tellDecided, UnknownNameError } from './decision.ts'
import { withServices } from './services.ts'

/** A command that decides about one or two events by name. */
function eventCommand(
  name: string,
  summary: string,
  help: string,
  names: number,
  actOf: (uids: string[]) => Act,
): Command {
  return {
    name,
    summary,
    help: `\n${help}\n\n${decisionHelp}`,
    async run(args) {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
      if (positionals.length !== names) {
        process.stderr.write(`${help}\n`)
        return 2
      }
      return withServices(
        async (services) => {
          const uids: string[] = []
          for (const name of positionals) uids.push((await findEvent(services, name)).uid)
          const act = actOf(uids)
          return tellDecided(act.kind, await decide(services, act, values))
        },
        { needsInbox: false },
      )
    },
  }
}

export const withdraw = eventCommand(
  'withdraw',
  'take an event out of all calendars',
  `statlist withdraw EVENT

Takes it out of feed, page and Google; reminders do not bring it back, “statlist approve EVENT” does.
A talk that does not take place is better shown as cancelled: statlist correct EVENT status=cancelled`,
  1,
  ([event]) => ({ kind: 'withdraw', event: event! }),
)

export const restoreEvent = eventCommand(
  'restore',
  'bring back an event that was withdrawn or deleted in Google, or the ledger from a backup',
  `statlist restore EVENT
statlist restore FILE

EVENT comes back to feed, page and Google as it is known now.

FILE, a backup, is checked and put in place of the ledger in DATA_FOLDER; what was there is kept beside it.
Stop the worker first: while it runs nothing is done. At the next start mails that came since are read from the
inbox again, decisions made since come back from decisions.jsonl, and calendars and feed follow.`,
  1,
  ([event]) => ({ kind: 'restore', event: event! }),
)

export const reinstate = eventCommand(
  'reinstate',
  'say that a cancelled or postponed talk takes place after all',
  `statlist reinstate EVENT

It is confirmed again, and readers are told so. A mail that later says otherwise waits for review.`,
  1,
  ([event]) => ({ kind: 'correct', event: event!, field: 'status', value: 'confirmed' }),
)

export const merge = eventCommand(
  'merge',
  'make one of two events that are the same',
  `statlist merge EVENT INTO

EVENT disappears; its mails count for INTO from then on, which takes over what it lacks.`,
  2,
  ([event, into]) => ({ kind: 'merge', event: event!, into: into! }),
)

export const split: Command = {
  name: 'split',
  summary: 'make a mail’s talk an event of its own',
  help: `
statlist split MAIL[.TALK]

MAIL is the beginning of a mail's key as “statlist history” shows it; TALK is the talk's name in it.
The talk was mistaken for a known one: now it becomes an event of its own.

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [name = '', talk = '0'] = (positionals[0] ?? '').split('.')
    return withServices(
      async (services) => {
        const found = (await storedReadings(services.ledger)).filter(
          (reading) =>
            name.length >= 8 &&
            reading.key.startsWith(name) &&
            marksOf(reading).some((mark) => mark.name === talk),
        )
        if (found.length !== 1)
          throw new UnknownNameError(
            'mail with such a talk',
            positionals[0] ?? '',
            found.map(({ key }) => key),
          )
        const act: Act = { kind: 'split', mail: found[0]!.key, talk }
        return tellDecided(act.kind, await decide(services, act, values))
      },
      { needsInbox: false },
    )
  },
}
