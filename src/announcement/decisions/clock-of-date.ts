import type { DateMention } from '../mentions/date.ts'
import { lineAt, type Document } from '../text/document.ts'
import { beginsLine } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import type { TimeMention } from '../mentions/time.ts'
import { settingOf } from './setting.ts'
import { isRecurring } from './recurring.ts'
import { bucketOf, featuresOf } from './weigh.ts'

/** What speaks for and against a clock belonging to a date: how near they stand, and what stands between. */
export function clockOfDateFeatures(document: Document, mention: DateMention, time: TimeMention): string[] {
  const line = lineAt(document, mention.start)
  const other = lineAt(document, time.start)
  const sentence = sentenceAt(document, mention.start)
  const behind = time.start >= mention.end
  const [from, to] = behind ? [mention.end, time.start] : [time.end, mention.start]
  const inside = (span: { start: number; end: number }) => span.start >= from && span.end <= to
  const dates = document.dates.filter(inside).length
  const clocks = document.times.filter(inside).length
  const blanks = document.lines
    .slice(Math.min(line.index, other.index), Math.max(line.index, other.index))
    .filter(({ text }) => text === '').length
  const lines = other.index - line.index
  const where =
    line === other
      ? 'line'
      : time.start >= sentence.start && time.start < sentence.start + sentence.text.length
        ? 'sentence'
        : 'apart'
  const setting = settingOf(document, line, mention)
  const side = behind ? 'behind' : 'before'
  return [
    `${where}:${side}`,
    `${where}:${side}:${Math.min(dates, 2)} dates:${Math.min(clocks, 2)} clocks`,
    `${side}:${bucketOf('lines', Math.abs(lines), [0, 1, 2, 4, 8, 16])}`,
    `${side}:${bucketOf('gap', to - from, [3, 12, 40, 120, 400])}`,
    `dates:${Math.min(dates, 4)}`,
    `clocks:${Math.min(clocks, 4)}`,
    `blanks:${Math.min(blanks, 3)}`,
    `setting:${setting}:${where}:${side}`,
    `labels:${line.label?.names[0] ?? 'none'}/${other.label?.names[0] ?? 'none'}`,
    ...featuresOf({
      bias: true,
      'one clock': document.times.length === 1,
      'one date': document.dates.length === 1,
      'usual hour': isRecurring(document, time),
      'usual hour, another line': isRecurring(document, time) && line !== other,
      'clock leads its line': beginsLine(other, time),
      'date leads its line': beginsLine(line, mention),
      'below a bare date': behind && dates === 0 && line.text.length - (mention.end - mention.start) <= 3,
      'same label': line.label !== null && line === other,
    }),
  ]
}
