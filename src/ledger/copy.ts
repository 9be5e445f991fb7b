import { sql, type Kysely, type Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import type { Tables } from './schema.ts'

/** Every table with its key; without a row here a new table does not compile. */
const keys: Record<keyof Tables, readonly string[]> = {
  message: ['number'],
  cursor: ['mailbox'],
  missing: ['mailbox', 'uid_validity', 'uid'],
  alert: ['name'],
  refused: ['uid'],
  told: ['alert', 'channel', 'over'],
  outbox: ['job', 'key'],
  event: ['uid'],
  sink: ['uid'],
  lease: ['name'],
  note: ['name'],
  decision: ['number'],
  answer: ['number'],
  example: ['number', 'mail'],
  session: ['hash'],
  remark: ['number'],
  bad_day: ['day', 'part'],
  publication: ['name'],
}

/** Rows in one statement: with eleven columns far below the parameters that SQLite and PostgreSQL allow. */
const rowsAtOnce = 100

/**
 * Copies everything, as it is at one moment, into a ledger, which loses what it had; returns the number of rows.
 * @param told how many rows are copied so far, and how many there are
 */
export async function copyLedger(
  from: Ledger,
  to: Ledger,
  told: (done: number, of: number) => void = () => {},
): Promise<number> {
  // One moment of the one, which waits for nobody; all of the other, or nothing.
  const reading = from.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return reading.execute(async (source) =>
    to.transaction().execute(async (target) => {
      const names = Object.keys(keys) as (keyof Tables)[]
      let [done, of] = [0, 0]
      for (const name of names) of += await countOf(source, name)
      for (const name of names) {
        await target.deleteFrom(name).execute()
        for await (const rows of pagesOf(source, name)) {
          await (target as Kysely<Record<string, object>>).insertInto(name).values(rows).execute()
          told((done += rows.length), of)
        }
      }
      return done
    }),
  )
}

/** All rows of a table in the order of its key. */
async function* pagesOf(source: Transaction<Tables>, name: keyof Tables): AsyncGenerator<object[]> {
  const order = sql.join(keys[name].map((column) => sql.ref(column)))
  for (let offset = 0; ; offset += rowsAtOnce) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}
      order by ${order} limit ${rowsAtOnce} offset ${offset}`.execute(source)
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) return
  }
}

async function countOf(source: Transaction<Tables>, name: keyof Tables): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
    source,
  )
  return rows[0]?.count ?? 0
}
