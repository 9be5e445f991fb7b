import type { Announcement, Mail, Talk } from '../announcement.ts'
import { withDoubt } from '../gate/check.ts'
import {
  automaticReplies,
  findAltered,
  findAutomaticText,
  findCancelled,
  findChanged,
  wordsOf,
} from '../text/vocabulary.ts'

const longestPhrase = 4
const tellingLength = 10

/**
 * True for the subject of an automatic reply: "Abwesenheitsnotiz: Vortrag …", "Accepted: Talk by …", "Out of
 * office".
 * Short words ("Read: …", "Lu : …") count only before a colon.
 */
export function isAutomaticReply(subject: string): boolean {
  // "Delivery Status Notification (Failure)"
  const bare = subject
    .replace(/^(?:\s*(?:\[[^\]]{1,40}\]|(?:re|aw|antw)\s*:))+\s*/i, '')
    .replace(/\s*\([^()]{1,20}\)\s*$/, '')
  const head = /^([^:]{2,60}?)\s*(?=:|\s[–—-]\s|$)/.exec(bare)
  if (head === null) return false
  // "OOO Re: Seminar"
  const words = wordsOf((head[1] ?? '').replace(/ (?:re|aw|antw)$/i, ''))
  const before = bare.slice(head[0].length)
  if (words.length === 0 || words.length > longestPhrase) return false
  const phrase = words.join(' ')
  return automaticReplies.has(phrase) && (/^\s*:/.test(before) || phrase.length >= tellingLength)
}

/** A program says that it is one within this many letters. */
const opening = 600

/** "I am on sabbatical and will be back on 12 January.", without a word of a change or a cancellation. */
export function isAutomaticText(text: string): boolean {
  const head = text.slice(0, opening)
  if (findAutomaticText(head) === null) return false
  return findCancelled(head) === null && findChanged(head) === null && findAltered(head) === null
}

/** By its subject, or its first words. */
export function isAutomatic({ subject, text }: Pick<Mail, 'subject' | 'text'>): boolean {
  return isAutomaticReply(subject) || isAutomaticText(text)
}

/**
 * An automatic reply is nothing for a calendar; an event that it names in full waits:
 * "Fuori ufficio: come cambia il lavoro" may be a lecture, and someone on holiday may announce one, too.
 */
export function asAutomatic(
  read: Announcement,
  { subject, text }: Pick<Mail, 'subject' | 'text'>,
): Announcement {
  const says = isAutomaticText(text)
  // A reply repeats the subject of the mail it answers: a day found only there does not count.
  const timed = read.talks.filter(
    ({ start, doubts }) =>
      start.value.includes('T') && !doubts.includes('the date stands in the subject only'),
  )
  const isFull = ({ title, speakers }: Talk) => title?.certainty === 'stated' && speakers.length > 0
  if (!isAutomaticReply(subject) && timed.some(isFull)) return read
  const named = timed.filter(
    ({ title, speakers }) => !says || title?.certainty === 'stated' || speakers.length > 0,
  )
  const doubted = named.map((talk) => withDoubt(talk, 'the mail reads like an automatic reply'))
  return { kind: 'other', talks: doubted, reason: 'an automatic reply', automatic: true }
}
