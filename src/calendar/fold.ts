import { createHash } from 'node:crypto'
import type { Announcement, Talk } from '../announcement/announcement.ts'
import type { KnownTalk } from './event.ts'
import { isSameTalk } from './identity.ts'

/** What the ledger keeps of a mail that was read. */
export interface Reading {
  key: string
  messageId: string
  /** In-Reply-To and References. */
  references: string[]
  from: string
  subject: string
  /** ISO 8601 with offset. */
  date: string
  announcement: Announcement
}

/** Something that a human should decide; it is in no calendar. */
export interface Held {
  key: string
  subject: string
  date: string
  start: string | null
  title: string | null
  reasons: string[]
}

/** All talks that the mails announce, and what waits for review. */
export interface Folded {
  talks: KnownTalk[]
  held: Held[]
}

interface Origin {
  talk: KnownTalk
  messageIds: Set<string>
  senders: Set<string>
  /** Date of the newest mail that was heard, as an instant. */
  heardAt: string
  /** The mail that announced it announced nothing else. */
  onlyTalk: boolean
}

/**
 * Folds mails, in order of arrival, into talks: pure, so folding again gives the same UIDs, sequences and bytes.
 * A reminder changes nothing; an update revises what it states; doubtful ones are held, not applied.
 */
export function fold(readings: readonly Reading[]): Folded {
  const origins: Origin[] = []
  const held: Held[] = []
  for (const reading of readings) {
    const { announcement } = reading
    if (announcement.kind === 'cancellation' && announcement.talks.length === 0)
      cancelByThread(origins, reading, held)
    for (const [at, talk] of announcement.talks.entries()) {
      const origin = origins.find((candidate) =>
        isSameTalk(
          candidate.talk,
          talk,
          reading,
          candidate.messageIds,
          candidate.onlyTalk && announcement.talks.length === 1,
        ),
      )
      // Who cancels a talk of a known day need not name hour, place or title again.
      const clear =
        origin !== undefined &&
        talk.status.value === 'cancelled' &&
        origin.talk.start.slice(0, 10) === talk.start.value.slice(0, 10)
      const reasons = clear ? [] : [...talk.doubts]
      if (origin === undefined && talk.status.value === 'cancelled')
        reasons.push('cancels a talk that was not announced')
      if (
        origin !== undefined &&
        revises(origin, reading) &&
        changes(origin.talk, talk) &&
        !mayChange(origin, reading)
      )
        reasons.push(`${reading.from} did not announce this talk before`)
      if (reasons.length > 0) {
        // A reminder that says nothing new needs no review, however doubtful it is by itself.
        if (origin === undefined || changes(origin.talk, talk)) held.push(heldOf(reading, talk, reasons))
      } else if (origin === undefined) origins.push(create(reading, talk, at))
      else hear(origin, reading, talk)
    }
  }
  return { talks: origins.map((origin) => origin.talk), held }
}

function instantOf(date: string): string {
  return Temporal.Instant.from(date).toString({ smallestUnit: 'second' })
}

function heldOf(reading: Reading, talk: Talk | null, reasons: string[]): Held {
  return {
    key: reading.key,
    subject: reading.subject,
    date: reading.date,
    start: talk?.start.value ?? null,
    title: talk?.title?.value ?? null,
    reasons,
  }
}

function create(reading: Reading, talk: Talk, at: number): Origin {
  const instant = instantOf(reading.date)
  const uid = `${createHash('sha256').update(`${reading.messageId}#${at}`).digest('hex').slice(0, 32)}@statlist-calendar`
  return {
    talk: {
      uid,
      ...valuesOf(talk),
      sequence: 0,
      created: instant,
      lastModified: instant,
      subject: reading.subject,
      sources: [reading.key],
    },
    messageIds: new Set([reading.messageId]),
    senders: new Set([reading.from]),
    heardAt: instant,
    onlyTalk: reading.announcement.talks.length === 1,
  }
}

type Values = Omit<KnownTalk, 'uid' | 'sequence' | 'created' | 'lastModified' | 'subject' | 'sources'>

function valuesOf(talk: Talk): Values {
  return {
    type: talk.type,
    title: talk.title?.value ?? null,
    speakers: talk.speakers.map((speaker) => speaker.value),
    start: talk.start.value,
    end: talk.end?.value ?? null,
    timeZone: talk.timeZone?.value ?? null,
    location: talk.location?.value ?? null,
    online: talk.online?.value ?? null,
    series: talk.series?.value ?? null,
    status: talk.status.value,
  }
}

