import type { ListProfile } from '../../config/profile.ts'
import { readByHabit } from '../../src/announcement/habits/read.ts'
import { shapeOf } from '../../src/announcement/habits/shape.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import type { Message } from '../../src/mail/message.ts'
import { readAgain } from '../../src/reader/again.ts'
import { requestsOf } from '../../src/reader/request.ts'
import type { ReadMail, Wanted } from './mail-reader.ts'

/** Parses a mail, with whatever else is wanted of it. */
export function readMail(
  profile: ListProfile,
  message: Message,
  { requests = false, answers = [], examples = [], confirmed, arrivedAt = null }: Wanted = {},
): ReadMail {
  const { announcement: read, by, asks } = readByHabit(message, profile, examples)
  const announcement = arrivedAt === null ? read : sureOfDay(read, message, profile, arrivedAt)
  return {
    message,
    announcement,
    requests: requests ? requestsOf(message, profile) : null,
    seconds: answers.map((texts) => readAgain(message, profile, texts, announcement)),
    by: by === null ? null : { mail: by.key, date: by.date },
    asks: asks?.from ?? null,
    shape: confirmed === undefined ? null : shapeOf(message, profile, confirmed.talks, confirmed.others),
  }
}

/** What came later than this was copied from another mailbox: its arrival says nothing. */
const latestHours = 14 * 24

/** "tomorrow", and a day without its year: where the sender's Date and the arrival mean two days, a human says which. */
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
