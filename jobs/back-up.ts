import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../config/settings.ts'
import { messageOf } from '../src/errors.ts'
import { backUp } from '../src/ledger/backup.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import type { TimedJob } from './run/job.ts'
import type { Services } from './run/services.ts'

const keptDays = 7

/** A checked copy of the ledger a day, beside it; the last seven stay. */
export const backUpDaily: TimedJob = {
  name: 'back-up',
  // Often, so that a machine that sleeps at night has its copy, too.
  schedule: '30 */10 * * * *',
  run: backUpToday,
}

async function backUpToday({ settings, ledger, log, now }: Services): Promise<void> {
  const folder = backupFolder(settings)
  const target = join(folder, `ledger-${now().slice(0, 10)}.sqlite`)
  if (existsSync(target)) return
  try {
    const { mails, decisions, bytes } = backUp(ledgerPath(settings), target)
    log.info({ mails, decisions, bytes, target }, 'backup')
    for (const name of backupsIn(folder).slice(0, -keptDays)) rmSync(join(folder, name), { force: true })
    await leaveNote(ledger, 'backup-error', '', now())
    await leaveNote(ledger, 'last-backup', target, now())
  } catch (error) {
    await leaveNote(ledger, 'backup-error', `no backup could be made: ${messageOf(error)}`, now())
    throw error
  }
}

/** Names of the daily copies, oldest first. */
function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^ledger-\d{4}-\d\d-\d\d\.sqlite$/.test(name))
    .toSorted()
}

export function backupFolder({ dataFolder }: Pick<Settings, 'dataFolder'>): string {
  return join(dataFolder, 'backups')
}

export function ledgerPath({ dataFolder }: Pick<Settings, 'dataFolder'>): string {
  return join(dataFolder, 'ledger.sqlite')
}
