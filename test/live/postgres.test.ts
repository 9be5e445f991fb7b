import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordDecision, decisions } from '../../src/ledger/decisions.ts'
import { backUp, inspectBackup, restoreLedger } from '../../src/ledger/backup.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { takeWork } from '../../src/ledger/outbox.ts'
import { recordMails } from '../../src/ledger/record-mails.ts'
import { openPostgresServer, type PostgresServer } from '../support/postgres-server.ts'
import { readMail } from '../support/read-mail.ts'
import { talkMail } from '../support/talk-mail.ts'
import { plainEnv } from '../support/plain-env.ts'

const now = '2026-11-26T10:00:00.000Z'
const root = join(import.meta.dirname, '../..')
let server: PostgresServer
let schemas = 0

before(async () => {
  server = await openPostgresServer()
})
after(async () => server.close())

const place = () => ({ url: server.url, schema: `here_${(schemas += 1)}` })

async function addMail(ledger: Ledger, id: string, subject = `Talk ${id}`): Promise<void> {
  const source = Buffer.from(`From: a@x\nMessage-ID: <${id}@x>\nDate: ${now}\n\nText ${id}\n`)
  const { message } = await readMail(source, now)
  await recordMails(ledger, [{ ...message, subject, arrivedAt: now, source }], null, now)
}

