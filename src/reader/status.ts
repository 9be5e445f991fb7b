import type { Field, TalkStatus } from '../announcement/announcement.ts'
import { readCancelledSubject, readCancelling } from '../announcement/decisions/cancellation.ts'
import { readStatus } from '../announcement/fields/status.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { Section } from '../announcement/items/sections.ts'
import { sentenceAt } from '../announcement/text/sentences.ts'
import type { Document } from '../announcement/text/document.ts'
import {
  findCancelled,
  findCondition,
  findNotOff,
  findPostponed,
  findTentative,
} from '../announcement/text/vocabulary.ts'
import type { AnsweredEvent, Status } from './answer.ts'
import { placeOf, type Place } from './ground.ts'

/** The words of our tables that each status needs. */
function says(is: Status, text: string): boolean {
  if (is === 'tentative') return findTentative(text) !== null
  if (findPostponed(text) !== null || readCancelling(text) === 'off') return true
  // "I am inclined to cancel", "is cancelled unless …", "is not cancelled"
  const open = text.endsWith('?') || findNotOff(text) !== null || findCondition(text) !== null
  return findCancelled(text) !== null && !open
}

const takesPlace: Field<TalkStatus> = { value: 'confirmed', certainty: 'implied', source: '' }

/** The status that an answer gives, as far as words that we know say it too; where our own reading is sure of another one, it is doubted. */
export function statusOf(
  draft: Draft,
  event: AnsweredEvent,
  section: Section,
  sections: readonly Section[],
): { status: Field<TalkStatus>; doubts: string[] } {
  const { document } = draft
  if (event.status === null) {
    const own = readStatus(document, section, sections, draft.hint, draft.subject)
    const perhaps = own.doubts.length > 0 && (draft.hint.bare || isSaidOfIt(draft, section))
    const off = own.status.value === 'cancelled' || perhaps || isPutOff(draft, section)
    const words = own.status.source || draft.hint.unsure || section.when.line.text
    return { status: takesPlace, doubts: off ? [`perhaps called off: “${words.slice(0, 160)}”`] : [] }
  }
  const { is, quote } = event.status
  const place = placeOf(document, event.status)
  const sentence = place === null ? null : sentenceOf(document, place)
  const said = [place?.text ?? '', sentence ?? ''].find((text) => says(is, text))
  if (said === undefined)
    return { status: takesPlace, doubts: [`perhaps ${is}: “${(sentence ?? quote).slice(0, 160)}”`] }
  const value = is === 'tentative' ? 'tentative' : 'cancelled'
  return { status: { value, certainty: 'stated', source: said }, doubts: [] }
}

/** By the subject, or in the sentence of its own day. */
function isSaidOfIt({ document }: Draft, { when }: Section): boolean {
  const sentence = when.line.index < 0 ? '' : sentenceAt(document, when.mention.start).text
  return readCancelledSubject(document.subject) === 'off' || findCancelled(sentence) !== null
}

/** "Postponed: …" where no other day is named, or in the sentence of its own day alone. */
function isPutOff({ document, hint }: Draft, { when }: Section): boolean {
  const said = hint.notice?.value === 'postponed' || findPostponed(document.subject) !== null
  if (said && !hint.moved) return true
  if (when.line.index < 0) return false
  const { text, start } = sentenceAt(document, when.mention.start)
  const days = document.dates.filter((date) => date.start >= start && date.end <= start + text.length)
  return days.length === 1 && findPostponed(text) !== null
}

function sentenceOf(document: Document, place: Place): string {
  return place.in === 'subject' ? document.subject : sentenceAt(document, place.start).text
}
