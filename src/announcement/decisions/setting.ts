import { isPerson, namesTalk } from '../items/pair.ts'
import type { DateMention } from '../mentions/date.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import type { TimeMention } from '../mentions/time.ts'
import { lineAt, timesOn, withoutRule, type Document } from '../text/document.ts'
import { beginsLine, type Line } from '../text/line.ts'
import { keptWith } from '../text/remembered.ts'

/** How the words of a date stand: under a label, as a line of its own, or inside a sentence. */
export type Setting = 'label' | 'headline' | 'prose'

/** How a date stands on its line. */
export function settingOf(document: Document, line: Line, mention: DateMention): Setting {
  const label = line.label
  if (
    label !== null &&
    /^(?:when|date|time|where)$/.test(label.names[0]!) &&
    mention.start - line.start >= label.valueStart - 1
  )
    return 'label'
  if (label === null && labelledAbove(document, line)) return 'label'
  return isHeadline(document, line, mention) ? 'headline' : 'prose'
}

/** The line below "Time:" when nothing follows the colon. */
function labelledAbove(document: Document, line: Line): boolean {
  const above = document.lines[line.index - 1]
  return (
    above?.label != null && above.label.value === '' && /^(?:when|date|time)$/.test(above.label.names[0]!)
  )
}

/** A short line of its own with the date near its beginning, no sentence. */
export function isHeadline(document: Document, line: Line, mention: DateMention): boolean {
  const text = withoutRule(line.text)
  // A programme's line may hold date, speaker and a long title.
  if (text.length > (mention.start === line.start ? 600 : 150)) return false
  const before = line.text.slice(0, mention.start - line.start)
  const beginsSentence =
    /^(?:[-*•] )?(?:on|am|le|il|el|the|this|dear|we|please|next) /i.test(line.text) && text.length > 60
  // "L'exposé de …, prévu le mercredi 23 octobre à 16h00, est annulé." is a sentence however short.
  const sentence =
    /[.!]$/.test(text) &&
    text.length > 50 &&
    /\b(?:is|are|was|will|has|have|ist|sind|wird|war|muss|findet|laden|est|sera|aura|donnera|invite|è|sarà|si terrà|será|tendrá|invitamos)\b/i.test(
      line.text,
    )
  const previous = document.lines[line.index - 1]
  const next = document.lines[line.index + 1]
  // A line of a paragraph is as long as its neighbours and runs on into them.
  const wrapped =
    (previous !== undefined &&
      previous.text.length > 55 &&
      previous.label === null &&
      !/[.:!?»”"]$/.test(previous.text) &&
      !previous.rule &&
      /^\p{Ll}/u.test(line.text)) ||
    (next !== undefined && text.length > 55 && /^\p{Ll}/u.test(next.text) && next.label === null)
  const words = before.split(' ').filter(Boolean)
  return (
    !beginsSentence &&
    !sentence &&
    !wrapped &&
    words.length <= 9 &&
    !/\b(?:is|are|was|will|has|have|ist|sind|wird|war|est|sera|aura|have|we)\b/i.test(before)
  )
}

/** True for an offset within brackets on its line. */
export function isInBrackets(line: Line, offset: number): boolean {
  const open = line.text.lastIndexOf('(', offset)
  return open !== -1 && !line.text.slice(open, offset).includes(')')
}

/** The lines of a mail that give an hour under "Time:". */
const timeLabels = keptWith((document: Document): readonly Line[] =>
  document.lines.filter((line) => line.label?.names[0] === 'time' && timesOn(document, line).length > 0),
)

/** "18:50 Ioana Petrescu, A bound and its constant", "4-5pm, same room", one of several "Time: 12:05": a row of the day's programme. */
export function isRow(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const { start, text, index, label } = line
  if (label?.names[0] === 'time' && timeLabels(document).length > 1) return true
  if (!beginsLine(line, time)) return false
  const behind = text.slice(time.end - start)
  // "13:30 HG G 43 Analysis Seminar" above "Dr. Piotr Zawadowski, University of Warsaw".
  const above = () => looksLikePlace(behind) && isPerson(document.lines[index + 1]?.text ?? '')
  return time.until !== null || namesTalk(behind) || above()
}
