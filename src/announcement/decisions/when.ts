import type { Field } from '../announcement.ts'
import type { DateMention } from '../mentions/date.ts'
import { lineAt, withoutRule, type Document } from '../text/document.ts'
import { beginsLine, type Line } from '../text/line.ts'
import { isReadable, mayBeEvents, mayBeStart } from './excluded.ts'
import { clockOfDateFeatures } from './clock-of-date.ts'
import { eventDateFeatures } from './event-date.ts'
import { isRecurring, onWeekdays } from './recurring.ts'
import { resolveDate, type ResolvedDate } from '../mentions/resolve.ts'
import { isBeside, momentOf } from './moment.ts'
import { isHeadline, isRow, settingOf, type Setting } from './setting.ts'
import { recordAt } from './records.ts'
import { startClockFeatures } from './start-clock.ts'
import type { TimeMention } from '../mentions/time.ts'
import { probabilityOf, type DecisionWeights } from './weigh.ts'

/** "Soweit nicht anders vermerkt, mittwochs von 18:15 bis 19:45 Uhr in Seminarraum 12": what holds for every date of a term's programme. */
export interface Usual {
  time: TimeMention
  location: Field<string> | null
  /** 1 (Monday) … 7, where its words name weekdays. */
  days: readonly number[]
  /** How sure the hour is for each day. */
  sure: number
}

/** A date of the text that announces an event, with the time that belongs to it. */
export interface When {
  date: Temporal.PlainDate
  last: Temporal.PlainDate | null
  time: TimeMention | null
  mention: DateMention
  line: Line
  /** How the words stand: under a label, as a line of its own, or inside a sentence. */
  setting: Setting
  certainty: 'stated' | 'implied'
  doubts: string[]
  /** How sure it is that this is the day, and that this is the hour, of an event. */
  sure: { day: number; hour: number }
  /** The hour stands in the subject only: its offsets are those of the subject. */
  hourInSubject?: true
  /** Time and place are those of the whole programme. */
  usual?: Usual
  /** Other mentions of the same event. */
  repeats: When[]
  /** The heading of a day in a digest or programme. */
  dayHeading: boolean
}

/** True on the day of a when, or on one of its days. */
export function isOn({ date, last }: Pick<When, 'date' | 'last'>, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(date, day) <= 0 && Temporal.PlainDate.compare(day, last ?? date) <= 0
}

/** True for an event of several days. */
export function isRanged({ date, last }: Pick<When, 'date' | 'last'>): boolean {
  return last !== null && !last.equals(date)
}

/** A term's programme has twenty dates; a mail with more than this was not written for readers. */
export const maxDates = 150
const maxClocks = 200
/** How many dates before and after a clock it may belong to. */
const [datesBefore, datesBehind] = [3, 2]

/** The dates that may be an event's. */
export function readableDates(document: Document): DateMention[] {
  return document.dates.slice(0, maxDates).filter((mention) => isReadable(document, mention))
}

/** Those of the readable dates that a clock may belong to. */
export function datesNear(
  document: Document,
  dates: readonly DateMention[],
  time: TimeMention,
): readonly DateMention[] {
  if (isRecurring(document, time)) return onWeekdays(document, dates, time)
  // An hour is never that of a day further up when its own line names one.
  const line = lineAt(document, time.start)
  const own = dates.filter((mention) => lineAt(document, mention.start) === line)
  if (own.length > 0) return own
  const next = dates.findIndex((mention) => mention.start >= time.start)
  const at = next === -1 ? dates.length : next
  return dates.slice(Math.max(0, at - datesBefore), at + datesBehind)
}

/** From this chance on a date is an event's, and a clock its start; a further one of the same date has to be surer. */
const accepted = { date: 0.5, start: 0.35, further: 0.55 }
/** A date without a start takes the likeliest of its clocks, which the gate then doubts, rather than none. */
const leastStart = 0.05
/** A date unlikely by itself is an event's all the same when a start surely belongs to it. */
const carried = { date: 0.2, start: 0.6 }

interface Dated {
  mention: DateMention
  resolved: ResolvedDate
  sure: number
}

