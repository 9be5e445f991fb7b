import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../config/lists/statlist.ts'
import { readSettings } from '../config/settings.ts'
import { publish } from '../jobs/publish-feed.ts'
import { foldStored } from '../jobs/run/folding.ts'
import { ledgerPlace } from '../jobs/run/paths.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { readMessageJob } from '../jobs/read-message.ts'
import { openServices, type Services } from '../jobs/run/services.ts'
import { isOurs } from '../jobs/run/sender.ts'
import { openLog } from '../src/log.ts'
import { giveBackMemory } from '../src/memory.ts'
import { openKeys } from '../src/ledger/outbox.ts'
import { recordMails } from '../src/ledger/record-mails.ts'
import { pastMail } from './past-mail.ts'
import type { Scale } from './scale.ts'

/*
 * One ledger of the given size, in a process of its own: `node bin/node.mjs bench/scale-one.ts 10000`.
 * Mails take the same path as in the worker, except for IMAP and Redis.
 */
const count = Number(process.argv[2])
const batch = 200
/** The worker publishes about as often while it reads an archive: it rests four times as long as that takes. */
const publishEvery = 400
/** So that 100,000 mails end before today: what is dated later waits. */
const firstDay = '1986-01-06'
const more = 5

// As the worker does.
giveBackMemory()
const folder = mkdtempSync(join(tmpdir(), 'scale-'))
const services = await openServices(
  readSettings({ DATA_FOLDER: folder }, { needsInbox: false }),
  statlist,
  openLog('error'),
)

async function take(from: number, to: number, { ledger, reader, now }: Services): Promise<void> {
  const incoming = Array.from({ length: to - from }, (_, at) => ({
    source: Buffer.from(pastMail(from + at, firstDay)),
    receivedAt: now(),
  }))
  const mails = (await reader.open(incoming)).flat().map(({ source, message }) => ({
    ...message,
    isOurs: isOurs(message, statlist),
    source,
  }))
  await recordMails(ledger, mails, null, now())
  for (const key of await openKeys(ledger, 'read-message')) await readMessageJob.run(key, services)
}

async function millisecondsOf(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const importMs = await millisecondsOf(async () => {
  for (let from = 0; from < count; from += batch) {
    await take(from, Math.min(from + batch, count), services)
    if ((from + batch) % publishEvery === 0) await publish(services)
  }
  await publish(services)
})
let oneMoreMs = 0
for (let at = 0; at < more; at++)
  oneMoreMs += await millisecondsOf(async () => {
    await take(count + at, count + at + 1, services)
    await publish(services)
  })
const publishMs = await millisecondsOf(async () => publish(services))
// Before the fold of a second process is made in this one.
const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
// As a process does that has just been started.
const ledger = await openLedger(ledgerPlace(services.settings))
const foldMs = await millisecondsOf(async () => foldStored({ ...services, ledger }))
await ledger.destroy()
const scale: Scale = {
  oneMoreMs: Math.round(oneMoreMs / more),
  foldMs: Math.round(foldMs),
  publishMs: Math.round(publishMs),
  importS: Math.round(importMs / 100) / 10,
  rssMB: Math.round(kilobytes / 1024),
}
await services.close()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(scale)}\n`)
