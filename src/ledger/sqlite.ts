import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase } from 'kysely'

/** How many prepared statements are kept: one poll uses a dozen. */
const maxPrepared = 200

/** node:sqlite behind Kysely's SQLite dialect: durable (WAL, synchronous=FULL), patient with other processes. */
export function openSqlite(path: string): SqliteDialect {
  const database = new DatabaseSync(path)
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000; pragma foreign_keys = on',
  )
  const prepared = new Map<string, StatementSync>()
  function statementOf(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    // A deferred transaction that reads first can't always become a writer; an immediate one waits its turn.
    const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
    if (prepared.size >= maxPrepared) prepared.clear()
    prepared.set(sql, statement)
    return statement
  }
  const adapter: SqliteDatabase = {
    close: () => database.close(),
    prepare(sql) {
      const statement = statementOf(sql)
      return {
        reader: /^\s*(?:select|with|pragma)\b|\breturning\b/i.test(sql),
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        // Two loops over one statement's rows would disturb each other.
        iterate: (parameters) =>
          database.prepare(sql).iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      }
    },
  }
  return new SqliteDialect({ database: adapter })
}
