import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPostgresServer } from '../support/postgres-server.ts'

const root = join(import.meta.dirname, '../..')

/** Test files that keep their ledgers in PostgreSQL as well: what follows a mail from the inbox to the calendars. */
const onBoth = [
  'test/ledger/ledger.test.ts',
  'test/jobs/run/{folding,health,kept-decisions,mirror,parts,render}.test.ts',
  'test/jobs/{publish-feed,poll-inbox,sweep,pauses,read-again,habits}.test.ts',
  'test/live/model.test.ts',
  'test/live/reconcile.test.ts',
]

test('what a ledger in a file does, one in PostgreSQL does', async (context) => {
  const server = await openPostgresServer()
  context.after(async () => server.close())

  // It says that this is a test already: the files would run in silence.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { status, stdout } = spawnSync(process.execPath, ['--test', ...onBoth], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, TEST_DATABASE_URL: server.url, MODEL_RUNS: '20' },
  })
  assert.equal(status, 0, stdout.slice(-4000))
  assert.match(stdout, /ℹ pass [1-9]\d\d/)
})
