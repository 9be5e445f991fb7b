import { isOn, isRanged, type When } from '../decisions/when.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { foldWords } from '../text/vocabulary.ts'

/** A rule stands between two lines, by their indexes. */
export function isRuled({ lines }: Document, from: number, to: number): boolean {
  return lines.slice(from + 1, to).some((line) => parts(lines, line))
}

/** A rule that parts what stands above it from what follows: none below a heading of its own length, which it underlines. */
export function parts(lines: readonly Line[], { rule, text, index }: Line): boolean {
  const [above, before] = [lines[index - 1], lines[index - 2]]
  const underlines =
    above !== undefined &&
    above.text !== '' &&
    !above.rule &&
    (before === undefined || before.text === '') &&
    Math.abs(above.text.length - text.length) <= slack
  return rule && !underlines
}

/** By so many letters an underline may be longer or shorter than what it underlines. */
const slack = 3

function isRepeat(document: Document, a: When, b: When): boolean {
  if (!a.date.equals(b.date) || isRanged(a) !== isRanged(b)) return false
  const same = (a.time?.from ?? null) === (b.time?.from ?? null)
  const oneHasNone = a.time === null || b.time === null
  if (!same && !oneHasNone) return false
  // Two blocks of one day, and the hour of one could not be read.
  if (
    !same &&
    a.setting === 'headline' &&
    b.setting === 'headline' &&
    isRuled(document, a.line.index, b.line.index)
  )
    return false
  return !(a.setting === 'label' && b.setting === 'label' && ownLabels(document, a, b))
}

/** Between two labelled dates stands a title or speaker, and after the second another: two events at once. */
function ownLabels(document: Document, a: When, b: When): boolean {
  const named = (from: number, to: number) =>
    document.lines
      .slice(from, to)
      .some((line) => line.label !== null && /^(?:title|speaker)$/.test(line.label.names[0] ?? ''))
  const next = document.lines.findIndex(
    (line) =>
      line.index > b.line.index && (line.label?.names[0] === 'when' || line.label?.names[0] === 'time'),
  )
  return named(a.line.index, b.line.index) && named(b.line.index, next === -1 ? document.lines.length : next)
}

/** Keeps for each event the mention with the best setting, and the others as its repeats. */
export function mergeRepeats(document: Document, whens: When[]): When[] {
  const kept: When[] = []
  for (const when of whens) {
    if (when.dayHeading) continue
    const at = kept.findIndex((other) => isRepeat(document, other, when))
    const other = kept[at]
    if (other === undefined) kept.push(when)
    else
      kept[at] = better(when, other)
        ? { ...when, repeats: [...other.repeats, other] }
        : { ...other, repeats: [...other.repeats, when] }
  }
  const inside = (when: When, range: When) => range !== when && isOn(range, when.date)
  // Days inside a range of days are its programme.
  const labelled = kept.filter((when) => when.setting === 'label' && !isRanged(when)).length
  // "Activities from May 2 to 10" over talks with labels of their own is the heading of a digest.
  // "June 8-12, 2026" over two timed dates or more is the heading of a calendar.
  const timedInside = (range: When) =>
    kept.filter((when) => when.time !== null && !isRanged(when) && inside(when, range)).length
  const ranges = kept.filter(
    (when) =>
      isRanged(when) &&
      (when.setting === 'label' || labelled < 2) &&
      timedInside(when) < (weekWords.test(foldWords(when.line.text)) ? 1 : 2),
  )
  return kept
    .filter(
      (when) => (!isRanged(when) || ranges.includes(when)) && !ranges.some((range) => inside(when, range)),
    )
    .toSorted((a, b) => a.mention.start - b.mention.start)
}

/** "Woche vom 5. bis 9. Oktober", "Seminars 5 - 9 October": a heading over single talks. */
const weekWords =
  /\b(?:weeks?|woche|semaine|settimana|semana|seminars|talks|vortrage|seminari|exposes|seminarios|charlas)\b/

/** "Monday, July 8, 2002" alone on its line: the heading of a day's programme. */
function isBareDate(when: When): boolean {
  return when.line.text.length - (when.mention.end - when.mention.start) <= 2 && when.repeats.length === 0
}

/** The one that says more; of two lines alike the later, since a summary stands before the details. */
function better(a: When, b: When): boolean {
  // The hours below it are the programme's.
  if (isBareDate(a) && !isBareDate(b) && b.setting === 'headline' && b.mention.relative === null) return false
  const rank = (when: When) =>
    (when.time === null ? 0 : 4) + (when.setting === 'label' ? 2 : when.setting === 'headline' ? 1 : 0)
  return rank(a) > rank(b) || (rank(a) === rank(b) && a.setting === 'headline' && !isBareDate(a))
}