/** How likely it is that each date is an event's and each clock a start, used or not. */
export type Chances = ReadonlyMap<DateMention | TimeMention, number>

/** Days and clocks of which it is known whether they are an event's. */
export type Told = ReadonlyMap<DateMention | TimeMention, boolean>
const toldChance = { yes: 0.98, no: 0.02 }

/** The same when, known to be an event's. */
export function surely(when: When): When {
  return { ...when, sure: { day: toldChance.yes, hour: toldChance.yes } }
}

function toldOr(told: Told, mention: DateMention | TimeMention, chance: () => number): number {
  const known = told.get(mention)
  return known === undefined ? chance() : known ? toldChance.yes : toldChance.no
}

/** Every date of the body that announces an event, in order, with its hours; a letter's own date is none. */
export function findWhens(
  document: Document,
  weights: DecisionWeights,
  told: Told = new Map(),
): { whens: When[]; chances: Chances } {
  for (const mention of document.dates) resumeBody(document, mention)
  const dates = document.dates
    .slice(0, maxDates)
    .filter((mention, at) => isReadable(document, mention) && !isTranslation(document, mention, at))
    .map((mention) => ({
      mention,
      resolved: resolveDate(mention, document.sent)!,
      sure: toldOr(told, mention, () =>
        probabilityOf(weights.eventDate, eventDateFeatures(document, mention)),
      ),
    }))
  const readable = dates.filter((date) => mayBeEvents(document, date))
  const chances = new Map<DateMention | TimeMention, number>(
    readable.map(({ mention, sure }) => [mention, sure]),
  )
  for (const time of document.times.slice(0, maxClocks))
    if (told.get(time) === true || mayBeStart(document, time))
      chances.set(
        time,
        toldOr(told, time, () => probabilityOf(weights.startClock, startClockFeatures(document, time))),
      )
  const starts = startsOf(document, dates, chances, weights, told)
  const whens = readable.flatMap((date) => {
    const own = starts.filter((start) => start.date === date)
    const carrying = own.some(({ sure }) => sure >= carried.start) && date.sure >= carried.date
    if (date.sure < accepted.date && !carrying) return []
    const sure = own.filter(
      (start, at) =>
        start.sure >= (at === 0 || isRow(document, start.time) ? accepted.start : accepted.further),
    )
    // "jeudi 25 juin / Donnerstag, 25. Juni": the hour of the first is that of both.
    const isSaid = starts.some((one) => one.sure >= accepted.start && isSameDay(one.date, date))
    return whensOf(document, date, sure.length > 0 || isSaid ? sure : own.slice(0, 1))
  })
  return { whens, chances }
}

interface Start {
  date: Dated
  time: TimeMention
  sure: number
}

function isSameDay(one: Dated, other: Dated): boolean {
  return one.resolved.date.equals(other.resolved.date)
}

/** The clocks that may be a start, surest first, each with the date that it most likely belongs to. */
function startsOf(
  document: Document,
  dates: readonly Dated[],
  chances: Chances,
  weights: DecisionWeights,
  told: Told,
): Start[] {
  const mentions = readableDates(document)
  return document.times
    .slice(0, maxClocks)
    .flatMap((time) => {
      const start = chances.get(time)
      if (start === undefined) return []
      const near = new Set(datesNear(document, mentions, time))
      return dates
        .filter(({ mention }) => near.has(mention))
        .map((date) => {
          const both =
            (told.get(time) === true && told.get(date.mention) === true) ||
            areLabelledOf(document, date.mention, time)
          const features = clockOfDateFeatures(document, date.mention, time)
          return { date, time, sure: start * (both ? 1 : probabilityOf(weights.clockOfDate, features)) }
        })
        .toSorted((a, b) => b.sure - a.sure)
        .slice(0, 1)
    })
    .filter(({ sure }) => sure >= leastStart)
    .toSorted((a, b) => b.sure - a.sure)
}

/** "Time: 16:15" in the record of "Date: Tuesday, 6 April". */
function areLabelledOf(document: Document, date: DateMention, time: TimeMention): boolean {
  const isHour = lineAt(document, time.start).label?.names.some((name) => name === 'time' || name === 'when')
  const record = recordAt(document, time.start)
  return isHour === true && record !== null && record === recordAt(document, date.start)
}

