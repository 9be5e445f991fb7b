import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFeedStore } from '../../src/publication/store.ts'
import { freePort } from '../support/dovecot.ts'
import { publicationOf, saveAll } from '../support/site.ts'
import { sampleEvents } from '../support/talks.ts'
import { adminToken, problemsAt, until } from '../support/worker.ts'
import { renderFeed } from '../../src/calendar/feed.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { plainEnv } from '../support/plain-env.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')

/** A data folder with a publication and a ledger, as a worker leaves it. */
async function makeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'outlives-'))
  const events = await sampleEvents('2025-09-15')
  const feed = renderFeed(events, { name: 'Statlist', timeZone: 'Europe/Zurich' })
  const publication = { ...publicationOf(events), feed, archive: feed }
  saveAll(openFeedStore(join(folder, 'feed')), publication, '2025-09-15T08:00:00Z')
  const ledger = await openLedger(join(folder, 'ledger.sqlite'))
  await ledger.destroy()
  return folder
}

async function startOver(folder: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort()
  const child = spawn(process.execPath, [main, 'start'], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...plainEnv,
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: '1',
      IMAP_TLS: 'none',
      IMAP_USER: 'u',
      IMAP_PASSWORD: 'p',
      DATA_FOLDER: folder,
      WEB_PORT: String(port),
      ADMIN_TOKEN: adminToken,
      LOG_LEVEL: 'error',
    },
  })
  return { url: `http://127.0.0.1:${port}`, child }
}

async function untilServed(url: string): Promise<void> {
  await until(
    async () => (await fetch(`${url}/statlist.ics`).catch(() => null))?.status === 200,
    20,
    'the feed',
  )
}

const damages: [string, (folder: string) => void, RegExp][] = [
  [
    'noise in the ledger’s header',
    (folder) => writeFileSync(join(folder, 'ledger.sqlite'), 'A'.repeat(8192)),
    /is damaged \(file is not a database\): stop the worker/,
  ],
  [
    'a ledger cut in half',
    (folder) => truncateSync(join(folder, 'ledger.sqlite'), 5000),
    /malformed|not a database/,
  ],
  [
    'noise in one page of the ledger',
    (folder) => {
      const bytes = readFileSync(join(folder, 'ledger.sqlite'))
      writeFileSync(join(folder, 'ledger.sqlite'), bytes.fill(0x55, bytes.length - 4096))
    },
    /malformed|statlist restore FILE/,
  ],
  [
    'a folder in the ledger’s place',
    (folder) => {
      rmSync(join(folder, 'ledger.sqlite'))
      mkdirSync(join(folder, 'ledger.sqlite'))
    },
    /unable to open|the worker does not run/,
  ],
]

for (const [name, damage, problem] of damages)
  test(`${name}: the feed is served, /health says what is wrong, SIGTERM ends it`, async (t) => {
    const folder = await makeFolder()
    for (const end of ['-wal', '-shm']) rmSync(join(folder, `ledger.sqlite${end}`), { force: true })
    damage(folder)
    const { url, child } = await startOver(folder)
    t.after(() => child.kill('SIGKILL'))
    await untilServed(url)
    assert.match(await (await fetch(`${url}/statlist.ics`)).text(), /BEGIN:VEVENT/)
    await until(async () => (await fetch(`${url}/health`)).status === 503, 10, 'red health')
    await until(async () => problem.test(await problemsAt(url)), 10, String(problem))
    assert.equal(child.exitCode, null)
    // systemd tells the launcher and the worker, and the launcher the worker once more.
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    await until(() => child.exitCode !== null || child.signalCode !== null, 12, 'the end')
    assert.deepEqual([child.exitCode, child.signalCode], [0, null])
  })

test('torn owners.json, damaged AOF: the worker starts and the feed is served', async (t) => {
  const folder = await makeFolder()
  mkdirSync(join(folder, 'redis/appendonlydir'), { recursive: true })
  writeFileSync(join(folder, 'redis/owners.json'), '')
  writeFileSync(join(folder, 'redis/appendonlydir/appendonly.aof.manifest'), 'noise\n')
  const { url, child } = await startOver(folder)
  t.after(() => child.kill('SIGKILL'))
  await untilServed(url)
  // The mail server is not there, and that is all that is wrong.
  await until(async () => /can’t be read/.test(await problemsAt(url)), 20, 'a poll')
  assert.ok(existsSync(join(folder, 'redis/owners.json')))
  child.kill('SIGTERM')
  await until(() => child.exitCode !== null, 12, 'the end')
})

test('the worker comes up by itself when the ledger can be opened again', async (t) => {
  const folder = await makeFolder()
  rmSync(join(folder, 'ledger.sqlite'))
  mkdirSync(join(folder, 'ledger.sqlite'))
  const { url, child } = await startOver(folder)
  t.after(() => child.kill('SIGKILL'))
  await until(async () => (await fetch(`${url}/health`).catch(() => null))?.status === 503, 20, 'red health')
  rmSync(join(folder, 'ledger.sqlite'), { recursive: true })
  await until(async () => /can’t be read/.test(await problemsAt(url)), 45, 'a poll')
  child.kill('SIGTERM')
  await until(() => child.exitCode !== null, 12, 'the end')
})
