import { createHash } from 'node:crypto'
import type { ImapSettings } from '../config/inbox-settings.ts'
import { MailError, messageOf } from '../src/errors.ts'
import { cursorOf } from '../src/ledger/messages.ts'
import { recordMails, type MailRecord, type Recorded } from '../src/ledger/record-mails.ts'
import { missingUids, settleGone } from '../src/ledger/missing.ts'
import { leaveNote, notes, pollFailureOf, type PollFailure } from '../src/ledger/notes.ts'
import { fetchNew, type Cursor, type PollResult, type RawMessage } from '../src/mail/imap/inbox.ts'
import type { TimedJob } from './run/job.ts'
import type { Message } from '../src/mail/message.ts'
import { isOurs } from './run/sender.ts'
import { secondsFrom } from './run/instants.ts'
import type { Services } from './run/services.ts'

export interface PollReport extends Recorded {
  read: number
  reset: boolean
  more: boolean
}

/** A bad password is not tried more often than this: servers lock accounts. “statlist retry” and a restart try at once. */
const pauseSeconds: Partial<Record<PollFailure['reason'], number>> = { credential: 300 }

/** Whatever else failed is tried again soon: whoever has fixed it wants to see that. */
const usualPauseSeconds = 20

/** After this long, a mail at which the server falls silent is skipped, and asked for again later. */
const silenceSeconds = 600

/** The clock's step: a poll is due at the nearest tick. */
const tickSeconds = 5

export const pollInbox: TimedJob = {
  name: 'poll-inbox',
  schedule: `*/${tickSeconds} * * * * *`,
  isDue,
  async run(services) {
    if (!(await isDue(services))) return
    await poll(services)
  },
}

/** The clock ticks more often than the settings say to poll; after a failure its pause decides. */
async function isDue(services: Services): Promise<boolean> {
  const { 'last-poll': last, 'poll-error': note } = await notes(services.ledger)
  const failed = pollFailureOf(note)
  const now = services.now()
  const every = services.settings.pollEverySeconds
  if (failed !== null && note !== undefined) {
    const pause = pauseSeconds[failed.reason] ?? Math.min(usualPauseSeconds, every)
    return isOver(note.at, pause, now)
  }
  return last === undefined || isOver(last.at, every - tickSeconds / 2, now)
}

/** True when the time is over, or began in the future, by a clock that was ahead. */
function isOver(since: string, seconds: number, now: string): boolean {
  return now >= secondsFrom(since, seconds) || now < secondsFrom(since, -1)
}

/** The name of a mailbox in the ledger: another account or server has a cursor of its own. */
export function mailboxOf({ user, host, port }: ImapSettings, mailbox: string): string {
  return `${user}@${host}:${port}/${mailbox}`
}

/** Reads what is new into the ledger, mailbox by mailbox and batch by batch; throws `MailError` after noting it. */
export async function poll(
  services: Services,
  told: (report: PollReport) => void = () => {},
): Promise<PollReport> {
  const { ledger, settings, log } = services
  const report: PollReport = { read: 0, added: 0, known: 0, conflicts: 0, reset: false, more: false }
  const failed = pollFailureOf((await notes(ledger))['poll-error'])
  const isLong = failed !== null && secondsFrom(failed.since, silenceSeconds) <= services.now()
  let failure: unknown = null
  for (const mailbox of settings.imap?.mailboxes ?? []) {
    try {
      await pollMailbox(services, mailbox, isLong, report, told)
    } catch (error) {
      // A mailbox that fails does not keep the others from being read.
      failure ??= error
    }
  }
  if (failure !== null) {
    const note: PollFailure = {
      reason: failure instanceof MailError ? failure.reason : 'transient',
      text: messageOf(failure),
      since: failed?.since ?? services.now(),
    }
    await leaveNote(ledger, 'poll-error', JSON.stringify(note), services.now())
    throw failure
  }
  await leaveNote(ledger, 'last-poll', JSON.stringify(report), services.now())
  await leaveNote(ledger, 'poll-error', '', services.now())
  if (report.added > 0) log.info({ ...report }, 'poll')
  return report
}

