import { lineAt, timesOn, type Document } from '../text/document.ts'
import { beginsLine, type Line } from '../text/line.ts'
import { keptWith } from '../text/remembered.ts'
import { sentenceAt } from '../text/sentences.ts'
import type { TimeMention } from '../mentions/time.ts'
import {
  findAfterwards,
  findDeadline,
  findHappening,
  findTakesPlace,
  foldWords,
  purposesIn,
} from '../text/vocabulary.ts'
import { isAside } from './aside.ts'
import { isFormerHour } from './former.ts'
import { momentOf } from './moment.ts'
import { isInBrackets } from './setting.ts'
import { bucketOf, featuresOf } from './weigh.ts'

const clauseLength = 45

/** Quarters; "23:59" is the end of a day. */
function minuteOf({ from }: TimeMention): string {
  if (from % 60 === 59) return 'last'
  return from % 15 === 0 ? String(from % 60) : 'odd'
}

/** What speaks for and against a clock being the start of an event. */
export function startClockFeatures(document: Document, time: TimeMention): string[] {
  const line = lineAt(document, time.start)
  const rank = timesOn(document, line).indexOf(time)
  const { text: sentence, start } = sentenceAt(document, time.start)
  const { before, behind } = clauseOf(document, line, time, start)
  const leading = leadingClocks(document)
  const moment = momentOf(document, time)
  const wordsBefore = purposesIn(before)
  const subjectHours = document.subjectTimes.filter(({ weak }) => !weak).map(({ from }) => from)
  const wordsBehind = purposesIn(behind)
  return [
    `region:${line.region}`,
    `label:${line.label?.names[0] ?? 'none'}`,
    `hour:${hourOf(time.from)}`,
    `minute:${minuteOf(time)}`,
    `rank:${Math.min(rank, 3)}`,
    bucketOf('clocks', document.times.length, [1, 2, 3, 5, 9]),
    bucketOf('date', lineDistance(document, line), [0, 1, 2, 4, 8]),
    ...wordsBefore.map((purpose) => `before:${purpose}`),
    ...wordsBehind.map((purpose) => `behind:${purpose}`),
    ...featuresOf({
      bias: true,
      first: document.times[0] === time,
      last: document.times.at(-1) === time,
      until: time.until !== null,
      zone: time.zone !== null,
      'one of several zones': moment.length > 1,
      'first of several zones': moment.length > 1 && moment[0] === time,
      'strange zone': time.strangeZone !== null,
      weak: time.weak,
      ambiguous: time.ambiguous,
      implied: time.implied,
      'line begins': beginsLine(line, time),
      'a row of a programme': beginsLine(line, time) && leading.length >= 3,
      'first row of a programme': leading.length >= 3 && leading[0] === time,
      'long line': line.text.length > 110,
      twin: document.times.some((other) => other !== time && other.from === time.from),
      'in the subject': subjectHours.includes(time.from),
      'another hour in the subject': subjectHours.length > 0 && !subjectHours.includes(time.from),
      deadline: findDeadline(before) !== null,
      happening: findHappening(sentence) !== null,
      'takes place': findTakesPlace(sentence) !== null,
      former: isFormerHour(document, time),
      aside: isAside(document, time),
      rough: isRough(document, time),
      afterwards: findAfterwards(document.text.slice(start, time.start)) !== null,
      bracket: isInBrackets(line, time.start - line.start),
      'label of hours': line.label?.names.some((name) => name === 'time' || name === 'when') ?? false,
      'no purpose': wordsBefore.length === 0 && wordsBehind.length === 0,
      earliest: document.times.every((other) => other.from >= time.from),
    }),
  ]
}

/** The words that tell what an hour is for: up to the next comma, dash or other hour on each side. */
function clauseOf(
  document: Document,
  line: Line,
  time: TimeMention,
  sentence: number,
): { before: string; behind: string } {
  const others = [...document.times, ...document.dates].filter((span) => span !== time)
  // "continues until about" may stand at the end of the line above.
  const from = Math.min(line.start, sentence)
  const floor = Math.max(from, ...others.map(({ end }) => (end <= time.start ? end : 0)))
  const ceiling = Math.min(
    line.start + line.text.length,
    ...others.map(({ start }) => (start >= time.end ? start : Infinity)),
  )
  const before = document.text.slice(Math.max(floor, time.start - clauseLength), time.start)
  const behind = document.text.slice(time.end, Math.min(ceiling, time.end + clauseLength))
  return {
    before: before.slice(before.search(/[^.;]*$/)),
    behind: behind.slice(0, /[;]|\. /.exec(behind)?.index ?? clauseLength),
  }
}

/** "ca. 18.15", "vers 19h", "5.15ish": a talk begins to the minute, what follows it about then. */
export function isRough({ text }: Document, { start, end }: TimeMention): boolean {
  const before = foldWords(text.slice(Math.max(0, start - 20), start))
  return rough.test(before) || /^ ?-?ish\b/.test(text.slice(end, end + 5))
}

const rough =
  /(?:\b(?:ca|circa|about|around|approx|approximately|roughly|etwa|ungefahr|gegen|environ|vers(?: les)?|verso(?: le)?|hacia las|sobre las)\.?|~)\s*$/

/** The clocks that begin a line: the rows of a day's programme. */
const leadingClocks = keptWith((document: Document): readonly TimeMention[] =>
  document.times.filter((time) => beginsLine(lineAt(document, time.start), time)),
)

/** Lines between a clock's line and the nearest date. */
function lineDistance(document: Document, line: Line): number {
  return Math.min(
    99,
    ...document.dates.map((date) => Math.abs(lineAt(document, date.start).index - line.index)),
  )
}

function hourOf(minutes: number): string {
  const hour = Math.floor(minutes / 60)
  return hour < 8
    ? 'night'
    : hour < 10
      ? 'morning'
      : hour < 12
        ? 'late morning'
        : hour < 14
          ? 'noon'
          : hour < 18
            ? 'afternoon'
            : 'evening'
}
