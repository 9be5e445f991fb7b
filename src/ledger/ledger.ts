import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { migrate, type Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** The record of everything: one SQLite file; the functions of this folder take it first. */
export type Ledger = Kysely<Tables>

/** Opens (and makes, and migrates) the ledger; the caller closes it with `destroy()`. */
export async function openLedger(path: string): Promise<Ledger> {
  mkdirSync(dirname(path), { recursive: true })
  const ledger: Ledger = new Kysely<Tables>({ dialect: openSqlite(path) })
  await migrate(ledger)
  return ledger
}

/** SQLite's own judgement of the file: `ok`, or what is damaged. */
export async function checkLedger(ledger: Ledger): Promise<string> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(ledger)
  return rows.map((row) => row.integrity_check).join('; ')
}
