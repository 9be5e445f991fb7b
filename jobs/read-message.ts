import type { ListProfile } from '../config/profile.ts'
import { firstMarks, keptMarks, withTalks } from '../src/talks/marks.ts'
import type { Announcement } from '../src/announcement/announcement.ts'
import { noSuchDay } from '../src/announcement/text/no-such-day.ts'
import { findHappening } from '../src/announcement/text/vocabulary.ts'
import type { Message } from '../src/mail/message.ts'
import type { StoredReading, StoredSecond } from '../src/talks/reading.ts'
import type { KnownTalk } from '../src/talks/talk.ts'
import { recordReading, sourceOf } from '../src/ledger/messages.ts'
import { ofAnotherList } from '../src/ledger/record-mails.ts'
import { learnNow } from './publish-feed.ts'
import { hasLearnt, readPlaced } from './run/examples.ts'
import type { QueuedJob } from './run/job.ts'
import type { ReadMail } from './run/mail-reader.ts'
import { isOurs, senderOf } from './run/sender.ts'

export const readMessageJob: QueuedJob = {
  name: 'read-message',
  concurrency: 2,
  perSecond: null,
  async run(key, services) {
    const mail = await sourceOf(services.ledger, key)
    if (mail === null || mail.state === 'waiting') return
    // A decision may have come from elsewhere since the calendar was last folded.
    if (!(await hasLearnt(services))) await learnNow(services)
    const read = await readPlaced(services, mail)
    const reading = rereadingOf(mail.announcement, readingOf(read, services.profile), [])
    const asks = services.settings.reader !== null
    await recordReading(services.ledger, key, reading, services.now(), asks)
    services.wake()
  },
}

/** True when nothing was read, not even that it is about something else: another part may hold the talk. */
function mayHold({ holds, subject }: Message, { kind, talks, automatic, reason }: Announcement): boolean {
  const isOpen = reason === 'no date of an event' || findHappening(subject) !== null
  return holds.length > 0 && talks.length === 0 && kind === 'other' && automatic !== true && isOpen
}

/** A day that no calendar has, in a mail of which nothing else was read: somebody mistyped the day of a talk. */
function impossibleDay({ text }: Message, { talks, reason }: Announcement): string[] {
  const day = talks.length === 0 && reason === 'no date of an event' ? noSuchDay(text) : null
  return day === null ? [] : [`a day that no calendar has (${day})`]
}

/** What becomes of a mail: read, ignored with the reason, or left to a human because reading it fails. */
export function readingOf(
  { message, announcement, by, asks }: ReadMail,
  profile: ListProfile,
): { state: 'read' | 'ignored' | 'waiting'; reason: string | null; announcement: string | null } {
  if (announcement === null) return { state: 'waiting', reason: message.problem, announcement: null }
  if (message.automatic === 'own')
    return { state: 'ignored', reason: 'our own notice to the admin', announcement: null }
  if (message.automatic === 'reply')
    return { state: 'ignored', reason: 'an automatic reply', announcement: null }
  // Archives have no List-Id; where one list subscribes to another, one of the two is ours.
  if (message.listIds.length > 0 && !isOurs(message, profile))
    return {
      state: 'ignored',
      reason: `${ofAnotherList} (${message.listIds.join(', ')})`,
      announcement: null,
    }
  const holds = [
    ...(mayHold(message, announcement) ? message.holds : []),
    ...impossibleDay(message, announcement),
    ...(announcement.beyond === true ? ['more days than are read from one mail'] : []),
  ]
  const reading: StoredReading = {
    messageId: message.messageId,
    references: [
      ...new Set([...(message.inReplyTo === null ? [] : [message.inReplyTo]), ...message.references]),
    ],
    from: senderOf(message, profile),
    subject: message.subject,
    date: message.date,
    archivedAt: message.archivedAt,
    announcement,
    ...(by === null ? {} : { by }),
    ...(asks === null ? {} : { asks }),
    ...(holds.length === 0 ? {} : { holds }),
    marks: firstMarks(message.messageId, announcement),
  }
  return {
    state: 'read',
    reason: announcement.talks.length === 0 ? announcement.reason : null,
    announcement: JSON.stringify(reading),
  }
}

/** The same for a mail read before: its talks keep their names, and an unchanged reading stays as stored. */
export function rereadingOf(
  before: string | null,
  reading: ReturnType<typeof readingOf>,
  later: readonly KnownTalk[],
  seconds: readonly StoredSecond[] = [],
): ReturnType<typeof readingOf> {
  if (before === null || reading.announcement === null) return reading
  const [was, is] = [JSON.parse(before) as StoredReading, JSON.parse(reading.announcement) as StoredReading]
  const said = (one: StoredReading) => JSON.stringify({ ...one, marks: null, former: null })
  if (said(was) === said(is)) return { ...reading, announcement: before }
  const names = keptMarks(seconds.reduce(withTalks, was), is.announcement, later)
  return { ...reading, announcement: JSON.stringify({ ...is, ...names }) }
}
