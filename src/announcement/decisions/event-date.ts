import type { DateMention } from '../mentions/date.ts'
import { namesTalk } from '../items/pair.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { lineAt, withoutRule, type Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import {
  findCancelled,
  findChanged,
  findDeadline,
  findEventWord,
  findHappening,
  findNotAnEvent,
  findTakesPlace,
  findType,
  purposesIn,
} from '../text/vocabulary.ts'
import { isFormer, isTold } from './former.ts'
import { letterDateOf } from './letter-date.ts'
import { isInBrackets, settingOf } from './setting.ts'
import { bucketOf, featuresOf } from './weigh.ts'

const clauseLength = 90

/** What speaks for and against a date being an event's: where it stands, how it is written, what is said beside it. */
export function eventDateFeatures(document: Document, mention: DateMention): string[] {
  const line = lineAt(document, mention.start)
  const setting = settingOf(document, line, mention)
  const { before, behind } = clauseOf(document, line, mention, setting === 'prose')
  const clause = `${before} ${behind}`
  const days = daysAhead(document, mention)
  const twin = hasTwin(document, mention)
  const letter = letterDateOf(document, mention)
  const clocks = clocksNear(document, line, mention)
  return [
    `setting:${setting}`,
    `region:${line.region}`,
    `label:${line.label?.names[0] ?? 'none'}`,
    bucketOf('ahead', days, [-15, -1, 0, 3, 45, 130, 240]),
    bucketOf('dates', document.dates.length, [1, 2, 3, 6, 12]),
    bucketOf('place', line.index / Math.max(1, document.lines.length), [0.15, 0.35, 0.6, 0.85]),
    `clock:${clocks}`,
    `${setting}+clock:${clocks}`,
    ...purposesIn(before).map((purpose) => `before:${purpose}`),
    ...purposesIn(behind.slice(0, 50)).map((purpose) => `behind:${purpose}`),
    ...featuresOf({
      bias: true,
      first: document.dates[0] === mention,
      weekday: mention.weekday !== null,
      year: mention.year !== null,
      relative: mention.relative !== null,
      'relative without clock': mention.relative !== null && clocks === 'none',
      'weekday alone': mention.day === null && mention.relative === null,
      'day alone': mention.day !== null && mention.month === null,
      range: mention.last !== null && !mention.listed,
      listed: mention.listed,
      numeric: /^[\d./ -]+$/.test(document.text.slice(mention.start, mention.end)),
      twin,
      'in the subject': isInSubject(document, mention),
      'line alone': line.text.length - (mention.end - mention.start) <= 3,
      'line begins': isRowHead.test(line.text.slice(0, mention.start - line.start)),
      'long line': line.text.length > 110,
      quoted: isInsideQuotes(line, mention.start - line.start),
      bracket: isInBrackets(line, mention.start - line.start),
      happening: findHappening(clause) !== null,
      'takes place': findTakesPlace(clause) !== null,
      'event word': findEventWord(before) !== null,
      type: findType(clause) !== null,
      deadline: findDeadline(before) !== null,
      'deadline behind': findDeadline(behind.slice(0, 50)) !== null,
      cancelled: findCancelled(clause) !== null,
      changed: findChanged(clause) !== null,
      'told of': setting === 'prose' && isTold(document, mention),
      former: isFormer(document, mention),
      'programme line': isProgrammeLine(line, mention),
      'own letter': letter === 'own',
      'letter ahead': letter === 'ahead',
      'not an event': findNotAnEvent(document.subject) !== null,
      reply: document.isReply,
      'sent that day': days === 0 && mention.relative === null,
      'sent that day, no clock': days === 0 && mention.relative === null && clocks === 'none',
      'alone without clock': clocks === 'elsewhere' && !twin,
      'a type before': findType(before) !== null,
      ruled: withoutRule(line.text) !== line.text,
    }),
  ]
}

/** The words before and after a date on its line, or in its sentence where it stands in running text. */
function clauseOf(document: Document, line: Line, mention: DateMention, prose: boolean) {
  const { text, start } = prose ? sentenceAt(document, mention.start) : line
  const before = text.slice(0, Math.max(0, mention.start - start)).slice(-clauseLength)
  const behind = text.slice(Math.max(0, mention.end - start)).slice(0, clauseLength)
  return {
    before: before.slice(before.search(/[^.;!?]*$/)),
    behind: behind.slice(0, /[;!?]|\. /.exec(behind)?.index ?? clauseLength),
  }
}

function daysAhead(document: Document, mention: DateMention): number {
  const resolved = resolveDate(mention, document.sent)
  return resolved === null ? -99 : document.sent.until(resolved.last ?? resolved.date).days
}

/** The same day is written once more. */
function hasTwin(document: Document, mention: DateMention): boolean {
  const date = resolveDate(mention, document.sent)?.date
  return (
    date !== undefined &&
    document.dates.some(
      (other) => other !== mention && resolveDate(other, document.sent)?.date.equals(date) === true,
    )
  )
}

function isInSubject(document: Document, mention: DateMention): boolean {
  const date = resolveDate(mention, document.sent)?.date
  return date !== undefined && document.subjectDays.some((day) => day.equals(date))
}

/** Where the nearest clock stands: on the date's line, in its sentence, below it, under a label, or none. */
function clocksNear(document: Document, line: Line, mention: DateMention): string {
  const times = document.times.filter((time) => time.start >= mention.end || time.end <= mention.start)
  const on = ({ start, text }: { start: number; text: string }) =>
    times.some((time) => time.start >= start && time.end <= start + text.length)
  if (on(line)) return 'line'
  if (on(sentenceAt(document, mention.start))) return 'sentence'
  const next = document.lines.slice(line.index + 1, line.index + 4).filter(({ text }) => text !== '')
  if (next.some((below) => below.label !== null && on(below))) return 'label'
  if (next[0] !== undefined && on(next[0])) return 'below'
  return times.length === 0 ? 'none' : 'elsewhere'
}

/** Before the day of a row: a bullet, or "Nr. 12". */
const isRowHead = /^(?:..?|(?:\p{L}{1,8}\.? ?)?\d{1,2}[.:,)]? *)?$/u

/** A date at the beginning of a line, or "Week 1 (13 Oct)", "Week 1, 13 Oct", followed by a person, or a person and a title. */
function isProgrammeLine(line: Line, mention: DateMention): boolean {
  const before = line.text.slice(0, mention.start - line.start)
  return (
    /^(?:\p{L}{1,8} \d{1,2}[,:]? ?[(–-]? ?)?$/u.test(before) &&
    namesTalk(line.text.slice(mention.end - line.start))
  )
}

function isInsideQuotes(line: Line, offset: number): boolean {
  const before = line.text.slice(0, offset)
  const open = Math.max(before.lastIndexOf('“'), before.lastIndexOf('„'), before.lastIndexOf('«'))
  return open !== -1 && !/[”“»]/.test(before.slice(open + 1)) && /[”“»]/.test(line.text.slice(offset))
}
