import { purposesIn } from '../text/vocabulary.ts'
import { lineAt, type Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import { isAside } from './aside.ts'
import { isRecurring } from './recurring.ts'
import { weekdays, wordsOf } from '../text/vocabulary.ts'
import { isRanged, type Usual, type When } from './when.ts'

/** The usual times and places of a programme: sentences that speak of every date and name none, each hour once. */
export function findUsual(document: Document): Usual[] {
  const found: Usual[] = []
  for (const time of document.times) {
    const line = lineAt(document, time.start)
    if (line.region !== 'body' || time.weak || found.some((usual) => usual.time.from === time.from)) continue
    // "Tea is served from 16:45 in the library" is said of every date, too.
    if (!isRecurring(document, time) || isAside(document, time)) continue
    const { text, start } = sentenceAt(document, time.start)
    const location = findPlaceRightBehind(text.slice(time.end - start)) ?? findPlaceInSentence(text)
    const days = wordsOf(text).flatMap((word) => weekdays.get(word) ?? [])
    found.push({ time, location, days })
  }
  return found
}

/** How sure the hour of a programme is for each of its days. */
const usualHour = 0.9

/** Gives a programme's usual time to its dates that have none; two usual times raise a doubt instead. */
export function withUsual(whens: When[], usuals: readonly Usual[]): When[] {
  if (usuals.length === 0 || whens.length < 2) return whens
  return whens.map((when) => {
    // "Office: Wednesdays 10.00 - 11.30" is not the hour of a Monday.
    const [usual, other] = usuals.filter(
      ({ days }) => days.length === 0 || days.includes(when.date.dayOfWeek),
    )
    if (usual === undefined) return when
    const lacks =
      when.time === null &&
      (when.setting !== 'prose' || when.mention.start - when.line.start <= 2) &&
      !isRanged(when)
    if (!lacks) return when
    return other === undefined
      ? { ...when, time: usual.time, usual, sure: { ...when.sure, hour: usualHour } }
      : { ...when, doubts: [...when.doubts, 'two usual hours are written'] }
  })
}

/** A body's hour that is less sure than this gives way to the subject's. */
const unsureHour = 0.5

/**
 * "Gastvortrag 11.30 Uhr, HIT E 05" over a body that says only the day, or an unsure hour: takes the
 * subject's hour.
 */
export function withSubjectHour(document: Document, whens: When[]): When[] {
  const [hour, other] = document.subjectTimes
  const [when, second] = whens
  if (hour === undefined || other !== undefined || when === undefined || second !== undefined) return whens
  const unsure = when.time === null || (when.sure.hour < unsureHour && when.time.from !== hour.from)
  if (!unsure || isRanged(when) || hour.weak) return whens
  // "Lunch with the speaker 12:00": what the subject says of the hour is not the talk.
  if (purposesIn(document.subject).some((purpose) => purpose !== 'begin')) return whens
  return [{ ...when, time: hour, hourInSubject: true, sure: { ...when.sure, hour: 1 } }]
}
