import { createHash } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { CalendarEvent } from '../calendar/event.ts'
import { foldCase } from '../text.ts'

/** The words of all talks (https://www.sqlite.org/fts5.html): twenty thousand talks are searched in milliseconds. */
export interface SearchIndex {
  /** Brings it in line with these talks; only what changed is written. */
  update(events: readonly CalendarEvent[]): void
  /** UIDs of the talks that have words beginning with all of these, folded; null: the index can't be read. */
  find(words: readonly string[]): ReadonlySet<string> | null
}

const schema = `
create table talk (id integer primary key, uid text unique not null, hash text not null);
create virtual table words using fts5(text, content='', contentless_delete=1, prefix='2 3');
`

/** Opened when it is first needed; one that is damaged is made anew when a talk changes, and until then all talks are looked through. */
export function openIndex(path: string): SearchIndex {
  let open: { database: DatabaseSync; inode: number } | null = null

  function database(): DatabaseSync {
    const inode = statSync(path, { throwIfNoEntry: false })?.ino
    if (open !== null && open.inode !== inode) close()
    open ??= openDatabase(path)
    return open.database
  }

  function close(): void {
    open?.database.close()
    open = null
  }

  function forget(): void {
    close()
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  }

  return {
    update(events) {
      for (const _ of ['as it is', 'anew'])
        try {
          updateIndex(database(), events)
          // The process that publishes never searches: it need not keep the index's pages in memory.
          return close()
        } catch {
          // A full disk must not hold up what is published: without an index all talks are looked through.
          forget()
        }
    },
    find(words) {
      if (!existsSync(path)) return null
      try {
        const rows = database()
          .prepare('select uid from words join talk on talk.id = words.rowid where words match ?')
          .all(words.map((word) => `"${word}"*`).join(' '))
        return new Set(rows.map(({ uid }) => String(uid)))
      } catch {
        close()
        return null
      }
    },
  }
}

function openDatabase(path: string): { database: DatabaseSync; inode: number } {
  const database = new DatabaseSync(path, { timeout: 1000 })
  // Whoever searches does not wait for whoever writes.
  database.exec('pragma journal_mode = wal; pragma synchronous = normal')
  return { database, inode: statSync(path).ino }
}

function updateIndex(database: DatabaseSync, events: readonly CalendarEvent[]): void {
  const isNew = database.prepare("select 1 from sqlite_master where name = 'talk'").get() === undefined
  const rows = isNew ? [] : database.prepare('select id, uid, hash from talk').all()
  const known = new Map(rows.map(({ id, uid, hash }) => [String(uid), { id: Number(id), hash }]))
  const hashes = new Map(events.map((event) => [event.uid, hashOf(event)]))
  const outdated = [...known].filter(([uid, { hash }]) => hashes.get(uid) !== hash)
  const fresh = events.filter(({ uid }) => known.get(uid)?.hash !== hashes.get(uid))
  if (!isNew && outdated.length + fresh.length === 0) return
  // In one transaction: whoever searches never sees an empty table.
  database.exec('begin immediate')
  try {
    if (isNew) database.exec(schema)
    const prepare = (sql: string) => {
      const statement = database.prepare(sql)
      // After a deletion FTS5 leaves a row id too large for a number, at which the driver would throw.
      statement.setReadBigInts(true)
      return statement
    }
    const drop = [prepare('delete from words where rowid = ?'), prepare('delete from talk where id = ?')]
    const name = prepare('insert into talk (id, uid, hash) values (?, ?, ?)')
    const add = prepare('insert into words (rowid, text) values (?, ?)')
    let last = [...known.values()].reduce((most, { id }) => Math.max(most, id), 0)
    for (const [, { id }] of outdated) for (const statement of drop) statement.run(id)
    for (const event of fresh) {
      name.run((last += 1), event.uid, hashOf(event))
      add.run(last, searchTextOf(event))
    }
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

const hashes = new WeakMap<CalendarEvent, string>()

function hashOf(event: CalendarEvent): string {
  const before = hashes.get(event)
  if (before !== undefined) return before
  const hash = createHash('sha256').update(searchTextOf(event)).digest('base64url').slice(0, 16)
  hashes.set(event, hash)
  return hash
}

/** Everything of a talk that somebody may look for, folded. */
export function searchTextOf({ talk, location }: CalendarEvent): string {
  const people = talk.speakers.flatMap(({ name, affiliation }) => [name, affiliation])
  return foldCase([talk.title, ...people, talk.series, location, talk.abstract].filter(Boolean).join('\n'))
}
