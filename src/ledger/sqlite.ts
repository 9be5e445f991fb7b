import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase } from 'kysely'

/** node:sqlite behind Kysely's SQLite dialect: durable (WAL, synchronous=FULL), patient with other processes. */
export function openSqlite(path: string): SqliteDialect {
  const database = new DatabaseSync(path)
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000; pragma foreign_keys = on',
  )
  const adapter: SqliteDatabase = {
    close: () => database.close(),
    prepare(sql) {
      // A deferred transaction that reads first can't always become a writer; an immediate one waits its turn.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
      return {
        reader: /^\s*(?:select|with|pragma)\b|\breturning\b/i.test(sql),
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) =>
          statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      }
    },
  }
  return new SqliteDialect({ database: adapter })
}
