import { lineAt, sentenceAt, type Document } from '../text/document.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import { foldWords } from '../text/vocabulary.ts'
import type { Usual, When } from './when.ts'

const recurring =
  /\b(?:montags|dienstags|mittwochs|donnerstags|freitags|mondays|tuesdays|wednesdays|thursdays|fridays|every (?:monday|tuesday|wednesday|thursday|friday)|jeden (?:montag|dienstag|mittwoch|donnerstag|freitag)|jeweils|tous les|chaque|all talks|all seminars|all lectures|alle vortrage|unless otherwise|soweit nicht anders|wenn nicht anders|sauf (?:mention|indication) contraire|usual (?:time|place)|le (?:lundi|mardi|mercredi|jeudi|vendredi)(?! \d)|les seances|les exposes|toutes les|die vortrage (?:finden|beginnen)|alle termine|(?:talks|seminars|lectures|sessions) (?:start|begin|take place|are held)|ogni|todos los)\b/

/** The usual times and places of a programme: sentences that speak of every date and name none, each hour once. */
export function findUsual(document: Document): Usual[] {
  const found: Usual[] = []
  for (const time of document.times) {
    const line = lineAt(document, time.start)
    if (line.region !== 'body' || time.weak || found.some((usual) => usual.time.from === time.from)) continue
    const { text, start } = sentenceAt(document, time.start)
    if (
      !recurring.test(foldWords(text)) ||
      document.dates.some(
        (date) =>
          date.end <= start + text.length &&
          // "beginnend jeweils um 11:55 Uhr:" over a list of days.
          date.start >= start &&
          date.start <= line.start + line.text.length,
      )
    )
      continue
    const location = findPlaceRightBehind(text.slice(time.end - start)) ?? findPlaceInSentence(text)
    found.push({ time, location })
  }
  return found
}

/** Gives the usual time to the dates of a programme that have none of their own; of two usual hours nobody knows whose they are. */
export function withUsual(whens: When[], [usual, other]: readonly Usual[]): When[] {
  if (usual === undefined || whens.length < 2) return whens
  return whens.map((when) => {
    const lacks =
      when.time === null && when.setting !== 'prose' && (when.last === null || when.last.equals(when.date))
    if (!lacks) return when
    return other === undefined
      ? { ...when, time: usual.time, usual }
      : { ...when, doubts: [...when.doubts, 'two usual hours are written'] }
  })
}
