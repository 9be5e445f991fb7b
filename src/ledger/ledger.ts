import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql, type Transaction } from 'kysely'
import { messageOf } from '../errors.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './schema.ts'
import type { PostgresPlace } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** The record of everything, of one list; the functions of this folder take it first. */
export type Ledger = Kysely<Tables>

/** Changes that are made together, or not at all. */
export type Changes = Transaction<Tables>

/** A file of SQLite, or a schema of a PostgreSQL database. */
export type LedgerPlace = string | PostgresPlace

/** Opens (and makes, and migrates) the ledger; the caller closes it with `destroy()`. */
export async function openLedger(place: LedgerPlace): Promise<Ledger> {
  return typeof place === 'string' ? openFile(place) : openSchema(place)
}

async function openSchema(place: PostgresPlace): Promise<Ledger> {
  // Whoever has a file need not hold the other engine's client in memory.
  const { openPostgres, postgresTypes } = await import('./postgres.ts')
  const ledger = new Kysely<Tables>({ dialect: openPostgres(place), plugins: [postgresTypes] })
  try {
    await makeSchema(ledger, place.schema)
    await migrate(ledger)
    return ledger
  } catch (error) {
    await ledger.destroy()
    throw error
  }
}

async function makeSchema(ledger: Ledger, schema: string): Promise<void> {
  try {
    await ledger
      .transaction()
      .execute(async (transaction) => transaction.schema.createSchema(schema).ifNotExists().execute())
  } catch (error) {
    const why = messageOf(error)
    const help = 'does it run, and may its user make schemas (“grant create on database …”)?'
    throw new Error(`the database of DATABASE_URL can’t be used (${why}): ${help}`, { cause: error })
  }
}

async function openFile(path: string): Promise<Ledger> {
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

/** What SQLite finds damaged in the file, and what to do about it; null when it is whole. PostgreSQL looks itself. */
export async function damageOf(ledger: Ledger, path: LedgerPlace): Promise<string | null> {
  if (typeof path !== 'string') return null
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(ledger)
  const verdict = rows.map((row) => row.integrity_check.replace(/\s+/g, ' ')).join('; ')
  return verdict === 'ok' ? null : damaged(path, verdict)
}

function damaged(path: string, verdict: string): string {
  return `${path} is damaged (${verdict}): stop the worker and bring the last backup back with “statlist restore FILE” (the worker makes one a day in DATA_FOLDER/backups), or delete it and run “statlist resync”`
}