/** A date with each of its hours; clocks side by side in several zones are one. */
function whensOf(document: Document, { mention, resolved, sure }: Dated, starts: readonly Start[]): When[] {
  const line = lineAt(document, mention.start)
  const base: When = {
    ...resolved,
    time: null,
    mention,
    line,
    setting: settingOf(document, line, mention),
    sure: { day: sure, hour: 1 },
    repeats: [],
    dayHeading:
      withoutRule(line.text) !== line.text &&
      mention.end - mention.start >= withoutRule(line.text).length - 12,
  }
  const hours = starts.map(({ time }) => time).toSorted((a, b) => a.start - b.start)
  const groups = parallel(document, hours)
  if (groups.length === 0) return [base]
  // "30 June to 2 July. Day 1 10.00-17.30, Day 2 09.00-17.30": the further hours are those of its further days.
  if (isRanged(resolved)) groups.splice(1)
  return groups.map((group) => {
    const time = inOwnZone(document, group[0]!)
    const hour = Math.max(...starts.filter((one) => group.includes(one.time)).map((one) => one.sure))
    return { ...base, time, sure: { day: sure, hour } }
  })
}

/** Hours that stand for one moment in several zones are one; the same hour twice is one, too. */
function parallel(document: Document, times: readonly TimeMention[]): TimeMention[][] {
  const groups: TimeMention[][] = []
  for (const time of times) {
    const above = groups.at(-1)
    if (above !== undefined && isBeside(document, above.at(-1)!, time)) above.push(time)
    else {
      const same = groups.find((group) => group[0]!.from === time.from)
      if (same === undefined) groups.push([time])
      // Of an hour said twice, keep the mention that also gives the end.
      else if (same[0]!.until === null && time.until !== null) same[0] = time
    }
  }
  return groups
}

/** "8:00 PT / 11:00 ET / 17:00 CET": the list's own zone when it is one of several. */
function inOwnZone(document: Document, first: TimeMention): TimeMention {
  const moment = momentOf(document, first)
  const from = moment.indexOf(first)
  const bracket = moment.findIndex(
    (time, at) => at > from && isBracketed(document, moment[at - 1] ?? first, time),
  )
  const plain = moment.slice(from, bracket === -1 ? moment.length : bracket)
  return plain.find(({ zone }) => zone === 'Europe/Zurich') ?? first
}

/** "12:00 Pacific time (21:00 CEST)": the hour as it is told, and once more for others. */
function isBracketed(document: Document, first: TimeMention, second: TimeMention): boolean {
  return document.text.slice(first.end, second.start).includes('(')
}

/**
 * An abstract ends where the next event's own line begins: a short line with its date, apart from the text.
 * Right below "Contact: …" or "Zoom: …" such a line is the event's, too.
 */
function resumeBody(document: Document, mention: DateMention): void {
  const line = lineAt(document, mention.start)
  const above = document.lines[line.index - 1]
  const apart = above === undefined || above.text === '' || above.rule
  const begins = beginsLine(line, mention) && line.label === null
  const closed =
    line.region === 'abstract' ? apart : /^(?:people|link|aside|signature)$/.test(line.region) && begins
  if (!closed || line.text.length > 110 || !isHeadline(document, line, mention)) return
  const { region } = line
  for (const below of document.lines.slice(line.index)) {
    if (below.region !== region || below.label !== null) break
    below.region = 'body'
  }
}

/** "7pm New York time (1am May 14 CEST)": a date in brackets after another says the same in another way. */
function isTranslation(document: Document, mention: DateMention, index: number): boolean {
  const before = document.dates[index - 1]
  const line = lineAt(document, mention.start)
  if (before === undefined || before.start < line.start || before.day === null) return false
  const open = line.text.lastIndexOf('(', mention.start - line.start)
  return (
    open !== -1 &&
    open > before.end - line.start &&
    !line.text.slice(open, mention.start - line.start).includes(')')
  )
}
