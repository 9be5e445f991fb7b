import type { Field, TalkStatus } from '../announcement/announcement.ts'
import { readCancelledSubject } from '../announcement/decisions/cancellation.ts'
import { readStatus } from '../announcement/fields/status.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { Section } from '../announcement/items/sections.ts'
import {
  findCancelled,
  findCondition,
  findNotOff,
  findPostponed,
  findTentative,
} from '../announcement/text/vocabulary.ts'
import { callsOff, daysOf, isAbout, isNewDay, phraseAt, sentencesOff, type Sentence } from './calling-off.ts'
import { placeOf } from './ground.ts'
import type { Moment } from './moment.ts'

/** A status with what is doubted of it. */
export interface StatedStatus {
  status: Field<TalkStatus>
  doubts: string[]
}

const takesPlace: Field<TalkStatus> = { value: 'confirmed', certainty: 'implied', source: '' }

function doubted(what: string, words: string): StatedStatus {
  return { status: takesPlace, doubts: [`perhaps ${what}: “${words.replace(/\s+/g, ' ').slice(0, 160)}”`] }
}

/** The status that an answer gives an event, as far as the mail says it of this event in words that we know. */
export function statusOf(
  draft: Draft,
  moment: Moment,
  moments: readonly Moment[],
  section: Section,
  sections: readonly Section[],
): StatedStatus {
  const { status } = moment.event
  if (status === null) return onUnless(draft, moment, moments, section, sections)
  const place = placeOf(draft.document, status)
  const sentence: Sentence | null =
    place === null
      ? null
      : place.in === 'subject'
        ? { text: draft.document.subject, start: -1 }
        : phraseAt(draft.document, place.start)
  if (place === null || sentence === null) return doubted(status.is, status.quote)
  const said = [place.text, sentence.text]
  if (status.is === 'tentative')
    return said.some((text) => findTentative(text) !== null)
      ? { status: { value: 'tentative', certainty: 'stated', source: sentence.text }, doubts: [] }
      : doubted(status.is, sentence.text)
  if (isNewDay(draft.document, sentence, moment)) return doubted('moved', sentence.text)
  return said.some((text) => isCalledOff(draft, { ...sentence, text }, moment, moments))
    ? { status: { value: 'cancelled', certainty: 'stated', source: sentence.text }, doubts: [] }
    : doubted(status.is, sentence.text)
}

/** A sentence calls off the event it is about; one that names none, the only one, one beside it, or all. */
function isCalledOff(
  { document }: Draft,
  sentence: Sentence,
  moment: Moment,
  moments: readonly Moment[],
): boolean {
  const about = isAbout(document, sentence, moment)
  const others = moments.filter((other) => other !== moment && isAbout(document, sentence, other))
  const all = moments.every(({ event }) => event.status !== null && event.status.is !== 'tentative')
  if (!about && (others.length > 0 || (moments.length > 1 && !all && !standsBeside(sentence, moment))))
    return false
  const how = callsOff(sentence)
  // "I am inclined to cancel", "is cancelled unless …", "is not cancelled"
  const open =
    sentence.text.endsWith('?') || findNotOff(sentence.text) !== null || findCondition(sentence.text) !== null
  return how === 'off' || (how === 'unsure' && about && !open && findCancelled(sentence.text) !== null)
}

/** "- CANCELLED -" on the lines of the event. */
function standsBeside({ start, text }: Sentence, { day }: Moment): boolean {
  const far = Math.min(Math.abs(day.mention.start - start), Math.abs(start + text.length - day.mention.end))
  return day.place.in === 'body' && start >= 0 && far < besideLetters
}

const besideLetters = 200

/** It takes place unless our own reading, or a sentence about it, calls it off. */
function onUnless(
  draft: Draft,
  moment: Moment,
  moments: readonly Moment[],
  section: Section,
  sections: readonly Section[],
): StatedStatus {
  const { document, hint } = draft
  const own = readStatus(document, section, sections, hint, draft.subject)
  if (own.status.value === 'cancelled') return doubted('called off', own.status.source)
  const told = phraseAt(document, moment.day.mention.start).text
  if (own.status.value === 'tentative' && moment.day.place.in === 'body' && findTentative(told) !== null)
    return doubted('tentative', told)
  const subject: Sentence = { text: document.subject, start: -1 }
  const named = [subject, ...sentencesOff(document)].filter((sentence) => isAbout(document, sentence, moment))
  const off = named.find((sentence) => {
    const how = callsOff(sentence)
    const toldOf = moments.length > 1 || daysOf(document, sentence, moment).length > 0
    return !isNewDay(document, sentence, moment) && (how === 'off' || (how === 'unsure' && toldOf))
  })
  if (off !== undefined) return doubted('called off', off.text)
  // A sentence that names no event counts if the subject calls it off, or for "I am inclined to cancel".
  const general = hint.bare || readCancelledSubject(document.subject) === 'off' || isPutOff(draft)
  return own.doubts.length > 0 && general
    ? doubted('called off', hint.unsure ?? hint.sentence)
    : { status: takesPlace, doubts: [] }
}

/** "Postponed: …", and no other day is named. */
function isPutOff({ document, hint }: Draft): boolean {
  return !hint.moved && (hint.notice?.value === 'postponed' || findPostponed(document.subject) !== null)
}
