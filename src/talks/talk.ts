import type { Field, LinkKind, Speaker, Talk, TalkStatus, TalkType } from '../announcement/announcement.ts'
import { wordSet } from '../text.ts'

/** `postponed`: the old time no longer holds, a new one is not known yet. */
export type EventStatus = TalkStatus | 'postponed'

/** A field that may wait while its talk is published. */
export type UnsureField = 'title' | 'speakers' | 'location'

/** The fields of a talk that mails state and humans correct. */
export interface TalkFacts {
  type: TalkType
  title: string | null
  speakers: Speaker[]
  /** Wall time in `timeZone`, or a plain date for whole days. */
  start: string
  end: string | null
  /** IANA name where it is not the list's own. */
  timeZone: string | null
  location: string | null
  online: string | null
  /** What the link asks for: meeting number, passcode. */
  access?: string
  /** The mail's other links. */
  registration?: string
  programme?: string
  website?: string
  series: string | null
  abstract: string | null
  status: EventStatus
}

/** Something that was said of a talk: by which mail or human, and what it changed. */
export interface Change {
  /** ISO instant. */
  at: string
  by:
    | { kind: 'mail'; key: string; subject: string; from: string; archivedAt: string | null }
    | { kind: 'human'; decision: number; who: string; why: string }
  fields: FieldChange[]
  /** The event's SEQUENCE from this change on. */
  sequence: number
}

/** One field's old and new value as text, and the words of the mail that say so. */
export interface FieldChange {
  field: keyof TalkFacts
  before: string | null
  after: string | null
  source: string
}

/** What is known of a talk after all mails and decisions so far. */
export interface KnownTalk extends TalkFacts {
  uid: string
  sequence: number
  /** ISO instants in UTC: of the mail that announced it, and of what changed it last. */
  created: string
  lastModified: string
  /** Subject of the mail that spoke last. */
  subject: string
  /** Keys of the mails that it was made of, oldest first. */
  sources: string[]
  /** What was said and changed, oldest first; the first is the announcement. */
  changes: Change[]
  /** Words that a human wrote in Google instead of ours; dropped when a mail changes what they are about. */
  overrides: { summary: string | null; description: string | null }
  /** False: a human deleted it in Google. */
  inGoogle: boolean
  /** Fields that the mail likely says and that wait for a human; absent when there are none. */
  unsure?: readonly UnsureField[]
}

/** The facts that a mail states. */
export function factsOf(talk: Talk): TalkFacts {
  return {
    type: talk.type,
    title: sureOf(talk.title),
    speakers: talk.speakers.flatMap((speaker) => sureOf(speaker) ?? []),
    start: talk.start.value,
    end: talk.end?.value ?? null,
    timeZone: talk.timeZone?.value ?? null,
    location: sureOf(talk.location),
    online: talk.online?.value ?? null,
    ...(talk.access === undefined ? {} : { access: talk.access }),
    ...linksOf(talk),
    series: talk.series?.value ?? null,
    abstract: talk.abstract?.value ?? null,
    status: talk.status.value,
  }
}

/** The links that are not for joining. */
export function linksOf(from: Partial<Record<LinkKind, string>>): Partial<Record<LinkKind, string>> {
  return Object.fromEntries(
    linkKinds.flatMap((kind) => (from[kind] === undefined ? [] : [[kind, from[kind]]])),
  )
}

export const linkKinds = ['registration', 'programme', 'website'] as const satisfies readonly LinkKind[]

/** What is only likely is left out of the calendar: the mail is linked there. */
function sureOf<Value>(field: Field<Value> | null): Value | null {
  return field === null || field.certainty === 'unsure' ? null : field.value
}

/** A talk's name in addresses and commands: the first letters of its uid. */
export function shortIdOf(uid: string): string {
  return uid.slice(0, 12)
}

export function dayOf(facts: { start: string }): string {
  return facts.start.slice(0, 10)
}

