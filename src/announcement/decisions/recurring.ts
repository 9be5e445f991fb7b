import { isExcepted } from './excepted.ts'
import { lineAt, type Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import type { DateMention } from '../mentions/date.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import { foldWords, weekdays, wordsOf } from '../text/vocabulary.ts'

const recurring =
  /\b(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|every (?:monday|tuesday|wednesday|thursday|friday)|jeden (?:montag|dienstag|mittwoch|donnerstag|freitag)|jeweils|tous les|chaque|all talks|all seminars|all lectures|alle vortrage|unless otherwise|soweit nicht anders|wenn nicht anders|sauf (?:mention|indication) contraire|usual (?:time|place)|le (?:lundi|mardi|mercredi|jeudi|vendredi)(?! \d)|les seances|les exposes|toutes les|die vortrage (?:finden|beginnen)|alle termine|(?:talks|seminars|lectures|sessions) (?:start|begin|take place|are held)|ogni|todos los|(?:i|ogni) (?:lunedi|martedi|mercoledi|giovedi|venerdi)(?! \d)|los (?:lunes|martes|miercoles|jueves|viernes)(?! \d)|il (?:lunedi|martedi|mercoledi|giovedi|venerdi) alle)\b/

/** The hour of every date of a programme: its sentence speaks of all dates and names none. */
export function isRecurring(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const { text, start } = sentenceAt(document, time.start)
  return (
    recurring.test(foldWords(text)) &&
    !document.dates.some(
      (date) =>
        // "ont lieu le mardi à 11 heures": a weekday alone is each of them.
        (date.day !== null || date.relative !== null) &&
        !isExcepted(document, date) &&
        date.end <= start + text.length &&
        // "beginnend jeweils um 11:55 Uhr:" above a list of days.
        date.start >= start &&
        date.start <= line.start + line.text.length,
    )
  )
}

/** The days of the week that a text names, 1 (Monday) … 7. */
export function weekdaysIn(text: string): number[] {
  return wordsOf(text).flatMap((word) => weekdays.get(word) ?? [])
}

/** "Office: Sundays 10:15-12:00" says nothing of a Tuesday: of several dates those on the days that an hour's sentence names. */
export function onWeekdays(
  document: Document,
  dates: readonly DateMention[],
  time: TimeMention,
): readonly DateMention[] {
  const days = weekdaysIn(sentenceAt(document, time.start).text)
  if (days.length === 0) return dates
  return dates.filter((mention) => {
    const day = resolveDate(mention, document.sent)?.date.dayOfWeek
    return day === undefined || days.includes(day)
  })
}

/** "every Tuesday", "jeden Montag": one event a week. */
export function isWeeklySentence(text: string): boolean {
  return weekly.test(foldWords(text))
}

const weekly =
  /\b(?:every|each|jeden|jeweils|chaque|tous les|ogni|cada|todos los|weekly|wochentlich)\b|\b(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b/
