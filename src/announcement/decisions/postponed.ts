import { resolveDate } from '../mentions/resolve.ts'
import type { Document } from '../text/document.ts'
import { findNewDay, findNoNewDay, findPostponed, foldWords } from '../text/vocabulary.ts'
import { isOn, type When } from './when.ts'

/** Words between "postponed" and the new day: "verschoben auf den 25. März", "postponed to 25 March". */
const to =
  /\b(?:to|auf|auf den|auf die|zum|au|al|alla|a|para el|until) (?:\p{L}{2,12},? (?:the |den |le |il |el )?)?$/u

/**
 * True for the day that a postponed talk leaves: the subject's, or the only one of the mail, where it is told as no
 * new one. "Leider müssen wir die Vorlesung verschieben: … Mittwoch, 18. März 2020"
 */
export function isLeft(document: Document, when: When, ofSubject: Temporal.PlainDate | null): boolean {
  if (isTarget(document, when)) return false
  if (ofSubject !== null && findPostponed(document.subject) !== null) return isOn(when, ofSubject)
  const others = document.dates.some((date) => {
    const resolved = resolveDate(date, document.sent)
    return resolved !== null && date.day !== null && !isOn(when, resolved.date)
  })
  // What is struck out was the old day.
  if (others || document.hasStruck) return false
  const opening = foldWords(`${document.subject}\n${document.text.slice(0, 2000)}`)
  return findNoNewDay(opening) !== null || findNewDay(opening) === null
}

/** The day stands behind "to", in the subject or in the text. */
function isTarget(document: Document, { mention, line }: When): boolean {
  const before = document.text.slice(Math.max(0, mention.start - 30), mention.start)
  const inSubject = foldWords(document.subject).split(/\d/)[0] ?? ''
  return (line.index >= 0 && to.test(foldWords(before))) || to.test(inSubject)
}
