import { createHash } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { CalendarEvent } from '../calendar/event.ts'
import { foldCase } from '../text.ts'

/** The words of all talks (https://www.sqlite.org/fts5.html): twenty thousand talks are searched in milliseconds. */
export interface SearchIndex {
  /** The months whose talks it has; null: it can't be read. */
  months(): ReadonlySet<string> | null
  /** Brings a month in line with these talks; only what changed is written. */
  update(month: string, talks: readonly CalendarEvent[]): void
  /** UIDs of the talks that have words beginning with all of these, folded; null: the index can't be read. */
  find(words: readonly string[]): ReadonlySet<string> | null
  /** The process that publishes never searches: between two publications it need not keep the index in memory. */
  close(): void
}

const schema = `
create table month (name text primary key);
create table talk (id integer primary key, uid text unique not null, hash text not null, month text not null);
create index talk_by_month on talk (month);
create virtual table words using fts5(text, content='', contentless_delete=1, prefix='2 3');
`

/** Opened when it is first needed; one that is damaged is made anew with the next publication, and until then all talks are looked through. */
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
    months() {
      if (!existsSync(path)) return null
      try {
        const rows = database().prepare('select name from month').all()
        return new Set(rows.map(({ name }) => String(name)))
      } catch {
        // Damaged, or of a version that had no months: whoever writes makes it anew.
        close()
        return null
      }
    },
    update(month, talks) {
      for (const _ of ['as it is', 'anew'])
        try {
          return updateIndex(database(), month, talks)
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
    close,
  }
}

function openDatabase(path: string): { database: DatabaseSync; inode: number } {
  const database = new DatabaseSync(path, { timeout: 1000 })
  // Whoever searches does not wait for whoever writes.
  database.exec('pragma journal_mode = wal; pragma synchronous = normal')
  return { database, inode: statSync(path).ino }
}

function updateIndex(database: DatabaseSync, month: string, talks: readonly CalendarEvent[]): void {
  const isNew = database.prepare("select 1 from sqlite_master where name = 'talk'").get() === undefined
  if (isNew) database.exec(schema)
  const rows = database.prepare('select uid, hash from talk where month = ?').all(month)
  const known = new Map(rows.map(({ uid, hash }) => [String(uid), hash]))
  const hashes = new Map(talks.map((talk) => [talk.uid, hashOf(talk)]))
  const outdated = [...known].filter(([uid, hash]) => hashes.get(uid) !== hash).map(([uid]) => uid)
  const fresh = talks.filter(({ uid }) => known.get(uid) !== hashes.get(uid))
  const isThere = database.prepare('select 1 from month where name = ?').get(month) !== undefined
  if (outdated.length + fresh.length === 0 && isThere === talks.length > 0) return
  // In one transaction: whoever searches never sees a part of it.
  database.exec('begin immediate')
  try {
    const prepare = (sql: string) => {
      const statement = database.prepare(sql)
      // After a deletion FTS5 leaves a row id too large for a number, at which the driver would throw.
      statement.setReadBigInts(true)
      return statement
    }
    const drop = [
      prepare('delete from words where rowid = (select id from talk where uid = ?)'),
      prepare('delete from talk where uid = ?'),
    ]
    const name = prepare('insert into talk (uid, hash, month) values (?, ?, ?) returning id')
    const add = prepare('insert into words (rowid, text) values (?, ?)')
    // A talk that comes from another month may still stand there.
    for (const uid of [...outdated, ...fresh.map(({ uid }) => uid)])
      for (const statement of drop) statement.run(uid)
    for (const talk of fresh) {
      const id = name.get(talk.uid, hashes.get(talk.uid) ?? '', month)?.['id'] as bigint
      add.run(id, searchTextOf(talk))
    }
    database.prepare('delete from month where name = ?').run(month)
    if (talks.length > 0) database.prepare('insert into month values (?)').run(month)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
}

function hashOf(event: CalendarEvent): string {
  return createHash('sha256').update(searchTextOf(event)).digest('base64url').slice(0, 16)
}

/** Everything of a talk that somebody may look for, folded. */
export function searchTextOf({ talk, location }: CalendarEvent): string {
  const people = talk.speakers.flatMap(({ name, affiliation }) => [name, affiliation])
  return foldCase([talk.title, ...people, talk.series, location, talk.abstract].filter(Boolean).join('\n'))
}
