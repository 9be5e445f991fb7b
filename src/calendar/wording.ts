import { renderSpeakers } from '../talks/decision.ts'
import { cutText } from '../text.ts'
import { plainOf } from './plain.ts'
import { changeMarks, isTold, type ChangeMark, type toldFields } from '../talks/changed.ts'
import {
  isOff,
  linkKinds,
  shortIdOf,
  type Change,
  type FieldChange,
  type KnownTalk,
  type UnsureField,
} from '../talks/talk.ts'

export interface WordingProfile {
  timeZone: string
  usualMinutes: number
  /** Address of the list's archive for a month; `YYYY` and `Month` are replaced; null: it has none. */
  archiveUrl: string | null
  /** Address of the page; null: there is none yet. */
  publicUrl: string | null
}

const maxSummary = 250

/** The talk in one line: what a reader must not miss about it, speaker, title. */
export function summaryOf(talk: KnownTalk): string {
  const words = talk.overrides.summary ?? `${marksOf(talk)}${cutText(coreSummaryOf(talk), maxSummary)}`
  return words.startsWith(prefixes[talk.status]) ? words : `${prefixes[talk.status]}${words}`
}

// Where STATUS is not shown, the summary must say it (calendars: Google drops CANCELLED, Outlook shows it as on).
const prefixes = {
  confirmed: '',
  tentative: 'Tentative: ',
  cancelled: 'CANCELLED: ',
  postponed: 'POSTPONED: ',
}

function coreSummaryOf(talk: KnownTalk): string {
  const names = talk.speakers.map((speaker) => speaker.name)
  const isInMail = talk.unsure?.includes('title') ?? false
  const people = names.length > 3 ? `${names.slice(0, 2).join(', ')} and others` : names.join(', ')
  if (people === '')
    return talk.title ?? talk.series ?? (isInMail ? 'Title: see the mail' : 'Title to be announced')
  return `${people}: ${talk.title ?? (isInMail ? 'title: see the mail' : 'title to be announced')}`
}

