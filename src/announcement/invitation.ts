import type { Announcement, Mail, Talk } from './announcement.ts'
import { withDoubt } from './gate/check.ts'
import { findCancelled } from './text/vocabulary.ts'
import { foldCase, wordSet } from '../text.ts'

/** An event of the mail's calendar part (RFC 5545); see `src/mail/body/invitation.ts`. */
export interface InvitedEvent {
  /** An instant, a wall time without a zone, or a day. */
  start: string
  end: string | null
  summary: string
  location: string
  description: string
  cancelled: boolean
  recurs: boolean
}

/** Doubts every talk that the mail's calendar part contradicts: both are the sender's word. */
export function agreeing(
  announcement: Announcement,
  invitations: readonly InvitedEvent[],
  zone: string,
): Announcement {
  if (invitations.length === 0) return announcement
  const talks = announcement.talks.map((talk) => doubtsOf(talk, invitations, zone).reduce(withDoubt, talk))
  return { ...announcement, talks }
}

function doubtsOf(talk: Talk, invitations: readonly InvitedEvent[], zone: string): string[] {
  const same = invitations.find(({ start }) => isSameMoment(talk, start, zone))
  if (same === undefined) {
    const days = invitations.slice(0, 3).map(({ start }) => wallOf(start, zone).replace('T', ' '))
    return [`its calendar entry says ${days.join(', ')}`]
  }
  return [
    ...(same.recurs ? ['its calendar entry repeats'] : []),
    ...(same.cancelled && talk.status.value !== 'cancelled' ? ['its calendar entry is cancelled'] : []),
  ]
}

function isSameMoment({ start, timeZone }: Talk, moment: string, zone: string): boolean {
  return start.value === wallOf(moment, timeZone?.value ?? zone)
}

/** `2025-12-11T15:15` or `2025-12-11` in a zone. */
function wallOf(moment: string, zone: string): string {
  if (!moment.endsWith('Z')) return moment.slice(0, 16)
  return Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** What calendar programs write into an entry: how to call in, whom they invited. Links stay. */
const machineWords =
  /(?:meeting|besprechungs?|konferenz|riunione|reunion)[- ]?(?:id|code|anfrage)|\bid (?:de |della )?(?:reunion|riunione)|passcode|kenncode|kennung|code d'acces|one tap|dial|einwahl|chiamata|find your local|lokale nummer|meeting options|besprechungsoptionen|organi[sz]|convocat|invite[es]|invitati|is inviting|join (?:zoom|on your)|microsoft teams|google meet|zoom meeting|need help|,,\d|^[-_*~]{3,}/

/** Zimbra repeats the whole entry above this line. */
const ownWordsBelow = /^[^]*\*~\*~\*~\*/

function withoutMachineWords(text: string): string {
  return text
    .replace(ownWordsBelow, '')
    .split('\n')
    .filter((line) => /https?:/.test(line) || !machineWords.test(foldCase(line.trim())))
    .join('\n')
}

/** A mail whose text announces nothing, with its calendar part written out as an office would. */
export function withInvitations<Invited extends Mail & { invitations: readonly InvitedEvent[] }>(
  mail: Invited,
  zone: string,
): Invited {
  if (mail.invitations.length === 0) return mail
  const words = wordSet(mail.text)
  const isNew = (text: string) => [...wordSet(text)].some((word) => !words.has(word))
  const lines = mail.invitations.flatMap((one) => [
    ...(mail.invitations.length > 1 ? [one.summary] : []),
    `Date: ${spokenDay(wallOf(one.start, zone))}`,
    ...hoursOf(one, zone),
    ...(one.location === '' ? [] : [`Place: ${one.location}`]),
    '',
    ...(isNew(one.description) ? [withoutMachineWords(one.description), ''] : []),
  ])
  const summary = mail.invitations.length === 1 ? (mail.invitations[0]?.summary ?? '') : ''
  const subject = summary === '' ? mail.subject : summary
  const isOff = mail.invitations.every(({ cancelled }) => cancelled) && findCancelled(subject) === null
  return {
    ...mail,
    subject: isOff ? `Cancelled: ${subject}` : subject,
    text: [...lines, withoutMachineWords(mail.text)].join('\n'),
  }
}

/** `Thursday, 11 December 2025`. */
function spokenDay(wall: string): string {
  return Temporal.PlainDate.from(wall.slice(0, 10)).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}

function hoursOf({ start, end }: InvitedEvent, zone: string): string[] {
  const [from, to] = [wallOf(start, zone), end === null ? null : wallOf(end, zone)]
  if (from.length === 10) return to === null || to === from ? [] : [`Last day: ${spokenDay(to)}`]
  return [`Time: ${from.slice(11)}${to === null ? '' : ` - ${to.slice(11)}`}`]
}
