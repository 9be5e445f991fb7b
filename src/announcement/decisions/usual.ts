import { lineAt, type Document } from '../text/document.ts'
import { beginsLine } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import type { TimeMention } from '../mentions/time.ts'
import { isAside } from './aside.ts'
import { isRecurring, weekdaysIn } from './recurring.ts'
import { findDeadline, purposesIn } from '../text/vocabulary.ts'
import { isRanged, type Chances, type Usual, type When } from './when.ts'

/** How sure an hour is that its sentence says of every day. */
const usualHour = 0.9

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
    const days = weekdaysIn(text)
    found.push({ time, location, days, sure: usualHour })
  }
  return found
}

/** So many days in rows of their own are a programme, whose one hour may stand above them. */
const programme = 3
/** From this chance on a clock above the rows is a start. */
const likely = 0.5

/**
 * "Inizio 17.15, segue aperitivo alle 18.30" over rows of days without an hour: the only likely start above is
 * the start of all; null where a row has an hour of its own.
 */
function hourAbove(document: Document, whens: readonly When[], chances: Chances): Usual | null {
  const rows = whens.filter((when) => when.setting !== 'prose' && when.line.index >= 0 && !isRanged(when))
  const top = Math.min(...rows.map(({ line }) => line.start))
  if (rows.length < programme || rows.some(({ time }) => time !== null && time.start >= top)) return null
  const starts = document.times.filter(
    (time) =>
      time.start < top &&
      lineAt(document, time.start).region === 'body' &&
      (chances.get(time) ?? 0) >= likely &&
      !isForOthers(document, time),
  )
  const [time, other] = distinct(starts)
  if (time === undefined || other !== undefined) return null
  return { time, location: null, days: [], sure: chances.get(time) ?? 0 }
}

/** "Please register by Friday at 12:00." */
function isForOthers(document: Document, time: TimeMention): boolean {
  const { text, start } = sentenceAt(document, time.start)
  const before = text.slice(0, time.start - start)
  return findDeadline(before) !== null || purposesIn(before).some((purpose) => purpose !== 'begin')
}

function distinct(times: readonly TimeMention[]): TimeMention[] {
  return times.filter((time, at) => times.findIndex(({ from }) => from === time.from) === at)
}

/** The hours that hold for every day of a programme: those that say so, or the only one above its rows. */
export function usualHours(document: Document, whens: readonly When[], chances: Chances): Usual[] {
  const said = findUsual(document)
  const above = said.length === 0 ? hourAbove(document, whens, chances) : null
  return above === null ? said : [above]
}

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
      (when.setting !== 'prose' || beginsLine(when.line, when.mention)) &&
      !isRanged(when)
    if (!lacks) return when
    return other === undefined
      ? { ...when, time: usual.time, usual, sure: { ...when.sure, hour: usual.sure } }
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
