import { openLedger } from '../src/ledger/ledger.ts'
import { openKeys } from '../src/ledger/outbox.ts'
import { recordMails } from '../src/ledger/record-mails.ts'
import { openHosts } from '../test/fault/hosts.ts'
import { sleep } from '../test/fault/rig.ts'
import { readMail } from '../test/support/read-mail.ts'
import { pastMail } from './past-mail.ts'
import type { Tell } from './tell.ts'

const mails = 20_000
const batch = 500
const now = '2026-11-02T08:00:00.000Z'

/** How much faster more hosts read what waits in one PostgreSQL; what they publish meanwhile is in it. */
export async function benchWorkers(tell: Tell): Promise<void> {
  let alone = 0
  for (const hosts of [1, 2, 4]) {
    const seconds = await secondsFor(hosts)
    alone ||= seconds
    tell(
      `${hosts} workers on one PostgreSQL read ${mails} mails`,
      `${(mails / seconds).toFixed(0)} a second, ${(alone / seconds).toFixed(1)} times one`,
    )
  }
}

async function secondsFor(hosts: number): Promise<number> {
  const rig = await openHosts(
    1,
    Array.from({ length: hosts }, () => 'worker' as const),
  )
  const ledger = await openLedger({ url: rig.postgres.url, schema: 'list_list_0' })
  try {
    for (let at = 0; at < mails; at += batch) {
      const incoming = Array.from({ length: batch }, async (_, more) => {
        const source = Buffer.from(
          pastMail(at + more).replace('statlist.stat.example', 'list-0.stat.example'),
        )
        return { ...(await readMail(source, now)).message, source, isOurs: true }
      })
      await recordMails(ledger, await Promise.all(incoming), null, now)
    }
    const from = performance.now()
    for (const host of rig.hosts) await host.start()
    while ((await openKeys(ledger, 'read-message')).length > 0) await sleep(0.5)
    return (performance.now() - from) / 1000
  } finally {
    await ledger.destroy()
    await rig.close()
  }
}
