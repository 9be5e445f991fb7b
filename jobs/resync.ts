import type { RemoteChanges } from '../src/google/calendar.ts'
import type { Act } from '../src/talks/decision.ts'
import { deletionsIn, findDrift, type Drift } from '../src/google/drift.ts'
import { hashOf, objectionTo, operationsOf, rereadObjection, type Operation } from '../src/calendar/plan.ts'
import type { Reading, SecondReading, StoredReading, StoredSecond } from '../src/talks/reading.ts'
import { raisedSequences } from '../src/talks/raised.ts'
import { fold, type Folded } from '../src/talks/fold.ts'
import { talksBehind } from '../src/talks/marks.ts'
import { answersTo, rereadAnswer, secondReadings } from '../src/ledger/answers.ts'
import { decisions, recordDecision } from '../src/ledger/decisions.ts'
import { allWritten, eventsWritten } from '../src/ledger/events.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import { forgetCursor, mailsToRead, type ReadableMail, recordReading } from '../src/ledger/messages.ts'
import { countWork, finishWork, openKeys, workAt } from '../src/ledger/outbox.ts'
import { withLease } from './run/lease.ts'
import { mailboxOf, poll } from './poll-inbox.ts'
import { publishToGoogle } from './publish-event.ts'
import { carryOut, learnNow, planFeed, publish, type FeedPlan } from './publish-feed.ts'
import { storedReadings } from './run/folding.ts'
import { hasLearnt, readPlaced } from './run/examples.ts'
import { secondOf } from './read-again.ts'
import { readingOf, rereadingOf } from './read-message.ts'
import { applyDrift, reconcileGoogle } from './reconcile.ts'
import { bringBackDecisions } from './run/kept-decisions.ts'
import { notePastRun } from './run/past-runs.ts'
import type { Services } from './run/services.ts'

/** Progress of a long run: what is being done, how far. */
export type Told = (doing: string, done: number, of: number) => void

/** All that a resync would do, and why it should perhaps not be done unasked. */
export interface ResyncPlan {
  operations: Operation[]
  /** The same operations have the same hash. */
  hash: string
  objection: string | null
  mailsInMailbox: number
  newMails: number
  mailsRead: number
  /** Mails whose reading now differs from the stored one. */
  reread: { key: string; reading: ReturnType<typeof readingOf>; isNew: boolean }[]
  /** Answers of language models whose reading now differs from the stored one. */
  reanswered: { number: number; reading: StoredSecond }[]
  /** Events whose SEQUENCE must be raised, each with the new one. */
  raised: Map<string, number>
  feed: FeedPlan
  google: { changes: RemoteChanges; drift: Drift } | null
}

/** What a resync did, in numbers; all but the first two are zero when everything was right. */
export interface ResyncReport {
  mailsInMailbox: number
  mailsRead: number
  newMails: number
  eventsAdded: number
  eventsChanged: number
  eventsRemoved: number
  googleWrites: number
}

export type ResyncResult =
  | { kind: 'busy' }
  | { kind: 'refused'; plan: ResyncPlan; why: string }
  | { kind: 'planned'; plan: ResyncPlan }
  | { kind: 'done'; plan: ResyncPlan; report: ResyncReport }

const silent: Told = () => {}

/**
 * Reads mailbox and mails anew, folds again, compares all of Google, and puts right what differs.
 * @param plan only say what would be done
 * @param apply do the plan with this hash, even when the guard objects, and no other
 * @param who runs it, for the desk's list of runs
 */
export async function resync(
  services: Services,
  { plan: onlyPlan = false, apply = null as string | null, who = 'admin', told = silent } = {},
): Promise<ResyncResult> {
  const result = await withLease<ResyncResult>(services, 'poll-inbox', async () => {
    const plan = await planResync(services, told)
    if (onlyPlan) return { kind: 'planned', plan }
    const why =
      apply === null ? plan.objection : apply === plan.hash ? null : `things have changed since plan ${apply}`
    if (why !== null) {
      await notePastRun(services, { who, told: `refused: ${why}` })
      return { kind: 'refused', plan, why }
    }
    const report = await carryOutResync(services, plan, told)
    await notePastRun(services, { who, told: toldReport(report) })
    return { kind: 'done', plan, report }
  })
  return result ?? { kind: 'busy' }
}

