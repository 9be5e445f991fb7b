import type { DateMention } from '../mentions/date.ts'
import { isAside } from './aside.ts'
import { lineAt, timesOn, type Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { greeting } from '../text/regions.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { findEventWord, foldWords } from '../text/vocabulary.ts'

/** Letters are dated on the day of sending, or some days before it. */
const daysBehind = 14
/** How far ahead a letter may be dated (Friday for Monday): its date or an event's, so a doubt. */
const daysAhead = 4
const headLines = 8
const maxWords = 10

/** A date line of the letter itself: `own` when it is the day of sending or before, `ahead` when it lies a little after. */
export type LetterDate = 'own' | 'ahead' | null

/**
 * "Zurich, 5 December 2022" above the greeting, "Bern, den 5. Dezember 2022", "Seminar for Statistics, 5 December 2022":
 * a line with only a place or institute and a day, in the mail's head or below its end, with no clock that
 * could belong to it.
 */
export function letterDateOf(document: Document, mention: DateMention): LetterDate {
  const line = lineAt(document, mention.start)
  if (line.label !== null || mention.relative !== null || mention.last !== null || mention.day === null)
    return null
  const resolved = resolveDate(mention, document.sent)
  if (resolved === null || !standsAlone(document, line, mention)) return null
  const ahead = document.sent.until(resolved.date).days
  if (ahead < -daysBehind || ahead > daysAhead) return null
  if (!isInHead(document, line) && !isBelow(document, line)) return null
  if (hasClockBelow(document, line, mention)) return null
  return ahead <= 0 ? 'own' : namesPlace(line, mention, document) ? 'ahead' : null
}

/** Beside the day stand only a few words, with no word for an event and no sentence. */
function standsAlone(document: Document, line: Line, mention: DateMention): boolean {
  const before = line.text.slice(0, mention.start - line.start)
  const behind = line.text.slice(mention.end - line.start)
  return (
    timesOn(document, line).length === 0 &&
    before.split(' ').filter(Boolean).length <= maxWords &&
    /^[\s,.;)]*$/.test(behind) &&
    (/^\W*$/.test(before) || !/[.!?:]\s/.test(before)) &&
    findEventWord(before.replace(/^.*\bSeminar (?:für|for|of)\b/i, '')) === null
  )
}

function namesPlace(line: Line, mention: DateMention, document: Document): boolean {
  const before = foldWords(document.text.slice(line.start, mention.start))
  return /\p{L}{3,}.*,\s*(?:(?:den|le|the|il|on|am)\s*)?$/u.test(before)
}

function endOf(line: Line): number {
  return line.start + line.text.length
}

/** Above it only the lines of a letterhead: short, without labels, greeting or sentence. */
function isInHead({ lines }: Document, line: Line): boolean {
  const above = lines.slice(0, line.index).filter(({ text, rule }) => text !== '' && !rule)
  return (
    above.length <= headLines &&
    above.every(
      ({ text, label }) =>
        label === null && text.length <= 90 && !/[.!?]$/.test(text) && !greeting.test(text),
    )
  )
}

/** Below it only a name or an institute. */
function isBelow({ lines }: Document, line: Line): boolean {
  const below = lines.slice(line.index + 1).filter(({ text, rule }) => text !== '' && !rule)
  return (
    line.index > 3 &&
    below.length <= 6 &&
    below.every(({ text, label }) => label === null && text.length <= 70)
  )
}

/** "Monday, 5 December 2022 / 15:15, HG G 19.1": the heading of a talk of today, not of a letter. */
function hasClockBelow(document: Document, line: Line, mention: DateMention): boolean {
  const next = document.dates.find((date) => date.start > mention.start)?.start ?? Infinity
  const near = document.lines
    .slice(line.index + 1)
    .filter(({ text }) => text !== '')
    .slice(0, 4)
  return document.times.some(
    (time) =>
      !isAside(document, time) &&
      time.start > mention.end &&
      time.start < next &&
      near.some((below) => time.start >= below.start && time.start < endOf(below)),
  )
}
