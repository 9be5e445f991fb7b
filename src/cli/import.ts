import { parseArgs } from 'node:util'
import { readList } from '../../config/lists.ts'
import { publish } from '../../jobs/publish-feed.ts'
import { readMessageJob } from '../../jobs/read-message.ts'
import { isOurs } from '../../jobs/run/sender.ts'
import { openServices } from '../../jobs/run/services.ts'
import { recordMails } from '../ledger/record-mails.ts'
import { openKeys } from '../ledger/outbox.ts'
import { openLog } from '../log.ts'
import { readArchive } from '../mail/archive.ts'
import type { Command } from './command.ts'
import { openProgress } from './progress.ts'

const batch = 50

export const importFiles: Command = {
  name: 'import',
  summary: 'read mails from .eml, mbox and .mbox.gz files into the ledger',
  help: `
statlist import FILE…

Reads the list's past from files: .eml, mbox, and Mailman's monthly archives (.txt.gz); a digest is opened.
Mails that the ledger has, from the inbox or an earlier import, are known and change nothing.
Says how many mails it found, and how many of them wait because they can't be read.
The feed is made anew at the end; a running worker carries the new events to Google.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    if (positionals.length === 0) {
      process.stderr.write(`Which files?\n${importFiles.help}\n`)
      return 2
    }
    // Every file is read before anything is written: a wrong name leaves nothing half done.
    const found = positionals.flatMap((file) => readArchive(file))
    const { profile, settings } = await readList(process.env, { needsInbox: false })
    const services = await openServices(settings, profile, openLog(settings.logLevel))
    const progress = openProgress()
    try {
      const total = { added: 0, known: 0, conflicts: 0 }
      let [mailCount, unread] = [0, 0]
      for (let from = 0; from < found.length; from += batch) {
        const incoming = found
          .slice(from, from + batch)
          .map((source) => ({ source, receivedAt: services.now() }))
        const mails = (await services.reader.open(incoming)).flat().map(({ source, message }) => ({
          ...message,
          problem: message.problem ?? (message.dated ? null : 'it has no readable Date: when was it sent?'),
          isOurs: isOurs(message, profile),
          source,
        }))
        mailCount += mails.length
        unread += mails.filter(({ problem }) => problem !== null).length
        const recorded = await recordMails(services.ledger, mails, null, services.now())
        for (const key of ['added', 'known', 'conflicts'] as const) total[key] += recorded[key]
        progress('mails', Math.min(from + batch, found.length), found.length)
      }
      const keys = await openKeys(services.ledger, 'read-message')
      for (const [at, key] of keys.entries()) {
        await readMessageJob.run(key, services)
        progress('reading', at + 1, keys.length)
      }
      const { plan } = await publish(services)
      process.stdout.write(
        `${mailCount} mails: ${total.added} new, ${total.known} known, ${total.conflicts} in conflict${unread === 0 ? '' : `, ${unread} can’t be read (“statlist review” says why)`}; events: ${plan.put.filter(({ what }) => what === 'add').length} new, ${plan.put.filter(({ what }) => what !== 'add').length} changed\n`,
      )
      return 0
    } finally {
      await services.close()
    }
  },
}