function toldReport(report: ResyncReport): string {
  return Object.entries(report)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

async function planResync(services: Services, told: Told): Promise<ResyncPlan> {
  const { ledger, settings, google } = services
  let mailbox = { read: 0, added: 0 }
  if (settings.imap !== null) {
    // An inbox that can't be read ends it here: it must never look like an empty one.
    for (const name of settings.imap.mailboxes) await forgetCursor(ledger, mailboxOf(settings.imap, name))
    mailbox = await poll(services, (report) => told('mailbox', report.read, report.read))
  }
  // The plan itself reads what is unread.
  const lacking = await bringBackDecisions(services, { whileUnread: true })
  const { reread, reanswered, count, feed, otherwise, raised } = await planRereading(services, told)
  const wanted = new Map(feed.events.map((event) => [event.uid, event]))
  const changes = google === null ? null : await google.changes(null)
  const written = await allWritten(ledger)
  const drift = changes === null ? null : findDrift(changes, written, wanted)
  const operations = [...operationsOf(feed.plan), ...(drift === null ? [] : googleOperations(drift, feed))]
  const deleted = drift === null ? 0 : deletionsIn(drift)
  return {
    operations,
    hash: hashOf(operations, [feed.plan, drift?.adoptions ?? []]),
    objection: lacking ?? feed.objection ?? otherwise ?? objectionTo(deleted, written.size),
    mailsInMailbox: mailbox.read,
    newMails: mailbox.added,
    mailsRead: count,
    reread,
    reanswered,
    raised,
    feed,
    google: changes === null || drift === null ? null : { changes, drift },
  }
}

/** What this program makes of the ledger's mails, and why its reading must not take the place of the stored one unasked. */
export async function planRereading(services: Services, told: Told = silent) {
  const over = await eventsWritten(services.ledger)
  const { before, readings, given, seconds, reread, reanswered, count } = await readAll(services, told)
  const made = await decisions(services.ledger)
  const decided = made.at(-1)?.number ?? 0
  const planOf = async (folded: Folded) => planFeed(services, { folded, decided, over, isForgotten: null })
  const feed = await planOf(fold(readings, made, services.profile, seconds))
  if (reread.length === 0 && reanswered.length === 0)
    return { reread, reanswered, count, feed, otherwise: null, raised: new Map<string, number>() }
  const past = await planOf(fold(before, made, services.profile, given))
  const byUid = ({ events }: FeedPlan) => new Map(events.map((event) => [event.uid, event]))
  const talks = ({ events }: FeedPlan) => events.map(({ talk }) => talk)
  const otherwise = rereadObjection(byUid(past), byUid(feed))
  return { reread, reanswered, count, feed, otherwise, raised: raisedSequences(talks(past), talks(feed)) }
}

/** What the ledger knows of a mail besides its reading. */
function placeOf({ key, number, arrivedAt }: ReadableMail): Pick<Reading, 'key' | 'number' | 'arrivedAt'> {
  return { key, number, arrivedAt }
}

/** Reads every mail of the ledger anew, in memory; `before`: as they were read when they came. */
async function readAll(services: Services, told: Told) {
  const { ledger, profile } = services
  if (!(await hasLearnt(services))) await learnNow(services)
  const stored = await storedReadings(ledger)
  const numbers = new Map(stored.map(({ key, number }) => [key, number]))
  const given = await secondReadings(ledger)
  const folded = fold(stored, await decisions(ledger), profile, given)
  const known = [...folded.talks, ...folded.withdrawn]
  const before: Reading[] = []
  const readings: Reading[] = []
  const seconds: SecondReading[] = []
  const reread: ResyncPlan['reread'] = []
  const reanswered: ResyncPlan['reanswered'] = []
  let count = 0
  for await (const { mail, of } of mailsToRead(ledger)) {
    const answered = await answersTo(ledger, mail.key)
    const read = await readPlaced(services, mail, { answers: answered.map(({ answers }) => answers) })
    const reading = rereadingOf(
      mail.announcement,
      readingOf(read, profile),
      talksBehind(known, numbers, mail),
      given.filter(({ key }) => key === mail.key),
    )
    // A new mail is read for the first time: there is no stored reading to differ from.
    const first = mail.state === 'pending' ? reading.announcement : mail.announcement
    if (first !== null) before.push({ ...placeOf(mail), ...(JSON.parse(first) as StoredReading) })
    // Where reading fails now, on a slow machine, what was read before stands.
    if (reading.state === 'waiting' && mail.announcement !== null) {
      readings.push({ ...placeOf(mail), ...(JSON.parse(mail.announcement) as StoredReading) })
      seconds.push(...given.filter(({ key }) => key === mail.key))
      told('mails', ++count, of)
      continue
    }
    if (reading.announcement !== mail.announcement || reading.state !== mail.state)
      reread.push({ key: mail.key, reading, isNew: mail.state === 'pending' })
    if (reading.announcement !== null) {
      const first = JSON.parse(reading.announcement) as StoredReading
      readings.push({ ...placeOf(mail), ...first })
      const earlier: StoredSecond[] = []
      for (const [at, { number, after, at: since, key, reading: stored }] of answered.entries()) {
        const was = stored === null ? [] : [JSON.parse(stored) as StoredSecond]
        const second = secondOf(first, read.seconds[at], [...was, ...earlier]) ?? was[0]
        if (second === undefined) continue
        earlier.push(second)
        seconds.push({ number, after, at: since, key, ...second })
        if (JSON.stringify(second) !== stored) reanswered.push({ number, reading: second })
      }
    }
    told('mails', ++count, of)
  }
  return { before, readings, given, seconds, reread, reanswered, count }
}

function googleOperations(drift: Drift, { events, plan }: FeedPlan): Operation[] {
  const all = new Map(
    [...plan.remove.map(({ event }) => event), ...events].map((event) => [event.uid, event]),
  )
  const summary = (uid: string) => all.get(uid)?.summary ?? uid
  return [
    ...drift.adoptions.map(({ uid, acts }) => ({
      what: 'adopt' as const,
      uid,
      reason: acts.map(wordsFor).join(', ') || 'edited there, but a mail has said more since',
    })),
    ...drift.writes.map(({ uid, reason }) => ({
      what: all.has(uid) && reason !== 'is no event any more' ? ('write' as const) : ('remove' as const),
      uid,
      reason,
    })),
  ].map((operation) => ({ ...operation, where: 'Google' as const, summary: summary(operation.uid) }))
}

function wordsFor(act: Act): string {
  if (act.kind === 'google-edit') return `${act.field} edited there by hand`
  return act.kind === 'google-delete' ? 'deleted there by hand' : 'taken out of the bin there'
}

async function carryOutResync(services: Services, plan: ResyncPlan, told: Told): Promise<ResyncReport> {
  const { ledger, now, log } = services
  for (const { key, reading, isNew } of plan.reread)
    await recordReading(ledger, key, reading, now(), isNew && services.settings.reader !== null)
  for (const { number, reading } of plan.reanswered) await rereadAnswer(ledger, number, reading, now())
  for (const [event, sequence] of plan.raised)
    await recordDecision(
      ledger,
      { who: 'resync', why: `plan ${plan.hash}`, act: { kind: 'reread', event, sequence } },
      now(),
    )
  await leaveNote(ledger, 'upgrade', '', now())
  // Confirmed mails may be read differently now.
  if (plan.reread.length + plan.reanswered.length > 0) await leaveNote(ledger, 'learnt', '', now())
  // What was published meanwhile is no reason to leave the rest; only a plan with an objection is this one or none.
  if (!(await carryOut(services, plan.feed)) && plan.objection !== null)
    throw new Error(
      `something was published since plan ${plan.hash}: look at a new one, “statlist resync --plan”`,
    )
  if (plan.google !== null) await applyDrift(services, plan.google.changes, plan.google.drift)
  // What humans did in Google is a decision now: the fold takes it up.
  await publish(services)
  const report = {
    mailsInMailbox: plan.mailsInMailbox,
    mailsRead: plan.mailsRead,
    newMails: plan.newMails,
    eventsAdded: plan.feed.plan.put.filter(({ what }) => what === 'add').length,
    eventsChanged: plan.feed.plan.put.filter(({ what }) => what !== 'add').length,
    eventsRemoved: plan.feed.plan.remove.length,
    googleWrites: await pushAll(services, told),
  }
  // The calendars have been put right: this notes that they agree.
  await reconcileGoogle(services)
  log.info({ ...report, open: await countWork(ledger) }, 'resync')
  return report
}

/** Carries out the open Google work here and now, at the pace that Google allows. */
async function pushAll(services: Services, told: Told): Promise<number> {
  const { ledger, google } = services
  if (google === null) return 0
  const uids = await openKeys(ledger, 'publish-event')
  let writes = 0
  for (const [at, uid] of uids.entries()) {
    const work = await workAt(ledger, 'publish-event', uid)
    if (work !== null) {
      if (await publishToGoogle(uid, services)) writes += 1
      await finishWork(ledger, 'publish-event', uid, work.epoch, services.now())
    }
    told('Google', at + 1, uids.length)
  }
  return writes
}
