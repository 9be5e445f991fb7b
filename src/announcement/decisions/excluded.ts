import type { DateMention } from '../mentions/date.ts'
import { resolveDate, type ResolvedDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import { lineAt, timesOn, type Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findEventWord, findType, purposesIn } from '../text/vocabulary.ts'
import { isAside } from './aside.ts'
import { isExcepted } from './excepted.ts'
import { isFormer, isFormerHour, isOutdated } from './former.ts'
import { isRecurring } from './recurring.ts'
import { settingOf } from './setting.ts'
import { endsSpan } from './span-end.ts'

/** A date or clock outside quotations; a date only where such a day exists. */
export function isReadable(document: Document, mention: DateMention | TimeMention): boolean {
  if (lineAt(document, mention.start).region === 'quoted') return false
  return !('weekday' in mention) || resolveDate(mention, document.sent) !== null
}

/** A day further back than this is an event's only under a label, as in an old mail of an archive. */
const daysBehind = 14

/** False for a day that is never an event's: it no longer holds, is something else's, or is long past. */
export function mayBeEvents(
  document: Document,
  { mention, resolved: { date, last } }: { mention: DateMention; resolved: ResolvedDate },
): boolean {
  if (isFormer(document, mention) || endsSpan(document, mention) || isOfSomethingElse(document, mention))
    return false
  if (isWordOfTitle(document, mention)) return false
  const past = document.sent.until(last ?? date).days < -daysBehind
  return !past || settingOf(document, lineAt(document, mention.start), mention) === 'label'
}

/** "Title: How much water comes tomorrow?" */
function isWordOfTitle(document: Document, { relative, start }: DateMention): boolean {
  const label = lineAt(document, start).label?.names[0]
  return relative !== null && (label === 'title' || label === 'series')
}

/** How many words before a day say what it is for. */
const telling = 5

/** "The recording is online from Monday, 14 December", "Registration ends on 2 December, 12:00": a day beside the event's. */
function isOfSomethingElse(document: Document, mention: DateMention): boolean {
  const { text, start } = sentenceAt(document, mention.start)
  const before = text.slice(0, Math.max(0, mention.start - start))
  if (purposesIn(before).includes('record') || isExcepted(document, mention)) return true
  if (isOfRegistration(leadOf(document, mention))) return true
  // "Ticket sale starts: Monday, 23 March 2026"
  const told = before.replace(/:\s*$/, '')
  const tail = (told.split(/[,;:(]/).at(-1) ?? '').split(/\s+/).filter(Boolean).slice(-telling).join(' ')
  return isOfRegistration(tail)
}

function isOfRegistration(text: string): boolean {
  return purposesIn(text).includes('registration') && findType(text) === null && findEventWord(text) === null
}

/** This many rows at most stand below the line that says what they are. */
const rowsBelowLead = 12

/** The line with a colon above rows of days: "Registration will be possible at the desk on Level 2, on:"; or empty. */
function leadOf(document: Document, { start }: DateMention): string {
  const { index } = lineAt(document, start)
  const lead = document.lines
    .slice(Math.max(0, index - rowsBelowLead), index)
    .findLast(({ text }) => text.endsWith(':') || (text !== '' && !/\d/.test(text)))
  return lead?.text.endsWith(':') === true ? sentenceAt(document, lead.start + lead.text.length - 1).text : ''
}

/** False for an hour that is never a start: a former one, or that of coffee, doors or registration. */
export function mayBeStart(document: Document, time: TimeMention): boolean {
  return (
    isReadable(document, time) &&
    !isRecurring(document, time) &&
    !isFormerHour(document, time) &&
    !isDuration(document, time) &&
    !isOutdated(document, time) &&
    !endsSpan(document, time) &&
    (!isAside(document, time) || isLone(document, time)) &&
    !(time.weak && isOther(document, time))
  )
}

/** "le temps de calcul passe de 6 heures à 14 minutes" */
function isDuration({ text }: Document, { end }: TimeMention): boolean {
  return /^,? (?:à|a|to|bis|auf|zu|and|et|und|e|y) \d{1,3} min/i.test(text.slice(end, end + 20))
}

/** The only hour of the mail, on a line without a day: "doors" may be said of the event itself. */
function isLone(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  return (
    document.dates.every((date) => lineAt(document, date.start) !== line) &&
    document.times.every((other) => other === time || other.weak || isAside(document, other))
  )
}

/** "HG G 19.15": digits like an hour after a room's letters, or beside a plain hour. */
function isOther(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const plain = timesOn(document, line).some(({ weak }) => !weak)
  return plain || isRoom(document, time)
}

/** "HG G 19.15" */
export function isRoom(document: Document, { start }: TimeMention): boolean {
  const line = lineAt(document, start)
  return /\p{Lu}[\p{Lu}\d]{0,4}[ -]$/u.test(document.text.slice(line.start, start))
}
