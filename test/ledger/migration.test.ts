import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Kysely, sql } from 'kysely'
import { storedEvents } from '../../src/ledger/events.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { countWork } from '../../src/ledger/outbox.ts'
import { migrations } from '../../src/ledger/migrations.ts'
import type { Tables } from '../../src/ledger/schema.ts'
import { openSqlite } from '../../src/ledger/sqlite.ts'

test('a ledger of the first version: its mails are read anew, nothing of it is lost', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'ledger-')), 'ledger.sqlite')
  const old = new Kysely<Tables>({ dialect: openSqlite(path) })
  await sql`create table migration (name text primary key)`.execute(old)
  await sql`insert into migration values (${migrations[0]!.name})`.execute(old)
  await migrations[0]!.up(old)
  for (const [number, state] of ['read', 'ignored', 'waiting'].entries())
    await sql`insert into message values (${`key-${number}`}, ${number + 1}, ${`m${number}`}, 'h', '2025-09-15T10:00:00Z', 's', ${Buffer.from('x')}, '{}', ${state}, null)`.execute(
      old,
    )
  await sql`insert into event values ('u', '{"uid":"u"}', 'hash')`.execute(old)
  await sql`insert into sink values ('u', 'r', 'e', 'null')`.execute(old)
  await old.destroy()

  const ledger = await openLedger(path)
  assert.deepEqual(await countWork(ledger), { 'read-message': 1 })
  assert.deepEqual(await storedEvents(ledger), [])
  assert.equal((await ledger.selectFrom('message').selectAll().execute()).length, 3)
  await ledger.destroy()
})
