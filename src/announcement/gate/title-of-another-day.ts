import { resolveDate } from '../mentions/resolve.ts'
import { lineAt, type Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { isOn } from '../decisions/when.ts'
import { nameSpan } from './name-span.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/** A day this close behind a title is its own: "«Long series», 30 March". */
const closeBehind = 40

/**
 * The day written right before a talk's title is another talk's.
 * "16.04. Sixtina Brugnoli: Coarsening at random" above "07.05. to be announced".
 */
export const titleOfAnotherDay: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const other = draft.talks.length < 2 ? dayBehind(draft.document, entry) : dayBeside(draft.document, entry)
    return other === null
      ? entry
      : { ...entry, talk: withDoubt(entry.talk, `its title stands beside “${other}”: is it that day’s?`) }
  }),
})

function dayBeside(document: Document, { talk, section: { when } }: Draft['talks'][number]): string | null {
  const name = nameSpan(document, talk)
  if (name === null) return null
  const { text, start } = sentenceAt(document, name.start)
  const days = document.dates.filter((date) => date.start >= start && date.end <= start + text.length)
  const isOwn = (date: (typeof days)[number] | undefined) => {
    const day = date === undefined ? undefined : resolveDate(date, document.sent)?.date
    return day !== undefined && isOn(when, day)
  }
  const before = days.findLast(({ end }) => end <= name.start)
  if (before === undefined || isOwn(before)) return null
  const [line, own] = [lineAt(document, before.start), lineAt(document, name.start)]
  // "Date: 16 April", "16.04. Sixtina Brugnoli: …": a day behind such a title is the next one's.
  const isItsRow = line.label !== null || line === own
  const behind = days.find(({ start: from }) => from >= name.start && from < name.end + closeBehind)
  const isBehindOnLine = behind !== undefined && lineAt(document, behind.start) === own
  if (isOwn(behind) && (!isItsRow || isBehindOnLine)) return null
  return document.text.slice(before.start, before.end)
}

/** "Der Kurs «Good Clinical Practice» vom 23. bis 25. März" in a mail of the talk on the 18th. */
function dayBehind(document: Document, { talk, section: { when } }: Draft['talks'][number]): string | null {
  const name = nameSpan(document, talk)
  if (name === null || talk.status.value === 'confirmed') return null
  const { text, start } = sentenceAt(document, name.start)
  const next = document.dates.find(
    (date) =>
      date.start >= name.end && date.start < name.end + closeBehind && date.end <= start + text.length,
  )
  const day = next === undefined ? undefined : resolveDate(next, document.sent)?.date
  return next === undefined || day === undefined || isOn(when, day)
    ? null
    : document.text.slice(next.start, next.end)
}