/** The talk after hearing a mail: what it states replaces, what it leaves out stays. */
function merged(known: KnownTalk, talk: Talk): Values {
  const heard = valuesOf(talk)
  const moved =
    heard.start !== known.start &&
    (heard.start.includes('T') || heard.start.slice(0, 10) !== known.start.slice(0, 10))
  return {
    type: known.type,
    title: talk.title?.certainty === 'stated' ? heard.title : (known.title ?? heard.title),
    speakers:
      heard.speakers.length > 0
        ? heard.speakers.map((speaker) => withKnownAffiliation(speaker, known))
        : known.speakers,
    start: moved ? heard.start : known.start,
    end: moved ? heard.end : (heard.end ?? known.end),
    timeZone: moved ? heard.timeZone : known.timeZone,
    location: heard.location ?? known.location,
    online: heard.online ?? known.online,
    series: known.series ?? heard.series,
    status: heard.status === 'confirmed' && known.status === 'cancelled' ? 'cancelled' : heard.status,
  }
}

function withKnownAffiliation(
  speaker: KnownTalk['speakers'][number],
  known: KnownTalk,
): KnownTalk['speakers'][number] {
  return {
    ...speaker,
    affiliation:
      speaker.affiliation ?? known.speakers.find((other) => other.name === speaker.name)?.affiliation ?? null,
  }
}

function changes(known: KnownTalk, talk: Talk): boolean {
  return differ(known, merged(known, talk))
}

function differ(known: KnownTalk, values: Values): boolean {
  return (Object.keys(values) as (keyof Values)[]).some(
    (field) => JSON.stringify(values[field]) !== JSON.stringify(known[field]),
  )
}

/** Newer than everything heard of the talk so far. */
function revises(origin: Origin, reading: Reading): boolean {
  return Temporal.Instant.compare(reading.date, origin.heardAt) >= 0
}

function hear(origin: Origin, reading: Reading, talk: Talk): void {
  const { talk: known } = origin
  const newer = revises(origin, reading)
  const values = newer ? merged(known, talk) : filled(known, talk)
  const sources = known.sources.includes(reading.key) ? known.sources : [...known.sources, reading.key]
  if (differ(known, values)) {
    const heardAt = newer ? instantOf(reading.date) : origin.heardAt
    origin.talk = {
      ...known,
      ...values,
      sequence: known.sequence + 1,
      lastModified: heardAt > known.lastModified ? heardAt : known.lastModified,
      subject: newer ? reading.subject : known.subject,
      sources,
    }
  } else origin.talk = { ...known, sources }
  if (newer) origin.heardAt = instantOf(reading.date)
  origin.messageIds.add(reading.messageId)
  origin.senders.add(reading.from)
}

/** An older mail that came late only fills what is still missing. */
function filled(known: KnownTalk, talk: Talk): Values {
  const heard = valuesOf(talk)
  const { title, speakers, end, location, online, series } = known
  return {
    type: known.type,
    start: known.start,
    timeZone: known.timeZone,
    status: known.status,
    title: title ?? heard.title,
    speakers: speakers.length > 0 ? speakers : heard.speakers,
    end: end ?? (heard.start === known.start ? heard.end : null),
    location: location ?? heard.location,
    online: online ?? heard.online,
    series: series ?? heard.series,
  }
}

/** Changes are taken from who announced it, from the same office (mail domain), or from within the thread. */
function mayChange(origin: Origin, reading: Reading): boolean {
  const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1)
  if (origin.senders.has(reading.from)) return true
  if (
    reading.from.includes('@') &&
    [...origin.senders].some((sender) => domain(sender) === domain(reading.from))
  )
    return true
  return reading.references.some((id) => origin.messageIds.has(id))
}

/** "The seminar is cancelled", as an answer to the mail that announced it. */
function cancelByThread(origins: Origin[], reading: Reading, held: Held[]): void {
  const found = origins.filter((origin) => reading.references.some((id) => origin.messageIds.has(id)))
  const [origin] = found
  if (found.length !== 1 || origin === undefined) {
    held.push(heldOf(reading, null, ['cancels something, but it is not clear what']))
    return
  }
  if (origin.talk.status === 'cancelled') return
  const instant = instantOf(reading.date)
  origin.talk = {
    ...origin.talk,
    status: 'cancelled',
    sequence: origin.talk.sequence + 1,
    lastModified: instant,
    subject: reading.subject,
    sources: [...origin.talk.sources, reading.key],
  }
}