/** The facts after hearing a newer mail: what it states replaces, what it leaves out stays. */
export function revised(known: TalkFacts, talk: Talk): TalkFacts {
  const heard = factsOf(talk)
  const otherDay = dayOf(heard) !== dayOf(known)
  const otherZone = heard.timeZone !== null && heard.timeZone !== known.timeZone
  const moved = (heard.start !== known.start || otherZone) && (heard.start.includes('T') || otherDay)
  const onlyOnline = talk.notice?.value === 'online-only'
  const hour = talk.keepsHour === true && !heard.start.includes('T') ? known.start.slice(10) : ''
  return {
    type: known.type,
    title:
      talk.title?.certainty === 'stated' && !isShorter(heard.title, known.title)
        ? heard.title
        : (known.title ?? heard.title),
    speakers:
      heard.speakers.length > 0
        ? heard.speakers.map((speaker) => withKnownAffiliation(speaker, known))
        : known.speakers,
    start: moved ? `${heard.start}${hour}` : known.start,
    end: moved ? (hour === '' ? heard.end : endOn(dayOf(heard), known)) : (heard.end ?? known.end),
    timeZone: moved && hour === '' ? heard.timeZone : known.timeZone,
    location: isPartOf(heard.location, known.location)
      ? known.location
      : (heard.location ?? (onlyOnline ? null : known.location)),
    online: heard.online ?? known.online,
    ...accessAfter(known, heard),
    ...linksOf({ ...known, ...linksOf(heard) }),
    series: known.series ?? heard.series,
    abstract: heard.abstract ?? known.abstract,
    status: statusAfter(known, talk, otherDay),
  }
}

/** The former end moved to another day; null where it was on a later day than the start. */
function endOn(day: string, { start, end }: TalkFacts): string | null {
  return end !== null && end.slice(0, 10) === start.slice(0, 10) ? `${day}${end.slice(10)}` : null
}

/** What to enter for joining: a new link makes the old data void. */
function accessAfter(known: TalkFacts, heard: TalkFacts): Pick<TalkFacts, 'access'> {
  const isSame = heard.online === null || heard.online === known.online
  const access = heard.access ?? (isSame ? known.access : undefined)
  return access === undefined ? {} : { access }
}

/** "General assembly" of "General assembly of the society": the same title, told in fewer words. */
function isShorter(heard: string | null, known: string | null): boolean {
  if (heard === null || known === null) return false
  const [some, all] = [wordSet(heard), wordSet(known)]
  return some.size < all.size && [...some].every((word) => all.has(word))
}

/** Words around a room that say nothing more of it. */
const roomWords = wordSet('room raum zimmer saal hörsaal salle aula auditoire sala in im the la le der die')

/** "room 101" of the talk in "Statistics Office, Saal 101": the same place, told in fewer words. */
function isPartOf(heard: string | null, known: string | null): boolean {
  if (heard === null || known === null) return false
  const all = wordSet(known)
  return [...wordSet(heard)].every((word) => all.has(word) || roomWords.has(word))
}

/** An older mail that came late only fills what is still missing. */
export function filled(known: TalkFacts, talk: Talk): TalkFacts {
  const heard = factsOf(talk)
  return {
    ...known,
    title: known.title ?? heard.title,
    speakers: known.speakers.length > 0 ? known.speakers : heard.speakers,
    end: known.end ?? (heard.start === known.start ? heard.end : null),
    location: known.location ?? heard.location,
    online: known.online ?? heard.online,
    ...linksOf({ ...heard, ...linksOf(known) }),
    series: known.series ?? heard.series,
    abstract: known.abstract ?? heard.abstract,
  }
}

/** A reminder does not revive what is off; another day does. */
function statusAfter(known: TalkFacts, talk: Talk, otherDay: boolean): EventStatus {
  const heard = talk.status.value
  if (heard === 'cancelled' && talk.notice?.value !== 'postponed') return 'cancelled'
  if (otherDay) return heard
  if (talk.notice?.value === 'postponed') return known.status === 'cancelled' ? 'cancelled' : 'postponed'
  return isOff(known) ? known.status : heard
}

function withKnownAffiliation(speaker: Speaker, known: TalkFacts): Speaker {
  const before = known.speakers.find((other) => other.name === speaker.name)
  return { ...speaker, affiliation: speaker.affiliation ?? before?.affiliation ?? null }
}

/** What does not take place at this time. */
export function isOff({ status }: { status: EventStatus }): boolean {
  return status === 'cancelled' || status === 'postponed'
}

/** The names of the facts in which two talks differ. */
export function differingFacts(before: TalkFacts, after: TalkFacts): (keyof TalkFacts)[] {
  return factNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

export const factNames = [
  'status',
  'start',
  'end',
  'timeZone',
  'location',
  'online',
  'access',
  ...linkKinds,
  'title',
  'speakers',
  'series',
  'abstract',
  'type',
] as const satisfies readonly (keyof TalkFacts)[]
