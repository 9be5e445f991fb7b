import { lineAt, sentenceAt, type Document } from './document.ts'
import { findPlaceInSentence, findPlaceRightBehind } from './place.ts'
import { fold } from './vocabulary.ts'
import type { Usual, When } from './when.ts'

const recurring =
  /\b(?:montags|dienstags|mittwochs|donnerstags|freitags|mondays|tuesdays|wednesdays|thursdays|fridays|every (?:monday|tuesday|wednesday|thursday|friday)|jeden (?:montag|dienstag|mittwoch|donnerstag|freitag)|jeweils|tous les|chaque|all talks|all seminars|all lectures|alle vortrage|unless otherwise|soweit nicht anders|wenn nicht anders|sauf (?:mention|indication) contraire|usual (?:time|place)|le (?:lundi|mardi|mercredi|jeudi|vendredi)(?! \d)|les seances|les exposes|toutes les|die vortrage (?:finden|beginnen)|alle termine|(?:talks|seminars|lectures|sessions) (?:start|begin|take place|are held)|ogni|todos los)\b/

/** The usual time and place of a programme: a sentence that speaks of every date and names none. */
export function findUsual(document: Document): Usual | null {
  for (const time of document.times) {
    const line = lineAt(document, time.start)
    if (line.region !== 'body' || time.weak) continue
    const { text, start } = sentenceAt(document, time.start)
    if (
      !recurring.test(fold(text)) ||
      document.dates.some((date) => date.start >= start && date.end <= start + text.length)
    )
      continue
    return { time, location: findPlaceRightBehind(text.slice(time.end - start)) ?? findPlaceInSentence(text) }
  }
  return null
}

/** Gives the usual time to the dates of a programme that have none of their own. */
export function withUsual(whens: When[], usual: Usual | null): When[] {
  if (usual === null || whens.length < 2) return whens
  return whens.map((when) =>
    when.time === null && when.setting !== 'prose' && (when.last === null || when.last.equals(when.date))
      ? { ...when, time: usual.time, usual }
      : when,
  )
}
