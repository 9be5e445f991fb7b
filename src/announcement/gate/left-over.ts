import type { ParserProfile } from '../announcement.ts'
import type { DateMention } from '../mentions/date.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import { isAside } from '../decisions/aside.ts'
import { letterDateOf } from '../decisions/letter-date.ts'
import { isOutdated } from '../decisions/former.ts'
import { momentOf } from '../decisions/moment.ts'
import { isOn, type When } from '../decisions/when.ts'
import { lineAt } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findChanged } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/** A day or an hour that is as likely as this to be an event's is never passed over in silence. */
const leastLikely = 0.5
/** Less is enough beside a word of change: "Achtung: neu um 17.15 Uhr!" */
const leastNew = 0.2

/**
 * Days and hours that may be an event's but did not become one: "Wednesday 3 April" beside a talk on the 2nd,
 * "16:15" beside one at 17:15.
 * Registration, coffee and doors are not: the decision knows them.
 */
export const leftOver: Rule = (draft) => {
  const used = usedTimes(draft)
  const days = draft.document.dates.filter((date) => isLikely(draft, date) && !isTaken(draft, date))
  const hours = draft.document.times.filter(
    (time) =>
      (isLikely(draft, time) || isSaidTwice(draft, time)) &&
      (!used.has(time.from) || isOfAnother(draft, time) || isOnlyAnEnd(draft, time)) &&
      !isOfItsOwnDay(draft, time) &&
      !isOtherZone(draft, time),
  )
  const old = takenBack(draft)
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const near = (mention: DateMention | TimeMention) =>
        draft.talks.length === 1 || ownerOf(draft, mention) === entry
      const doubts = [
        ...letters(draft, entry),
        ...old,
        ...days.filter(near).map((day) => `“${textOf(draft.document, day)}” may be the day of an event, too`),
        ...hours
          .filter(near)
          .map((hour) => `“${textOf(draft.document, hour)}” may be the hour of an event, too`),
      ]
      return { ...entry, talk: doubts.reduce(withDoubt, entry.talk) }
    }),
  }
}

function isLikely({ document, chances }: Draft, mention: DateMention | TimeMention): boolean {
  const isNew = findChanged(sentenceAt(document, mention.start).text) !== null
  return (chances.get(mention) ?? 0) >= (isNew ? leastNew : leastLikely)
}

/** A date a little ahead in a letter's head, or a talk's day that may be the letter's own: whose is it? */
function letters(draft: Draft, { section: { when } }: Draft['talks'][number]): string[] {
  const { document } = draft
  const ahead = document.dates.find((date) => letterDateOf(document, date) === 'ahead')
  const own = when.line.index >= 0 && letterDateOf(document, when.mention) !== null
  return [
    ...(ahead === undefined
      ? []
      : [`“${textOf(document, ahead)}” in the mail’s head: its date, or the event’s?`]),
    ...(own ? [`“${textOf(document, when.mention)}” may be the date of the mail itself`] : []),
  ]
}

/** "Zeit: 10.30" below "neu um 13.30 statt 10.30 Uhr". */
function takenBack({ document }: Draft): string[] {
  const old = document.times.find((time) => isOutdated(document, time))
  return old === undefined ? [] : [`“${textOf(document, old)}” is still written, and was taken back`]
}

/** Hours that some talk begins or ends at. */
function usedTimes(draft: Draft): ReadonlySet<number> {
  return new Set(
    draft.talks.flatMap(({ section }) =>
      [section.when, ...section.when.repeats].flatMap(({ time }) =>
        time === null ? [] : [time.from, ...(time.until === null ? [] : [time.until])],
      ),
    ),
  )
}

/** From this chance on an hour among one talk's lines is that talk's, although another talk has it, too. */
const surelyItsOwn = 0.8

/** "Monday from 1.45pm" above "registration on Monday, 13.15 - 13.45": surely a start, and here only an end. */
function isOnlyAnEnd({ chances, talks }: Draft, time: TimeMention): boolean {
  const starts = talks.flatMap(({ section }) => [section.when, ...section.when.repeats])
  return (chances.get(time) ?? 0) >= surelyItsOwn && starts.every((when) => when.time?.from !== time.from)
}

/** "She can only be here at 16:15", said of the talk at 15:15, beside another one at 16:15. */
function isOfAnother({ chances, document, talks }: Draft, time: TimeMention): boolean {
  if (talks.length < 2 || (chances.get(time) ?? 0) < surelyItsOwn) return false
  const line = lineAt(document, time.start)
  const own = talks.filter(({ section }) => section.lines.includes(line))
  const hours = own.flatMap(({ section }) => [section.when, ...section.when.repeats])
  return own.length === 1 && hours.every((when) => when.time !== null && when.time.from !== time.from)
}

/** An hour on the line of days that are no talk's: those days are asked about, not the hour. */
function isOfItsOwnDay(draft: Draft, time: TimeMention): boolean {
  const line = lineAt(draft.document, time.start)
  const days = draft.document.dates.filter((date) => lineAt(draft.document, date.start) === line)
  // "Nachtrag vom 2.11.: neu um 15.15 Uhr": a day that is past, or that of sending, has no hour.
  return days.length > 0 && days.every((date) => !isTaken(draft, date) && isAhead(draft, date))
}

function isAhead({ document }: Draft, date: DateMention): boolean {
  const day = resolveDate(date, document.sent)?.date
  return day === undefined || Temporal.PlainDate.compare(day, document.sent) > 0
}

/** "10:00 EDT (15:00 CET)", "at 17:00 … that is 11am ET": a talk's hour given again in another zone. */
function isOtherZone({ document, talks, profile }: Draft, time: TimeMention): boolean {
  const beside = talks.some(
    ({ section: { when } }) =>
      when.time !== null && when.hourInSubject !== true && momentOf(document, when.time).includes(time),
  )
  return (
    beside || (time.zone !== null && talks.some(({ section: { when } }) => isSameMoment(when, time, profile)))
  )
}

/** Two hours of one day that are one moment, each in its own zone. */
export function isSameMoment({ date, time }: When, other: TimeMention, { timeZone }: ParserProfile): boolean {
  const instant = ({ zone, from }: TimeMention) =>
    date
      .toZonedDateTime({ timeZone: zone ?? timeZone })
      .add({ minutes: from })
      .toInstant()
  return time !== null && instant(time).equals(instant(other))
}

/** At most this many letters lie between an hour in a named zone and the same moment given again. */
const nearHour = 30

/** "17:00 (CEST), which is 16:00 here": which of the two holds in the list's own zone? */
function isSaidTwice({ document, talks }: Draft, time: TimeMention): boolean {
  return talks.some(
    ({ section: { when } }) =>
      when.time !== null &&
      when.time.zoneSource !== null &&
      time.start > when.time.end &&
      time.start - when.time.end < nearHour &&
      !isAside(document, time),
  )
}

function isTaken(draft: Draft, date: DateMention): boolean {
  const day = resolveDate(date, draft.document.sent)?.date
  return day === undefined || draft.talks.some(({ section }) => isOn(section.when, day))
}

/** The talk in whose lines a mention stands, or else the nearest. */
function ownerOf(draft: Draft, mention: { start: number }): Draft['talks'][number] | undefined {
  const line = lineAt(draft.document, mention.start)
  const own = draft.talks.filter(({ section }) => section.lines.includes(line))
  const distance = ({ section }: Draft['talks'][number]) => Math.abs(section.when.line.index - line.index)
  return (own.length > 0 ? own : draft.talks).toSorted((a, b) => distance(a) - distance(b))[0]
}
