import type { ListProfile } from '../../config/profile.ts'
import { readByHabit, type Example, type HabitRead } from '../../src/announcement/habits/read.ts'
import { shapeOf } from '../../src/announcement/habits/shape.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import { agreeing, withInvitations } from '../../src/announcement/invitation.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import type { Message } from '../../src/mail/message.ts'
import { readAgain, type AgainRead } from '../../src/reader/again.ts'
import { requestsOf } from '../../src/reader/request.ts'
import type { ReadMail, Wanted } from './mail-reader.ts'

/** Parses a mail, with whatever else is wanted of it. */
export function readMail(
  profile: ListProfile,
  message: Message,
  { requests = false, answers = [], examples = [], confirmed, arrivedAt = null }: Wanted = {},
): ReadMail {
  const { mail, announcement: read, by, asks } = readWhole(message, profile, examples)
  const agreed = agreeing(read, message.invitations, profile.timeZone)
  const announcement = arrivedAt === null ? agreed : sureOfDay(agreed, mail, profile, arrivedAt)
  return {
    message,
    announcement,
    requests: requests ? requestsOf(mail, profile) : null,
    seconds: answers.map((texts) => secondOf(mail, profile, texts, announcement)),
    by: by === null ? null : { mail: by.key, date: by.date },
    asks: asks?.from ?? null,
    shape: confirmed === undefined ? null : shapeOf(mail, profile, confirmed.talks, confirmed.others),
  }
}

/** Reads the text; where it announces nothing, together with the mail's calendar part. */
function readWhole(
  message: Message,
  profile: ListProfile,
  examples: readonly Example[],
): HabitRead & { mail: Message } {
  const read = readByHabit(message, profile, examples)
  const mail = read.announcement.talks.length > 0 ? message : withInvitations(message, profile.timeZone)
  return { ...(mail === message ? read : readByHabit(mail, profile, examples)), mail }
}

function secondOf(
  mail: Message,
  profile: ListProfile,
  texts: readonly string[],
  first: Announcement,
): AgainRead {
  const second = readAgain(mail, profile, texts, first)
  if ('problem' in second) return second
  return { ...second, announcement: agreeing(second.announcement, mail.invitations, profile.timeZone) }
}

/** A mail that arrives later than this was copied from another mailbox: its arrival says nothing. */
const latestHours = 14 * 24

/** "tomorrow", or a day without a year: where Date and arrival give different days, a human says which. */
function sureOfDay(
  read: Announcement,
  message: Message,
  profile: ListProfile,
  arrivedAt: string,
): Announcement {
  const arrived = Temporal.Instant.from(arrivedAt).toZonedDateTimeISO(profile.timeZone)
  const date = arrived.toString({ timeZoneName: 'never', smallestUnit: 'second' })
  const late = Temporal.Instant.from(message.date).until(arrived.toInstant()).total('hours')
  if (read.talks.length === 0 || late > latestHours || date.slice(0, 10) === message.date.slice(0, 10))
    return read
  const starts = new Set(
    parseAnnouncement({ ...message, date }, profile).talks.map(({ start }) => start.value),
  )
  const doubt = `is dated ${message.date.slice(0, 10)} and came on ${date.slice(0, 10)}: which day is meant?`
  const talks = read.talks.map((talk) =>
    starts.has(talk.start.value) ? talk : { ...talk, doubts: [...talk.doubts, doubt] },
  )
  return { ...read, talks }
}
