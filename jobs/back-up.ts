import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf } from '../src/errors.ts'
import { backUp, inspectBackup } from '../src/ledger/backup.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import type { TimedJob } from './run/job.ts'
import { ledgerPlace } from './run/paths.ts'
import type { Services } from './run/services.ts'

const keptDays = 7

/** Makes a checked copy of the ledger every day, beside it; the last seven stay. */
export const backUpDaily: TimedJob = {
  name: 'back-up',
  // Often, so that a machine that sleeps at night has its copy, too.
  schedule: '30 */10 * * * *',
  isDue: async (services) => !existsSync(targetOf(services)),
  run: backUpToday,
}

async function backUpToday(services: Services): Promise<void> {
  const { settings, ledger, log, now } = services
  const target = targetOf(services)
  if (existsSync(target)) return
  const folder = dirname(target)
  try {
    const { mails, decisions, bytes } = await backUp(ledgerPlace(settings), target)
    log.info({ mails, decisions, bytes, target }, 'backup')
    await leaveNote(ledger, 'backup-error', '', now())
    await leaveNote(ledger, 'last-backup', target, now())
    for (const name of toForget(folder)) rmSync(join(folder, name), { force: true })
  } catch (error) {
    await leaveNote(ledger, 'backup-error', `no backup could be made: ${messageOf(error)}`, now())
    throw error
  }
}

/** Copies to delete: never the last seven, nor the fullest, which those of a new ledger would push out. */
function toForget(folder: string): string[] {
  const names = readdirSync(folder)
    .filter((name) => /^ledger-\d{4}-\d\d-\d\d\.sqlite$/.test(name))
    .toSorted()
  const mails = names.map((name) => mailsIn(join(folder, name)))
  const most = mails.lastIndexOf(Math.max(...mails))
  return names.slice(0, -keptDays).filter((_, at) => at !== most)
}

/** -1 for a copy that is damaged or of another version: it is never the fullest. */
function mailsIn(path: string): number {
  try {
    return inspectBackup(path).mails
  } catch {
    return -1
  }
}

function targetOf({ settings, now }: Services): string {
  return join(settings.dataFolder, 'backups', `ledger-${now().slice(0, 10)}.sqlite`)
}
