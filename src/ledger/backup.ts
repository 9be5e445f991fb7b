import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { messageOf } from '../errors.ts'
import { copyLedger } from './copy.ts'
import { openLedger, type LedgerPlace } from './ledger.ts'
import { newerThanThis } from './migrate.ts'

/** What a copy of the ledger holds. */
export interface Backup {
  mails: number
  decisions: number
  bytes: number
}

/** Copies a ledger, in use or not, as it is at one moment, and checks the copy; throws when there is none or the target exists. */
export async function backUp(place: LedgerPlace, target: string): Promise<Backup> {
  if (typeof place === 'string' && !existsSync(place))
    throw new Error(`there is no ledger at ${place}: is DATA_FOLDER right?`)
  if (existsSync(target)) throw new Error(`${target} already exists: choose another name, or move it away`)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.new`
  rmSync(draft, { force: true })
  try {
    if (typeof place === 'string') copyFile(place, draft)
    else await copyBetween(place, draft)
    chmodSync(draft, 0o600)
    const backup = inspectBackup(draft)
    syncFile(draft)
    renameSync(draft, target)
    return backup
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function copyFile(path: string, draft: string): void {
  const source = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  try {
    source.prepare('vacuum into ?').run(draft)
  } finally {
    source.close()
  }
}

/** Copies everything from one ledger into another, which loses what it had. */
async function copyBetween(source: LedgerPlace, target: LedgerPlace): Promise<void> {
  const from = await openLedger(source)
  try {
    const to = await openLedger(target)
    try {
      await copyLedger(from, to)
      // Whatever is still beside a file goes into it.
      if (typeof target === 'string') await sql`pragma journal_mode = delete`.execute(to)
    } finally {
      await to.destroy()
    }
  } finally {
    await from.destroy()
  }
}

/** What a copy holds; throws when it is not a ledger, is damaged, or was written by a newer version. */
export function inspectBackup(path: string): Backup {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`)
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const verdict = database.prepare('pragma integrity_check(1)').get()?.['integrity_check']
    if (verdict !== 'ok') throw new Error(`${path} is damaged (${String(verdict)})`)
    const count = (table: string) =>
      Number(database.prepare(`select count(*) as count from ${table}`).get()?.['count'])
    const names = database
      .prepare('select name from migration')
      .all()
      .map(({ name }) => String(name))
    const newer = newerThanThis(names)
    if (newer !== null) throw new Error(`${path}: ${newer}`)
    return { mails: count('message'), decisions: count('decision'), bytes: statSync(path).size }
  } catch (error) {
    const text = messageOf(error)
    if (/not a database|no such table/.test(text))
      throw new Error(`${path} is not a ledger`, { cause: error })
    throw error
  } finally {
    database.close()
  }
}

/**
 * Puts a backup in place of the ledger; what was there, if anything, is kept as the file of that name: then
 * it returns true. Throws while anybody has the ledger open.
 */
export async function restoreLedger(backup: string, place: LedgerPlace, kept: string): Promise<boolean> {
  inspectBackup(backup)
  if (typeof place === 'string') return restoreFile(backup, place, kept)
  const { isInUse } = await import('./postgres.ts')
  if (await isInUse(place))
    throw new Error(`the database is in use: stop every worker first, and any other command`)
  const { mails, decisions } = await backUp(place, kept)
  // Opening it brings an older copy up to date: not the admin's own.
  const draft = `${kept}.restoring`
  try {
    copyFileSync(backup, draft)
    await copyBetween(draft, place)
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true })
  }
  if (mails + decisions === 0) rmSync(kept)
  return mails + decisions > 0
}

function restoreFile(backup: string, path: string, kept: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new`
  const isThere = existsSync(path)
  if (isThere) closeLedger(path)
  copyFileSync(backup, draft)
  chmodSync(draft, 0o600)
  syncFile(draft)
  // Left in place, the pending writes of the old file would go into the new one.
  for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, kept + part)
  renameSync(draft, path)
  return isThere
}

/** Merges everything into the one file, which SQLite does only for its sole user. */
function closeLedger(path: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('pragma journal_mode = delete')
  } catch (error) {
    if (/locked|busy/.test(messageOf(error)))
      throw new Error(`${path} is in use: stop the worker first, and any other command`, { cause: error })
    // A damaged ledger is what a backup is for.
  } finally {
    database.close()
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
