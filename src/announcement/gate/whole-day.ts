import { resolveDate } from '../mentions/resolve.ts'
import { isWeeklySentence } from '../decisions/recurring.ts'
import { isRanged } from '../decisions/when.ts'
import { lineAt } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { weekdays, wordsOf } from '../text/vocabulary.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * From this chance on a day is an event's where the mail names no hour; chosen by cross-validation over whole lists.
 * A talk is called off by its day alone more often than it takes place all day.
 */
const sureDay = { confirmed: 0.8, cancelled: 0.97, tentative: 0.97 }

/**
 * One day without an hour: where a mail names hours, or other days that have one, it is a half-read event.
 * "Tuesday, 23 February" under "talks begin at 11 o'clock unless told otherwise".
 */
export const wholeDay: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const { when } = entry.section
    const ranged = isRanged(when)
    // "5. bis 7. November, jeweils 9.15 - 17.00 Uhr": on each of three days.
    if (ranged && (isLong(when) || namesWeekdays(draft, when)) && isWeekly(draft, when))
      return {
        ...entry,
        talk: withDoubt(entry.talk, 'weekly from the first day to the last: each day is an event of its own'),
      }
    if (when.time !== null || ranged) return entry
    return { ...entry, talk: doubtsOf(draft, entry).reduce(withDoubt, entry.talk) }
  }),
})

/** A week or more: "each Tuesday" is several days of it. */
function isLong({ date, last }: Pick<Draft['talks'][number]['section']['when'], 'date' | 'last'>): boolean {
  return last !== null && date.until(last).days >= 7
}

/** "Every Tuesday from 1 to 22 December". */
function isWeekly(
  { document }: Draft,
  { line, mention }: Draft['talks'][number]['section']['when'],
): boolean {
  return line.index >= 0 && isWeeklySentence(sentenceAt(document, mention.start).text)
}

/** "montags und donnerstags", "each day except Wednesday", beside the days themselves. */
function namesWeekdays(
  { document }: Draft,
  { line, mention }: Draft['talks'][number]['section']['when'],
): boolean {
  if (line.index < 0) return false
  const { text, start } = sentenceAt(document, mention.start)
  const own = text.slice(0, mention.start - start) + text.slice(mention.end - start)
  return (
    wordsOf(own).some((word) => weekdays.has(word) || weekdays.has(word.replace(/s$/, ''))) ||
    exceptWord.test(own)
  )
}

const exceptWord = /\b(?:except|ausser|außer|sauf|tranne|eccetto|excepto|salvo)\b/i

function doubtsOf(draft: Draft, { talk, section }: Draft['talks'][number]): string[] {
  const { document } = draft
  const doubts: string[] = []
  const hour = document.times.find(
    ({ start }) => !/^(?:quoted|signature|abstract)$/.test(lineAt(document, start).region),
  )
  const timed = draft.talks.some((other) => other.section.when.time !== null)
  if (timed) doubts.push('a day without an hour, beside others that have one')
  else if (hour !== undefined || document.subjectTimes.length > 0)
    doubts.push('a day without an hour, in a mail that names hours')
  const number = numberBeside(draft, section.when)
  if (number !== null) doubts.push(`“${number}” beside a day without an hour`)
  if (section.when.sure.day < sureDay[talk.status.value])
    doubts.push('not sure that this is the day of an event')
  const today = section.when.date.equals(document.sent) && section.when.mention.relative === null
  const named = document.dates.some(
    (date) => date.relative !== null && resolveDate(date, document.sent)?.date.equals(document.sent),
  )
  if (today && !named) doubts.push('the day of the mail itself, without an hour')
  return talk.doubts.length > 0 ? [] : doubts
}

/** "on Thursday 12 March at 4", "15 - 16" above or below the day: a number that may be its hour. */
function numberBeside(
  { document }: Draft,
  { line, mention }: Draft['talks'][number]['section']['when'],
): string | null {
  if (line.index < 0) return null
  const { text, start } = sentenceAt(document, mention.start)
  const own = `${text.slice(0, mention.start - start)} | ${text.slice(mention.end - start)}`
  const neighbours = [document.lines[line.index - 1], document.lines[line.index + 1]]
  const alone = neighbours.find((other) => other !== undefined && hoursAlone.test(other.text))
  return atNumber.exec(own)?.[0] ?? alone?.text ?? null
}

const atNumber = /(?<!\p{L})(?:at|um|à|alle|ore|a las|às) (?:[01]?\d|2[0-4])(?![\d.:/]|,\d| ?%| \p{L}{4})/iu
const hoursAlone = /^(?:[01]?\d|2[0-4]) ?[-–] ?(?:[01]?\d|2[0-4])$/
