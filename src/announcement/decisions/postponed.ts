import { resolveDate } from '../mentions/resolve.ts'
import type { Document } from '../text/document.ts'
import { findNewDay, findNoNewDay, findPostponed, foldWords, weekdays } from '../text/vocabulary.ts'
import { isOn, type When } from './when.ts'

/** What ends right before the new day: "verschoben auf den ", "postponed to Wednesday, ". */
const to =
  /\b(?:auf den|auf die|auf|zum|to|until|au|alla|al|a|para el) (?:(\p{L}+),? (?:the |den |le |il |el )?)?$/u

/**
 * True for the day that a postponed talk leaves: the subject's, or the only one of the mail, where it is told as no
 * new one. "Leider müssen wir die Vorlesung verschieben: … Mittwoch, 18. März 2020"
 */
export function isLeft(document: Document, when: When, ofSubject: Temporal.PlainDate | null): boolean {
  const opening = foldWords(`${document.subject}\n${document.text.slice(0, 2000)}`)
  const toldNew = findNewDay(opening) !== null && findNoNewDay(opening) === null
  // What is struck out was the old day.
  if (toldNew || document.hasStruck || isTarget(document, when)) return false
  if (ofSubject !== null && findPostponed(document.subject) !== null) return isOn(when, ofSubject)
  return !document.dates.some((date) => {
    const resolved = resolveDate(date, document.sent)
    return resolved !== null && date.day !== null && !isOn(when, resolved.date)
  })
}

/** The day stands behind "to", in the subject or in the text. */
function isTarget(document: Document, { mention, line }: When): boolean {
  const before = document.text.slice(Math.max(0, mention.start - 30), mention.start)
  return (line.index >= 0 && endsInTo(before)) || endsInTo(document.subject.split(/\d/)[0] ?? '')
}

/** "introduction to statistics, 18 March" leads to no day. */
function endsInTo(text: string): boolean {
  const match = to.exec(foldWords(text))
  return match !== null && (match[1] === undefined || weekdays.has(match[1]))
}
