import { parseArgs } from 'node:util'
import { officesOf, type ShownExample } from '../../jobs/offices.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

export const habits: Command = {
  name: 'habits',
  summary: 'show how each office writes, by the mails that you confirmed, and how often that was right',
  help: `
statlist habits [--json]

A mail whose event you approved or corrected is an example: the next mails of the same sender are read by its
layout, and wait where theirs differs. Shows for each office its examples, what is read by them, how many mails
were, and in how many of them you had to put something right since. When you put an example right, you are
asked about the coming talks that were read by it; “statlist history EVENT” names the example of an event.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    return withServices(
      async (services) => {
        const offices = await officesOf(services)
        process.stdout.write(values.json ? `${JSON.stringify(offices)}\n` : render(offices))
        return 0
      },
      { needsInbox: false },
    )
  },
}

function render(offices: Awaited<ReturnType<typeof officesOf>>): string {
  if (offices.length === 0)
    return 'No office is known yet: approve or correct an event, and the next mails of its sender are read by it.\n'
  return `${offices
    .map(({ office, examples }) => [office, ...examples.map(renderExample)].join('\n'))
    .join('\n\n')}\n`
}

function renderExample({ mail, date, from, fields, mails, corrected }: ShownExample): string {
  const read =
    mails === 0 ? 'no mail yet' : `${mails} ${mails === 1 ? 'mail' : 'mails'}, ${corrected} put right since`
  return `  ${mail.slice(0, 10)}  ${date.slice(0, 10)} by ${from}: day and hour, ${fields.join(', ') || 'no field'} — ${read}`
}
