import type { Mail } from '../announcement.ts'
import { findDates, type DateMention } from '../mentions/date.ts'
import { unfoldColumns } from './columns.ts'
import { labelOf, signLabel, withoutSigns } from './labels.ts'
import { firstNotBefore } from './halving.ts'
import { keptWith } from './remembered.ts'
import type { Line } from './line.ts'
import { endAbstracts, endAbstractsAtBlocks, markRegions, useQuoteWhenAlone } from './regions.ts'
import { resolveDate, settleNext } from '../mentions/resolve.ts'
import { findTimes, type TimeMention } from '../mentions/time.ts'
import { withoutStruck } from './struck.ts'
import { withoutBars } from './table.ts'
import { tokenize } from './tokens.ts'

/** A mail ready for the finders: lines with their regions, and every date and time in them. */
export interface Document {
  subject: string
  /** Local date of sending, in the sender's own offset. */
  sent: Temporal.PlainDate
  /** Minutes after midnight of sending, by the sender's own clock. */
  sentMinutes: number
  from: string
  lines: Line[]
  /** All lines joined with \n. */
  text: string
  dates: DateMention[]
  times: TimeMention[]
  /** Days and hours that the subject names; their offsets are those of the subject. */
  subjectDays: Temporal.PlainDate[]
  subjectTimes: TimeMention[]
  /** The facts stand only in a quoted or forwarded mail. */
  quotedOnly: boolean
  /** A reply to another mail, by its subject. */
  isReply: boolean
  /** Something is struck out: an old day, hour or room. */
  hasStruck: boolean
}

const maxLines = 4000
/** A line longer than this is read as several. */
const maxLineLength = 2000
const longParagraph = new RegExp(`.{1,${maxLineLength}}(?:\\s|$)|.{${maxLineLength}}`, 'gs')

/** Splits a message into lines, tells what each is for, and finds its dates and times. */
export function readDocument(message: Mail): Document {
  const source = withoutStruck(unfoldColumns(message.text.split('\n').slice(0, maxLines)), message.subject)
    .flatMap(({ text, struck }) => piecesOf(text).map((piece) => ({ piece, struck })))
    .slice(0, maxLines)
  const lines: Line[] = []
  let start = 0
  for (const [index, { piece, struck }] of source.entries()) {
    const plain = withoutBars(piece).replace(/\t/g, '    ').replace(/[∶：]/g, ':')
    const { raw, name } = withoutSigns(plain)
    const text = withColumns(withoutEmphasis(raw).trim()).replace(/ {2,}/g, ' ')
    const indent = raw.length - raw.trimStart().length
    const label = labelOf(raw, text) ?? (name === null ? null : signLabel(name, text))
    lines.push({
      index,
      text,
      start,
      indent,
      label,
      region: 'body',
      rule: isRule(text),
      struck,
      sign: signIn(raw),
    })
    start += text.length + 1
  }
  markRegions(lines)
  endAbstractsAtBlocks(lines)
  // "R:" marks an Italian reply, but R is also a language of statisticians.
  const isReply = /^\s*(?:\[[^\]]*\]\s*)?(?:re|aw|antw|sv)\s*:|^\s*r\s*:\s*\[/i.test(message.subject)
  const quotedOnly = !isReply && useQuoteWhenAlone(lines)
  const text = lines.map((line) => line.text).join('\n')
  const tokens = tokenize(text)
  const sent = Temporal.PlainDate.from(message.date.slice(0, 10))
  const subject = subjectOf(message.subject)
  const subjectTokens = tokenize(subject)
  const found = { body: findDates(tokens), subject: findDates(subjectTokens) }
  const heads = found.body.filter((date) => headsLine(text, date))
  endAbstracts(lines, new Set(heads.map(({ start }) => lineIn(lines, start))))
  const heading = [...found.subject, ...heads]
  const dates = settleNext(found.body, sent, heading)
  const subjectDates = settleNext(found.subject, sent, heading)
  return {
    subject,
    sent,
    sentMinutes: Number(message.date.slice(11, 13)) * 60 + Number(message.date.slice(14, 16)),
    subjectDays: subjectDates.flatMap((mention) => resolveDate(mention, sent)?.date ?? []),
    subjectTimes: findTimes(subjectTokens, subjectDates),
    from: message.from.name,
    lines,
    text,
    dates,
    times: findTimes(tokens, dates),
    quotedOnly,
    isReply,
    hasStruck: message.text.includes('~~'),
  }
}