/** Adds what it read to the report. */
async function pollMailbox(
  services: Services,
  name: string,
  silenceCounts: boolean,
  report: PollReport,
  told: (report: PollReport) => void,
): Promise<void> {
  const { ledger, settings, log } = services
  const imap = settings.imap!
  const mailbox = mailboxOf(imap, name)
  const cursor = await cursorOf(ledger, mailbox)
  const again = cursor === null ? [] : await missingUids(ledger, { mailbox, ...cursor }, services.now())
  // A batch is decoded in another thread while the one before it is kept.
  let decoding: { mails: Promise<MailRecord[]>; uids: number[]; at: Cursor } | null = null
  const keep = async () => {
    if (decoding === null) return
    const { mails, uids, at } = decoding
    decoding = null
    const records = await mails
    const kept = new Set(records.map(({ imap }) => imap?.uid))
    const passed = uids.filter((uid) => !kept.has(uid))
    const recorded = await recordMails(ledger, records, { mailbox, ...at, passed }, services.now())
    report.read += uids.length
    report.added += recorded.added
    report.known += recorded.known
    report.conflicts += recorded.conflicts
    services.wake()
    told(report)
  }
  let result: PollResult
  try {
    result = await fetchNew(
      { ...imap, mailbox: name },
      cursor,
      async (batch, at) => {
        const mails = toRecords(batch, mailbox, services)
        mails.catch(() => {})
        await keep()
        decoding = { mails, uids: batch.map(({ imapUid }) => imapUid), at }
      },
      log,
      again,
      silenceCounts,
    )
  } finally {
    // What was handed out before the connection broke is kept all the same.
    await keep()
  }
  await settleGone(ledger, { mailbox, uidValidity: result.uidValidity }, result.gone)
  if (result.reset)
    log.warn({ mailbox: name }, 'the server has renumbered the mailbox: all of it was read again')
  if (result.refused > 0) log.warn({ refused: result.refused }, 'the server does not hand out some mails')
  report.reset ||= result.reset
  report.more ||= result.more
}

/** Mails as the ledger keeps them; a digest as its mails; nothing of another list that is served here, too. */
async function toRecords(
  batch: readonly RawMessage[],
  mailbox: string,
  { reader, profile, settings, now }: Services,
): Promise<MailRecord[]> {
  const handedOut = batch.flatMap(({ source, internalDate }) =>
    source === null ? [] : [{ source, receivedAt: internalDate ?? now() }],
  )
  const opened = (await reader.open(handedOut)).values()
  return batch.flatMap((raw): MailRecord[] => {
    const { imapUid: uid, uidValidity, source, problem } = raw
    const arrived = raw.internalDate ?? now()
    if (source === null)
      return [notHandedOut(`${mailbox} ${uidValidity} ${uid}`, uid, arrived, problem ?? 'not handed out')]
    const mails = (opened.next().value ?? []).filter(({ message }) => isForUs(message, settings, profile))
    return mails.map(({ source: own, message }) => ({
      ...message,
      arrivedAt: Temporal.Instant.from(arrived).toString({ smallestUnit: 'millisecond' }),
      source: own,
      problem: problem ?? message.problem ?? (cameAlone(message) ? withoutList : null),
      isOurs: isOurs(message, profile),
      imap: { uid, missing: false },
    }))
  })
}

/** Of several lists that read one mailbox each takes its own mails, and one of them those that name no list. */
function isForUs(message: Message, { list }: Services['settings'], profile: Services['profile']): boolean {
  if (isOurs(message, profile)) return true
  return message.listIds.length === 0 ? list.takesStrays : !isOurs(message, { listIds: list.others })
}

function cameAlone({ listIds, automatic }: Message): boolean {
  return listIds.length === 0 && automatic !== 'own'
}

/** Anybody can write to the inbox; what an admin imports is vouched for. */
const withoutList = 'it has no List-Id: did it come over the list?'

/** What waits in place of a mail that the server does not hand out. */
function notHandedOut(name: string, uid: number, date: string, problem: string): MailRecord {
  const hash = createHash('sha256').update(name).digest('hex')
  return {
    key: hash.slice(0, 40),
    messageId: `${hash.slice(0, 32)}@not-handed-out`,
    bodyHash: hash,
    date,
    subject: `(UID ${uid} of the mailbox)`,
    source: Buffer.alloc(0),
    problem,
    imap: { uid, missing: true },
  }
}
