import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readSettings } from '../../config/settings.ts'
import { backUpDaily } from '../../jobs/back-up.ts'
import type { Services } from '../../jobs/run/services.ts'
import { backUp, inspectBackup, restoreLedger } from '../../src/ledger/backup.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { leaveNote, notes } from '../../src/ledger/notes.ts'
import { recordMails } from '../../src/ledger/record-mails.ts'
import { openLog } from '../../src/log.ts'
import { readMail } from '../support/read-mail.ts'

const now = '2026-11-26T08:00:00.000Z'

async function ledgerWith(...ids: string[]): Promise<{ folder: string; path: string; ledger: Ledger }> {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'))
  const path = join(folder, 'ledger.sqlite')
  const ledger = await openLedger(path)
  await addMails(ledger, ids)
  return { folder, path, ledger }
}

async function addMails(ledger: Ledger, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const source = Buffer.from(
      `From: a@x\nSubject: Talk ${id}\nMessage-ID: <${id}@x>\nDate: ${now}\n\nText ${id}\n`,
    )
    await recordMails(
      ledger,
      [{ ...(await readMail(source, now)).message, arrivedAt: now, source }],
      null,
      now,
    )
  }
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('a backup', () => {
  it('of a ledger in use holds all of one moment, for its owner alone', async () => {
    const { folder, path, ledger } = await ledgerWith('a', 'b')
    assert.ok(
      statSync(`${path}-wal`).size > 0,
      'the mails stand in the -wal: a copy of the file alone would be empty',
    )
    const target = join(folder, 'copies', 'one.sqlite')
    const { mails, decisions, bytes } = await backUp(path, target)
    assert.deepEqual([mails, decisions, bytes > 10_000], [2, 0, true])
    assert.deepEqual([modeOf(target), modeOf(path), modeOf(join(folder, 'copies'))], ['600', '600', '700'])
    await addMails(ledger, ['c'])
    assert.equal(inspectBackup(target).mails, 2)
    assert.deepEqual(readdirSync(join(folder, 'copies')), ['one.sqlite'])
    await ledger.destroy()
  })

  it('comes back whole, and what was there is kept', async () => {
    const { folder, path, ledger } = await ledgerWith('a')
    const copy = join(folder, 'copy.sqlite')
    await backUp(path, copy)
    await addMails(ledger, ['b'])
    await ledger.destroy()
    const kept = `${path}.before`
    assert.equal(await restoreLedger(copy, path, kept), true)
    assert.deepEqual([inspectBackup(path).mails, inspectBackup(kept).mails], [1, 2])
    assert.equal(modeOf(path), '600')
    const again = await openLedger(path)
    await addMails(again, ['b'])
    assert.equal((await again.selectFrom('message').select('number').execute()).length, 2)
    await again.destroy()
  })

  it('comes back where the ledger is damaged, or gone', async () => {
    const { folder, path, ledger } = await ledgerWith('a')
    const copy = join(folder, 'copy.sqlite')
    await backUp(path, copy)
    await ledger.destroy()
    for (const damage of [
      () => writeFileSync(path, 'no database at all'),
      () => truncateSync(path, 20_000),
    ]) {
      damage()
      await restoreLedger(copy, path, `${path}.before`)
      assert.equal(inspectBackup(path).mails, 1)
    }
    const elsewhere = join(folder, 'new', 'ledger.sqlite')
    assert.equal(await restoreLedger(copy, elsewhere, `${elsewhere}.before`), false)
    assert.equal(inspectBackup(elsewhere).mails, 1)
  })

  it('is not written over by what a killed program had not written into a file that is gone', async () => {
    const { folder, path, ledger } = await ledgerWith('a')
    const copy = join(folder, 'copy.sqlite')
    await backUp(path, copy)
    await addMails(ledger, ['b', 'c'])
    const wal = readFileSync(`${path}-wal`)
    await ledger.destroy()
    rmSync(path)
    writeFileSync(`${path}-wal`, wal)
    await restoreLedger(copy, path, `${path}.before`)
    assert.equal(inspectBackup(path).mails, 1)
    assert.ok(!existsSync(`${path}-wal`))
  })
})

