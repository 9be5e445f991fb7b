import type { Kysely } from 'kysely'
import { migrations } from './migrations.ts'
import type { Tables } from './schema.ts'

/** Why this version must not touch a ledger with these migrations; null when it may. */
export function newerThanThis(applied: readonly string[]): string | null {
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name))
  return unknown === undefined
    ? null
    : `a newer version has written this ledger (it knows “${unknown}”, this one does not): install that version, or restore a backup from before the upgrade`
}

/** Brings the tables up to date; safe to run by several processes at once. Throws when a newer version has been there. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (transaction) =>
    transaction.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute(),
  )
  const applied = db as unknown as Kysely<{ migration: { name: string } }>
  const newer = newerThanThis(
    (await applied.selectFrom('migration').select('name').execute()).map(({ name }) => name),
  )
  if (newer !== null) throw new Error(newer)
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (transaction) => {
      const claimed = await (transaction as unknown as typeof applied)
        .insertInto('migration')
        .values({ name })
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .execute()
      if (claimed.length > 0) await up(transaction)
    })
  }
}
