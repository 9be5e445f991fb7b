import { forgetCursor, readableKeys } from '../src/ledger/messages.ts'
import { countWork, finishWork, openKeys, workAt } from '../src/ledger/outbox.ts'
import { storedEvents } from '../src/ledger/events.ts'
import { withLease } from './lease.ts'
import { mailboxOf, poll } from './poll-inbox.ts'
import { publishToGoogle } from './publish-event.ts'
import { publish } from './publish-feed.ts'
import { readMessageJob } from './read-message.ts'
import { findDrift } from './reconcile.ts'
import type { Services } from './services.ts'

/** What a resync did, in numbers; all zeros but the first two when everything was right. */
export interface ResyncReport {
  mailsInMailbox: number
  mailsRead: number
  newMails: number
  eventsAdded: number
  eventsChanged: number
  eventsRemoved: number
  googleWrites: number
}

const silent: Told = () => {}

/** Progress of a long run: what is being done, how far. */
export type Told = (doing: string, done: number, of: number) => void

/** Reads the mailbox again from its beginning, reads every mail anew, folds again, and puts the calendars right. */
export async function resync(
  services: Services,
  { allowRemovals = false, told = silent } = {},
): Promise<ResyncReport | null> {
  return withLease(services, 'poll-inbox', async () => {
    const { ledger, settings, log } = services
    let mailbox = { read: 0, added: 0 }
    if (settings.imap !== null) {
      await forgetCursor(ledger, mailboxOf(settings.imap))
      mailbox = await poll(services, (report) => told('mailbox', report.read, report.read))
    }
    const keys = await readableKeys(ledger)
    for (const [at, key] of keys.entries()) {
      await readMessageJob.run(key, services)
      told('mails', at + 1, keys.length)
    }
    const plan = await publish(services, { allowRemovals })
    await findDrift(services)
    const googleWrites = await publishAll(services, told)
    const report = {
      mailsInMailbox: mailbox.read,
      mailsRead: keys.length,
      newMails: mailbox.added,
      eventsAdded: plan.add.length,
      eventsChanged: plan.change.length,
      eventsRemoved: plan.remove.length,
      googleWrites,
    }
    log.info({ ...report, open: await countWork(ledger) }, 'resync')
    return report
  })
}

/** Carries the open Google work out here and now, at the pace that Google allows. */
async function publishAll(services: Services, told: Told): Promise<number> {
  const { ledger, google } = services
  if (google === null) return 0
  const uids = [
    ...new Set([
      ...(await storedEvents(ledger)).map((event) => event.uid),
      ...(await openKeys(ledger, 'publish-event')),
    ]),
  ]
  let writes = 0
  for (const [at, uid] of uids.entries()) {
    const work = await workAt(ledger, 'publish-event', uid)
    if (work !== null) {
      if (await publishToGoogle(uid, services)) {
        writes += 1
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await finishWork(ledger, 'publish-event', uid, work.epoch)
    }
    told('Google', at + 1, uids.length)
  }
  return writes
}