/** What is refused, with the words for it; nothing is changed then. */
const refused: Record<string, [make: (folder: string, ledger: Ledger) => unknown, says: RegExp]> = {
  'no ledger to copy': [
    async (folder) => backUp(join(folder, 'x.sqlite'), join(folder, 'y')),
    /no ledger at .*DATA_FOLDER/,
  ],
  'a target that is there': [
    (folder) => {
      writeFileSync(join(folder, 'mine'), 'precious')
      return backUp(join(folder, 'ledger.sqlite'), join(folder, 'mine'))
    },
    /mine already exists/,
  ],
  'a file that is not a ledger': [
    (folder) => {
      writeFileSync(join(folder, 'text'), 'no database, but long enough to look like one. '.repeat(99))
      return restoreLedger(join(folder, 'text'), join(folder, 'ledger.sqlite'), join(folder, 'kept'))
    },
    /text is not a ledger/,
  ],
  'half a backup': [
    async (folder) => {
      await backUp(join(folder, 'ledger.sqlite'), join(folder, 'half'))
      truncateSync(join(folder, 'half'), statSync(join(folder, 'half')).size / 2)
      return restoreLedger(join(folder, 'half'), join(folder, 'ledger.sqlite'), join(folder, 'kept'))
    },
    /half is (?:damaged|no ledger)|malformed/,
  ],
  'a backup with noise in one page': [
    async (folder) => {
      const copy = join(folder, 'noise')
      await backUp(join(folder, 'ledger.sqlite'), copy)
      const bytes = readFileSync(copy)
      writeFileSync(copy, bytes.fill(0x55, bytes.length - 4096))
      return restoreLedger(copy, join(folder, 'elsewhere.sqlite'), join(folder, 'kept'))
    },
    /noise is damaged/,
  ],
  'a ledger in use': [
    async (folder) => {
      await backUp(join(folder, 'ledger.sqlite'), join(folder, 'whole'))
      return restoreLedger(join(folder, 'whole'), join(folder, 'ledger.sqlite'), join(folder, 'kept'))
    },
    /is in use: stop the worker first/,
  ],
  'a backup of a newer version': [
    async (folder, ledger) => {
      await fromTheFuture(ledger)
      await backUp(join(folder, 'ledger.sqlite'), join(folder, 'newer'))
    },
    /a newer version has written this ledger/,
  ],
  'a ledger of a newer version': [
    async (folder, ledger) => {
      await fromTheFuture(ledger)
      await openLedger(join(folder, 'ledger.sqlite'))
    },
    /a newer version has written this ledger \(it knows “2031-flying-cars”/,
  ],
}

async function fromTheFuture(ledger: Ledger): Promise<void> {
  const { sql } = await import('kysely')
  await sql`insert into migration (name) values ('2031-flying-cars')`.execute(ledger)
}

describe('nothing is done with', () => {
  for (const [what, [make, says]] of Object.entries(refused))
    it(what, async () => {
      const { folder, path, ledger } = await ledgerWith('a')
      await assert.rejects(async () => make(folder, ledger), says)
      assert.equal((await ledger.selectFrom('message').select('number').execute()).length, 1)
      assert.ok(existsSync(path))
      assert.ok(!existsSync(`${path}.new`), 'no half-made copy is left')
      if (existsSync(join(folder, 'mine')))
        assert.equal(readFileSync(join(folder, 'mine'), 'utf8'), 'precious')
      await ledger.destroy()
    })
})

describe('the daily backup', () => {
  it('is made once a day, and seven are kept', async () => {
    const { folder, ledger } = await ledgerWith('a')
    const settings = { ...readSettings({}, { needsInbox: false }), dataFolder: folder }
    const backups = join(folder, 'backups')
    for (let day = 10; day < 20; day++)
      for (const hour of ['03', '04']) {
        const services = {
          settings,
          ledger,
          log: openLog('silent'),
          now: () => `2026-11-${day}T${hour}:00:00.000Z`,
        }
        await backUpDaily.run(services as Services)
      }
    assert.deepEqual(
      readdirSync(backups),
      [13, 14, 15, 16, 17, 18, 19].map((day) => `ledger-2026-11-${day}.sqlite`),
    )
    assert.equal((await notes(ledger))['last-backup']?.at, '2026-11-19T03:00:00.000Z')
    await ledger.destroy()
  })

  it('never pushes out the fullest copy: a ledger that was lost and made anew has less', async () => {
    const { folder, path, ledger } = await ledgerWith('a', 'b')
    const settings = { ...readSettings({}, { needsInbox: false }), dataFolder: folder }
    const log = openLog('silent')
    const runOn = async (day: number) =>
      backUpDaily.run({ settings, ledger, log, now: () => `2026-11-${day}T03:00:00.000Z` } as Services)
    await runOn(10)
    writeFileSync(join(folder, 'backups', 'ledger-2026-11-09.sqlite'), 'a copy that is damaged')
    await ledger.deleteFrom('message').where('number', '=', 2).execute()
    for (let day = 11; day < 25; day++) await runOn(day)
    assert.deepEqual(
      readdirSync(join(folder, 'backups')),
      [10, 18, 19, 20, 21, 22, 23, 24].map((day) => `ledger-2026-11-${day}.sqlite`),
    )
    assert.equal(inspectBackup(path).mails, 1)
    await ledger.destroy()
  })

  it('that can’t be made is noted until one can', async () => {
    const { folder, ledger } = await ledgerWith('a')
    const settings = { ...readSettings({}, { needsInbox: false }), dataFolder: folder }
    const services = { settings, ledger, log: openLog('silent'), now: () => now } as Services
    writeFileSync(join(folder, 'backups'), 'in the way')
    await assert.rejects(async () => backUpDaily.run(services))
    assert.match((await notes(ledger))['backup-error']!.value, /^no backup could be made: /)
    await leaveNote(ledger, 'backup-error', '', now)
    await ledger.destroy()
  })
})