/** "23 April 2024, 12.15–13.15, room 36-A1010": the day begins its line, and an hour follows it. */
function headsLine(text: string, { start, end }: DateMention): boolean {
  const lineEnd = text.indexOf('\n', end)
  const behind = text.slice(end, lineEnd === -1 ? undefined : lineEnd)
  return (
    /(?:^|\n)\W*$/.test(text.slice(Math.max(0, start - 4), start)) &&
    /^\W{1,3}(?:at |um |à )?\d{1,2}(?:[.:h]\d{2}| ?[ap]m\b| ?uhr\b| ?h\b)/i.test(behind)
  )
}

function piecesOf(line: string): string[] {
  return line.length <= maxLineLength ? [line] : (line.match(longParagraph) ?? [])
}

/** "15:15   Y27 H 12      Algebraische Geometrie": the columns of a programme's row, told by its gaps. */
function withColumns(line: string): string {
  return row.test(line) ? line.replace(/ {3,}/g, ' | ') : line
}

/** An hour or a day: "15:15", "9.12.", "Do 22 Jan 2026", "March 4", "2026-04-21". */
const row =
  /^(?:\p{L}{2,10}[.,]{0,2} )?(?:\d{1,2}[:.h]\d{2}|\d{1,2}\.\s?\d{1,2}\.|\d{4}-\d\d-\d\d|\d{1,2}\.? \p{L}{3,9}\.?|\p{L}{3,9}\.? \d{1,2},?)(?: ?\d{2,4})?\S{0,6} {3,}\S.* {3,}\S/u

/** "18 Nov *", "28. Nov.*": a mark that a footnote explains; several marks in a line are emphasis. */
function signIn(line: string): string | null {
  const marks = [...line.matchAll(/[*†‡]+/g)]
  const [mark] = marks
  const isOne =
    marks.length === 1 && mark !== undefined && /[\p{L}\p{N}.)] ?\(?$/u.test(line.slice(0, mark.index))
  return isOne ? mark[0] : null
}

/** `**Time:**`, `_title_` and the `'''day'''` of wikis lose their marks; Trans*Formation and snake_case keep them. */
function withoutEmphasis(line: string): string {
  const marked = line
    .replace(/'{2,3}([^']+)'{2,3}/g, '$1')
    .replace(/(?<![\p{L}\p{N}])[*_]{1,3}(?=[\p{L}\p{N}"“„«(])/gu, '')
    .replace(/(?<=[\p{L}\p{N}"”“»).,:;!?])[*_]{1,3}(?![\p{L}\p{N}])/gu, '')
  if (!/^\s*\*/.test(marked) || !marked.endsWith('*')) return marked
  return marked.replace(/^(\s*)\*+ ?(?=\S.*\*$)|(?<=^\s*\*.*\S) ?\*+$/g, '$1')
}

/** The subject without the list's tag and reply marks. */
function subjectOf(subject: string): string {
  return subject
    .replace(/^(?:\s*(?:\[[^\]]{1,40}\]:?|(?:re|fwd?|aw|wg|tr|antw|rv|i|r)\s*:))+\s*/i, (marks) =>
      marks.replace(/\[[^\]]*\]:?|\w+\s*:/g, (mark) => (isKindTag(mark) ? mark : '')),
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** [CANCELADA], [REMINDER]: a tag that says something. */
function isKindTag(mark: string): boolean {
  return /^\[(?:[A-ZÄÖÜÉ!]{5,} ?)+\]$/.test(mark)
}

function isRule(text: string): boolean {
  if (/^(?:[-=*#+] ?){3,} ?[\p{L}\d].*[^-=*#+ ] ?(?:[-=*#+] ?){3,}$/u.test(text)) return true
  return /^[-=_*~#+. ]{4,}$/.test(text) && /[-=_*~#+]{3}|(?:[-=_*~#+] ){2}/.test(text)
}

/** The words of a line between rules: "- - - - Monday, Sep 16, 2024 - - - -". */
export function withoutRule(text: string): string {
  return text.replace(/^(?:[-=*~#+] ?){2,}|(?: ?[-=*~#+]){2,}$/g, '').trim()
}

/** The line in which an offset of the text lies. */
export function lineAt({ lines }: Document, offset: number): Line {
  return lineIn(lines, offset)
}

function lineIn(lines: readonly Line[], offset: number): Line {
  const next = firstNotBefore(lines.length, (at) => lines[at]!.start <= offset)
  return lines[Math.max(0, next - 1)]!
}

/** The hours on a line, in their order. */
export function timesOn(document: Document, line: Line): readonly TimeMention[] {
  return timesByLine(document).get(line) ?? []
}

const timesByLine = keptWith((document: Document) =>
  Map.groupBy(document.times, ({ start }) => lineAt(document, start)),
)
