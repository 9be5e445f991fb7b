import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { undo } from '../../jobs/decide.ts'
import { publish } from '../../jobs/publish-feed.ts'
import { messageOf } from '../errors.ts'
import { exportDecisions, identityOfLine, importDecisions } from '../ledger/decision-lines.ts'
import type { Command } from './command.ts'
import { decisionHelp, decisionOptions, tellDecided, wrongUse } from './decision.ts'
import { withServices } from './services.ts'

export const decisionsCommand: Command = {
  name: 'decisions',
  summary: 'what humans decided, as JSON lines: to keep, and to bring into a new ledger',
  help: `
statlist decisions --export > FILE
statlist decisions --import FILE

One line each, with who, when and why; mails, talks and events are named so that every ledger knows them.
--import adds those that the ledger does not have: read the mails in first (“statlist resync”, “statlist import”).
A copy is always kept as decisions.jsonl beside the ledger.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { export: { type: 'boolean', default: false }, import: { type: 'string' } },
    })
    if (values.export === (values.import !== undefined)) return wrongUse('--export or --import?', this.help)
    return withServices(
      async (services) => {
        if (values.import === undefined) {
          const lines = await exportDecisions(services.ledger)
          process.stdout.write(lines.map((line) => `${line}\n`).join(''))
          return 0
        }
        const lines = readLines(values.import)
        if (typeof lines === 'string') return wrongUse(lines, '')
        const added = await importDecisions(services.ledger, lines, services.now())
        const { plan, objection } = await publish(services)
        process.stdout.write(
          `${lines.length} decisions: ${added} new; events: ${plan.put.length} new or changed, ${plan.remove.length} removed\n`,
        )
        if (objection !== null)
          process.stdout.write(`Not carried out: ${objection}. See “statlist resync --plan”.\n`)
        return objection === null ? 0 : 1
      },
      { needsInbox: false },
    )
  },
}

export const undoCommand: Command = {
  name: 'undo',
  summary: 'take a decision back',
  help: `
statlist undo DECISION

DECISION is a number that “statlist history” or “statlist decisions” shows. All is as if it had not been made;
readers are told what changes. Undoing the undo brings it back.

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [number = ''] = positionals
    if (!/^\d{1,9}$/.test(number)) return wrongUse('the number of a decision is needed', this.help)
    return withServices(
      async (services) => tellDecided('undo', await undo(services, Number(number), values)),
      { needsInbox: false },
    )
  },
}

/** The lines of a file, or what is wrong with it: nothing is taken from a file with a broken line. */
function readLines(path: string): string[] | string {
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    const broken = lines.findIndex((line) => !isDecision(line))
    return broken === -1
      ? lines
      : `${path}, line ${broken + 1} is not a decision: ${lines[broken]?.slice(0, 60)}`
  } catch (error) {
    return messageOf(error)
  }
}

const kinds = new Set(
  'approve reject split create correct merge withdraw restore google-edit google-delete reread undo'.split(
    ' ',
  ),
)

function isDecision(line: string): boolean {
  try {
    const [at, who, act] = JSON.parse(identityOfLine(line)) as [unknown, unknown, { kind?: unknown } | null]
    return typeof at === 'string' && typeof who === 'string' && kinds.has(String(act?.kind))
  } catch {
    return false
  }
}
