import type { Settings } from '../config/settings.ts'
import { MailError, messageOf } from '../src/errors.ts'
import { leaveNote, notes } from '../src/ledger/notes.ts'
import { cursorOf, recordMails, type Recorded } from '../src/ledger/messages.ts'
import { fetchNew, type RawMessage } from '../src/mail/inbox.ts'
import { readMessage } from '../src/mail/message.ts'
import type { TimedJob } from './job.ts'
import { secondsFrom, type Services } from './services.ts'

export interface PollReport extends Recorded {
  read: number
  reset: boolean
  more: boolean
}

/** A bad password is not tried more often than this: servers lock accounts. */
const credentialPauseSeconds = 900

/** The clock's step: a poll is due at the tick that is nearest. */
const tickSeconds = 5

export const pollInbox: TimedJob = {
  name: 'poll-inbox',
  schedule: `*/${tickSeconds} * * * * *`,
  async run(services) {
    if (!(await isDue(services))) return
    await poll(services)
  },
}

/** The clock ticks often; the settings say how often to poll, and a refused login how long to wait. */
async function isDue(services: Services): Promise<boolean> {
  const { 'last-poll': last, 'poll-error': failed } = await notes(services.ledger)
  const now = services.now()
  const pause = failed?.value.startsWith('credential')
    ? credentialPauseSeconds
    : Math.min(30, services.settings.pollEverySeconds)
  if (failed !== undefined && now < secondsFrom(failed.at, pause)) return false
  return (
    last === undefined ||
    now >= secondsFrom(last.at, services.settings.pollEverySeconds - tickSeconds / 2) ||
    failed !== undefined
  )
}

/** The name of a mailbox in the ledger: another account or server has a cursor of its own. */
export function mailboxOf({ user, host, port, mailbox }: NonNullable<Settings['imap']>): string {
  return `${user}@${host}:${port}/${mailbox}`
}

/** Reads what is new into the ledger, batch by batch; throws `MailError` after noting it. */
export async function poll(
  services: Services,
  told: (report: PollReport) => void = () => {},
): Promise<PollReport> {
  const { ledger, settings, log } = services
  const imap = settings.imap!
  const mailbox = mailboxOf(imap)
  const report: PollReport = { read: 0, added: 0, known: 0, conflicts: 0, reset: false, more: false }
  try {
    const result = await fetchNew(
      imap,
      await cursorOf(ledger, mailbox),
      async (batch, cursor) => {
        const recorded = await recordMails(
          ledger,
          await Promise.all(batch.map(toRecord)),
          { mailbox, ...cursor },
          services.now(),
        )
        report.read += batch.length
        report.added += recorded.added
        report.known += recorded.known
        report.conflicts += recorded.conflicts
        services.wake()
        told(report)
      },
      log,
    )
    if (result.reset)
      log.warn({ mailbox: imap.mailbox }, 'the server has renumbered the mailbox: all of it was read again')
    await leaveNote(ledger, 'last-poll', JSON.stringify(report), services.now())
    await leaveNote(ledger, 'poll-error', '', services.now())
    if (report.added > 0) log.info({ ...report }, 'poll')
    return { ...report, reset: result.reset, more: result.more }
  } catch (error) {
    const reason = error instanceof MailError ? error.reason : 'transient'
    await leaveNote(ledger, 'poll-error', `${reason}: ${messageOf(error)}`, services.now())
    throw error
  }
}

async function toRecord(raw: RawMessage) {
  const message = await readMessage(raw.source, raw.internalDate)
  return { ...message, source: raw.source, problem: raw.problem ?? message.problem }
}