/** A way to the server whose connections can be cut without either end hearing of it. */
async function openProxy(to: number) {
  const sockets: Socket[] = []
  const proxy = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    sockets.push(near, far)
    for (const socket of [near, far]) socket.on('error', () => {})
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    silence: () => sockets.forEach((socket) => socket.unpipe().pause()),
    close() {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

describe('a ledger in PostgreSQL', () => {
  it('is opened by several hosts at once, the first time, too', async () => {
    const at = place()
    const ledgers = await Promise.all(Array.from({ length: 6 }, async () => openLedger(at)))
    for (const ledger of ledgers) await ledger.destroy()
  })

  it('numbers mails and decisions of two hosts one after the other', async () => {
    const at = place()
    const hosts = [await openLedger(at), await openLedger(at)]
    const mails = Array.from({ length: 40 }, (_, id) => addMail(hosts[id % 2]!, String(id)))
    const made = Array.from({ length: 20 }, (_, id) =>
      recordDecision(hosts[id % 2]!, { who: 'Ann', why: '', act: { kind: 'withdraw', event: `${id}` } }, now),
    )
    await Promise.all([...mails, ...made])
    const rows = await hosts[0]!.selectFrom('message').select('number').orderBy('number').execute()
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 40 }, (_, number) => number + 1),
    )
    assert.deepEqual(
      (await decisions(hosts[1]!)).map(({ number }) => number),
      Array.from({ length: 20 }, (_, number) => number + 1),
    )
    const taken = await Promise.all(hosts.map(async (host) => takeWork(host, now, 100)))
    const keys = taken.flat().map(({ job, key }) => `${job} ${key}`)
    assert.equal(keys.length, new Set(keys).size, 'a piece of work was taken twice')
    assert.equal(keys.length, 41, 'each mail, and the feed')
    for (const host of hosts) await host.destroy()
  })

  it('keeps texts that PostgreSQL can’t store without what it can’t', async () => {
    const ledger = await openLedger(place())
    await addMail(ledger, 'nul', 'Talk\0 \u{1F600} \uD800')
    const [row] = await ledger.selectFrom('message').select('subject').execute()
    assert.equal(row?.subject, 'Talk \u{1F600} \uFFFD')
    await ledger.destroy()
  })

  it('orders texts as a file does, whatever the database’s language', async () => {
    const ledger = await openLedger(place())
    for (const uid of ['b', 'A', 'ä', 'a-c', 'ab', 'Z'])
      await ledger
        .insertInto('event')
        .values({ uid, event: '{}', month: '', until: '', changed: '' })
        .execute()
    const rows = await ledger.selectFrom('event').select('uid').orderBy('uid').execute()
    assert.deepEqual(
      rows.map(({ uid }) => uid),
      ['A', 'Z', 'a-c', 'ab', 'b', 'ä'],
    )
    await ledger.destroy()
  })

  it('is there again after a crash of the server, without a restart of ours', async () => {
    const ledger = await openLedger(place())
    await addMail(ledger, 'before')
    await server.kill()
    await assert.rejects(addMail(ledger, 'meanwhile'))
    await server.start()
    await addMail(ledger, 'after')
    const rows = await ledger.selectFrom('message').select('subject').orderBy('number').execute()
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      ['Talk before', 'Talk after'],
    )
    await ledger.destroy()
  })

  it('is asked over a new connection when the old one has gone silent', async () => {
    const proxy = await openProxy(server.port)
    const url = `postgres://statlist@127.0.0.1:${proxy.port}/postgres?query_timeout=500`
    const ledger = await openLedger({ ...place(), url })
    await addMail(ledger, 'before')
    proxy.silence()
    await assert.rejects(ledger.selectFrom('message').selectAll().execute(), /timeout/)
    assert.equal((await ledger.selectFrom('message').selectAll().execute()).length, 1)
    await ledger.destroy()
    proxy.close()
  })

  it('goes into a backup, and comes back from it', async () => {
    const at = place()
    const folder = mkdtempSync(join(tmpdir(), 'pg-backup-'))
    const [copy, kept] = [join(folder, 'copy.sqlite'), join(folder, 'kept.sqlite')]
    const ledger = await openLedger(at)
    await addMail(ledger, 'a')
    assert.equal((await backUp(at, copy)).mails, 1)
    await addMail(ledger, 'b')
    await assert.rejects(restoreLedger(copy, at, kept), /in use: stop every worker first/)
    const leaves = sleep(500).then(() => ledger.destroy())
    assert.equal(await restoreLedger(copy, at, kept), true, 'a worker that is just stopping is waited for')
    await leaves
    assert.equal(inspectBackup(kept).mails, 2)
    const again = await openLedger(at)
    const [row] = await again.selectFrom('message').selectAll().execute()
    const file = await openLedger(copy)
    assert.deepEqual(
      { ...row, source: Buffer.from(row!.source).toString('hex') },
      await file
        .selectFrom('message')
        .selectAll()
        .executeTakeFirstOrThrow()
        .then((one) => ({ ...one, source: Buffer.from(one.source).toString('hex') })),
    )
    assert.equal((await again.selectFrom('message').select('key').execute()).length, 1)
    for (const one of [again, file]) await one.destroy()
  })

  it('is where “statlist move” brings a file, compared byte for byte, once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pg-move-'))
    const mails = [3, 4].map((at) => {
      const path = join(folder, `${at}.eml`)
      writeFileSync(path, talkMail(at))
      return path
    })
    const run = (args: string[], env: Record<string, string>) =>
      spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...plainEnv, TZ: 'UTC', DATA_FOLDER: folder, ...env },
      })
    const there = { DATABASE_URL: server.url }
    assert.match(run(['import', ...mails], {}).stdout, /2 new/)
    assert.match(run(['move'], {}).stderr, /DATABASE_URL is not set/)
    const wrong = { DATABASE_URL: server.url.replace(String(server.port), '9') }
    assert.match(run(['move'], wrong).stderr, /can’t be used \(.*ECONNREFUSED/)
    const moved = run(['move'], there)
    assert.match(moved.stdout, /rows are in the database, and give the same events/, moved.stderr)
    const check = run(['rebuild', '--check'], there)
    assert.match(check.stdout, /^2 events and \d+ bytes of feed: the same, byte for byte/, check.stderr)
    assert.match(run(['move'], there).stderr, /there is no ledger .*has moved already/)
    renameSync(join(folder, 'ledger.sqlite.moved'), join(folder, 'ledger.sqlite'))
    assert.match(run(['move'], there).stderr, /has a ledger of this list already/)
  })
})
