import { parseArgs } from 'node:util'
import { readList } from '../../config/lists.ts'
import { ledgerFile, ledgerPlace } from '../../jobs/run/paths.ts'
import { missingDecisions } from '../../jobs/run/kept-decisions.ts'
import { backUp, inspectBackup, restoreLedger } from '../ledger/backup.ts'
import type { Command } from './command.ts'
import { decisionOptions, wrongUse } from './decision.ts'
import { restoreEvent } from './events.ts'
import { withServices } from './services.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'copy the ledger into one file, while the worker runs or not',
  help: `
statlist backup FILE

Writes all mails, decisions and answers into FILE, as they are at one moment, checks the copy, and makes it
readable by you alone. FILE must not exist yet. The worker makes such a copy every day by itself, in
DATA_FOLDER/backups, and keeps seven. Keep .env and the key files, too: they are in no backup.`,
  async run(args) {
    const [target, ...others] = parseArgs({ args, allowPositionals: true, options: {} }).positionals
    if (target === undefined || others.length > 0) return wrongUse('Into which file?', this.help)
    const { settings } = await readList(process.env, { needsInbox: false })
    const { mails, decisions, bytes } = await backUp(ledgerPlace(settings), target)
    process.stdout.write(
      `${target}: ${mails} mails and ${decisions} decisions, ${(bytes / 1e6).toFixed(1)} MB, checked\n`,
    )
    return 0
  },
}

/** `restore` with the name of a file; anything else names an event. */
export const restore: Command = {
  ...restoreEvent,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [name = '', ...others] = positionals
    return others.length === 0 && /[/\\.]/.test(name) ? restoreFrom(name) : restoreEvent.run(args)
  },
}

async function restoreFrom(file: string): Promise<number> {
  const { settings } = await readList(process.env, { needsInbox: false })
  const { mails, decisions } = inspectBackup(file)
  const now = Temporal.Now.instant().toString().slice(0, 19).replaceAll(':', '')
  const kept = `${ledgerFile(settings)}.before-${now}`
  const wasThere = await restoreLedger(file, ledgerPlace(settings), kept)
  const missing = await withServices(missingDecisions, { needsInbox: false })
  const lines = [
    `${mails} mails and ${decisions} decisions are back.`,
    ...(wasThere ? [`The ledger before is kept as ${kept}: delete it when all is well.`] : []),
    ...(missing === null ? [] : [missing]),
    'Start the worker: it reads from the inbox what has come since.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}
