import { parserVersion } from './run/parser-version.ts'
import { leaveNote, notes } from '../src/ledger/notes.ts'
import type { TimedJob } from './run/job.ts'
import { withLease } from './run/lease.ts'
import { planRereading } from './resync.ts'

/** Once after an upgrade: tells the admin if the new parser would read what is published differently. */
export const reread: TimedJob = {
  name: 'reread',
  schedule: '*/30 * * * * *',
  isDue: async (services) => (await notes(services.ledger))['read-by']?.value !== parserVersion(services),
  async run(services) {
    const { ledger, now } = services
    if ((await notes(ledger))['read-by']?.value === parserVersion(services)) return
    await withLease(services, 'poll-inbox', async () => {
      const { otherwise } = await planRereading(services)
      const text = `A new version is installed. With it, ${otherwise}. Nothing was changed: “statlist resync --plan” shows it and says how to do it`
      await leaveNote(ledger, 'upgrade', otherwise === null ? '' : text, now())
      await leaveNote(ledger, 'read-by', parserVersion(services), now())
    })
  },
}