/** "New time, new room: ", in front because calendars cut ends off; for good, because nothing here may depend on the clock. */
function marksOf(talk: KnownTalk): string {
  const marks = changeMarks(talk).map((mark) => markWords[mark])
  const words = marks.join(', ')
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}: `
}

const markWords: Record<ChangeMark, string> = {
  backOn: 'back on',
  newTime: 'new time',
  newRoom: 'new room',
  nowOnline: 'now online',
}

/**
 * All about a talk in plain text, its page and what changed first.
 * The page is the very first line: Thunderbird scrolls to the first link, hides what stands above it, and cuts the line just below.
 */
export function descriptionOf(talk: KnownTalk, profile: WordingProfile, endAssumed: boolean): string {
  if (talk.overrides.description !== null) return plainOf(talk.overrides.description)
  const archive = archiveOf(talk, profile)
  return paragraphs([
    [pageOf(talk, profile)],
    [offLine(talk, profile), ...changeLines(talk, profile)],
    [
      talk.title,
      ...talk.speakers.map((speaker) => renderSpeakers([speaker])),
      ...unsureLines(talk),
      talk.series,
      talk.online === null ? null : `Join: ${talk.online}`,
      talk.access ?? null,
      ...linkKinds.map((kind) => (talk[kind] === undefined ? null : `${linkNames[kind]}: ${talk[kind]}`)),
      talk.timeZone === null ? null : `Announced for ${talk.start.replace('T', ' ')} in ${talk.timeZone}.`,
      endAssumed ? `The end is assumed (${profile.usualMinutes} minutes).` : null,
    ],
    [talk.abstract],
    [`Mail: ${talk.subject}`, archive === null ? null : `Archive: ${archive}`],
  ])
}

const linkNames = { registration: 'Registration', programme: 'Programme', website: 'Website' }

/** Address of the talk's own page; null: there is none. */
export function pageOf({ uid }: { uid: string }, { publicUrl }: { publicUrl: string | null }): string | null {
  return publicUrl === null ? null : `${publicUrl}/talks/${shortIdOf(uid)}`
}

/** Lines for what a human has yet to confirm; for a title, the summary says it. */
function unsureLines(talk: KnownTalk): string[] {
  const isUnsure = (field: UnsureField) => talk.unsure?.includes(field) ?? false
  return [
    ...(isUnsure('speakers') && talk.speakers.length === 0 ? ['Speaker: see the mail'] : []),
    ...(isUnsure('location') && talk.location === null ? ['Place: see the mail'] : []),
  ]
}

/** Where the archive keeps the mail that last changed the talk: that mail's own page, or its month; null: nowhere. */
export function archiveOf(
  talk: KnownTalk,
  { archiveUrl, timeZone }: Pick<WordingProfile, 'archiveUrl' | 'timeZone'>,
): string | null {
  const mail = talk.changes.findLast(({ by }) => by.kind === 'mail')
  if (mail?.by.kind === 'mail' && mail.by.archivedAt !== null) return mail.by.archivedAt
  const day = Temporal.Instant.from(mail?.at ?? talk.created).toZonedDateTimeISO(timeZone)
  return archiveUrl === null
    ? null
    : archiveUrl.replace('YYYY', String(day.year)).replace('Month', months[day.month - 1] ?? '')
}

function paragraphs(blocks: (string | null)[][]): string {
  return blocks
    .map((lines) => lines.filter((line) => line !== null).join('\n'))
    .filter((block) => block !== '')
    .join('\n\n')
}

/** Why a talk does not take place: the first line after the page. */
function offLine(talk: KnownTalk, profile: WordingProfile): string | null {
  if (!isOff(talk)) return null
  const change = talk.changes.findLast(({ fields }) => fields.some(({ field }) => field === 'status'))
  if (change === undefined) return null
  const word = talk.status === 'cancelled' ? 'Cancelled' : 'Postponed, the new date is not known yet'
  return `${word} (${dayText(change.at, profile)}): ${reasonOf(change)}`
}

function reasonOf({ by, fields }: Change): string {
  if (by.kind === 'human') return by.why === '' ? by.who : `${by.why} (${by.who})`
  const source = fields.find(({ field }) => field === 'status')?.source ?? ''
  return source.length > 12 ? `${source} (mail “${by.subject}”)` : `mail “${by.subject}”`
}

const told: Record<(typeof toldFields)[number], string> = {
  start: 'time',
  end: 'end',
  location: 'room',
  online: 'link',
  title: 'title',
  speakers: 'speaker',
  status: 'status',
}

/** "Changed 14 September: room HG G 19.1 → HG G 19.2", the newest first; what only became known is no change. */
function changeLines(talk: KnownTalk, profile: WordingProfile): string[] {
  return talk.changes
    .slice(1)
    .toReversed()
    .flatMap((change) => {
      const parts = change.fields.flatMap((field) => changeText(field, talk.timeZone))
      return parts.length === 0 ? [] : [`Changed ${dayText(change.at, profile)}: ${parts.join('; ')}`]
    })
}

/** One field's change in words; empty for what readers need not be told. Times in another zone say so. */
export function changeText({ field, before, after }: FieldChange, timeZone: string | null): string[] {
  if (!isTold(field) || before === null) return []
  const wasOff = before === 'cancelled' || before === 'postponed'
  const revives = field === 'status' && wasOff && after !== 'cancelled' && after !== 'postponed'
  if (field === 'status' && !revives) return []
  const isTime = field === 'start' || field === 'end'
  const show = (value: string | null) => (value === null ? '–' : isTime ? timeText(value) : value)
  const zone = isTime && timeZone !== null ? ` (${timeZone})` : ''
  return [
    field === 'status' ? 'takes place after all' : `${told[field]} ${show(before)} → ${show(after)}${zone}`,
  ]
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

function dayText(instant: string, { timeZone }: { timeZone: string }): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return `${day.day} ${months[day.month - 1]}`
}

/** "2025-09-25T15:15" as "25 September 15:15". */
export function timeText(wall: string): string {
  const [day = '', clock] = wall.split('T')
  const [, month, date] = day.split('-').map(Number)
  return `${date} ${months[(month ?? 1) - 1]}${clock === undefined ? '' : ` ${clock}`}`
}
