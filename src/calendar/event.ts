import type { Speaker, TalkStatus, TalkType } from '../announcement/announcement.ts'

/** One VEVENT (RFC 5545, 3.6.1) as feed, page and Google show it; plain JSON, nothing in it comes from the clock. */
export interface CalendarEvent {
  uid: string
  sequence: number
  status: TalkStatus
  summary: string
  description: string
  location: string | null
  url: string | null
  /** Wall time in `timeZone`, or a plain date for whole days. */
  start: string
  /** The same; for whole days the last day, inclusive. */
  end: string
  timeZone: string
  /** No end was announced: the usual length was taken. */
  endAssumed: boolean
  categories: string[]
  /** ISO instants in UTC: of the mail that announced it, and of the one that changed it last. */
  created: string
  lastModified: string
  title: string | null
  speakers: Speaker[]
  online: string | null
  /** Keys of the mails that it was made of, oldest first. */
  sources: string[]
}

/** What is known of a talk after all mails so far; the fold's own state. */
export interface KnownTalk {
  uid: string
  type: TalkType
  title: string | null
  speakers: Speaker[]
  start: string
  end: string | null
  timeZone: string | null
  location: string | null
  online: string | null
  series: string | null
  status: TalkStatus
  sequence: number
  created: string
  lastModified: string
  /** Subject of the mail that said the last thing. */
  subject: string
  sources: string[]
}

export interface CalendarProfile {
  name: string
  timeZone: string
  usualMinutes: number
  archiveUrl: string
}

const maxSummary = 250

/** The calendar's words for a talk: summary and description, times in the list's zone. */
export function eventOf(talk: KnownTalk, profile: CalendarProfile): CalendarEvent {
  const { start, end, assumed } = spanOf(talk, profile)
  return {
    uid: talk.uid,
    sequence: talk.sequence,
    status: talk.status,
    summary: summaryOf(talk),
    description: descriptionOf(talk, profile, assumed),
    location: talk.location ?? (talk.online === null ? null : `Online: ${talk.online}`),
    url: talk.online,
    start,
    end,
    timeZone: profile.timeZone,
    endAssumed: assumed,
    categories: talk.series === null ? [] : [talk.series],
    created: talk.created,
    lastModified: talk.lastModified,
    title: talk.title,
    speakers: talk.speakers,
    online: talk.online,
    sources: talk.sources,
  }
}

function summaryOf(talk: KnownTalk): string {
  const names = talk.speakers.map((speaker) => speaker.name)
  const people = names.length > 3 ? `${names.slice(0, 2).join(', ')} and others` : names.join(', ')
  const title =
    talk.title ?? (people === '' ? (talk.series ?? 'Title to be announced') : 'title to be announced')
  const plain = people === '' ? title : `${people}: ${title}`
  const mark = talk.status === 'cancelled' ? 'CANCELLED: ' : talk.status === 'tentative' ? 'Tentative: ' : ''
  return `${mark}${plain}`.slice(0, maxSummary)
}

function descriptionOf(talk: KnownTalk, profile: CalendarProfile, assumed: boolean): string {
  const lines = [
    talk.status === 'cancelled' ? `Cancelled (mail of ${talk.lastModified.slice(0, 10)}).` : null,
    talk.title,
    ...talk.speakers.map((speaker) =>
      speaker.affiliation === null ? speaker.name : `${speaker.name} (${speaker.affiliation})`,
    ),
    talk.series,
    talk.online === null ? null : `Join: ${talk.online}`,
    talk.timeZone === null ? null : `Announced for ${talk.start.replace('T', ' ')} in ${talk.timeZone}.`,
    assumed ? `The end is assumed (${profile.usualMinutes} minutes).` : null,
    `Mail: ${talk.subject}`,
    `Archive: ${profile.archiveUrl}`,
  ]
  return lines.filter((line) => line !== null).join('\n')
}

/** Start and end in the list's zone; a talk without an end gets the usual length. */
function spanOf(talk: KnownTalk, profile: CalendarProfile): { start: string; end: string; assumed: boolean } {
  if (!talk.start.includes('T')) return { start: talk.start, end: talk.end ?? talk.start, assumed: false }
  const local = (wall: string) => {
    const plain = Temporal.PlainDateTime.from(wall)
    if (talk.timeZone === null) return plain
    return plain.toZonedDateTime(talk.timeZone).withTimeZone(profile.timeZone).toPlainDateTime()
  }
  const start = local(talk.start)
  const stated = talk.end?.includes('T') ? local(talk.end) : null
  const end =
    stated !== null && Temporal.PlainDateTime.compare(stated, start) > 0
      ? stated
      : start.add({ minutes: profile.usualMinutes })
  const text = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: 'minute' })
  return { start: text(start), end: text(end), assumed: stated === null }
}
