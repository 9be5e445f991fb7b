import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { messageOf } from '../errors.ts'
import { migrate } from './migrations.ts'
import type { Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** The record of everything: one SQLite file; the functions of this folder take it first. */
export type Ledger = Kysely<Tables>

/** Opens (and makes, and migrates) the ledger; the caller closes it with `destroy()`. */
export async function openLedger(path: string): Promise<Ledger> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let ledger: Ledger | null = null
  try {
    ledger = new Kysely<Tables>({ dialect: openSqlite(path) })
    // It holds every mail; SQLite gives its other two files the same mode.
    if (path !== ':memory:') chmodSync(path, 0o600)
    await migrate(ledger)
    return ledger
  } catch (error) {
    await ledger?.destroy()
    const text = messageOf(error)
    throw /malformed|not a database/.test(text) ? new Error(damaged(path, text), { cause: error }) : error
  }
}

/** What SQLite finds damaged in the file, and what to do about it; null when it is whole. */
export async function damageOf(ledger: Ledger, path: string): Promise<string | null> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(ledger)
  const verdict = rows.map((row) => row.integrity_check.replace(/\s+/g, ' ')).join('; ')
  return verdict === 'ok' ? null : damaged(path, verdict)
}

function damaged(path: string, verdict: string): string {
  return `${path} is damaged (${verdict}): stop the worker and bring the last backup back with “statlist restore FILE” (the worker makes one a day in DATA_FOLDER/backups), or delete it and run “statlist resync”`
}
