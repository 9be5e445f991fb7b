import { findHourShift } from '../text/vocabulary.ts'
import { isFormerHour } from '../decisions/former.ts'
import { withDoubt, type Rule } from './check.ts'

/**
 * The hour is told by how much it differs from another one: the one that is written may be the old one.
 * "The seminar of Friday, 12 March, 15:15, will start one hour later than announced."
 * "… later, at 15:15 and not at 15:00" names both.
 */
export const hourShift: Rule = (draft) => {
  if (draft.document.times.some((time) => isFormerHour(draft.document, time))) return draft
  const own = draft.document.lines.filter(({ region }) => region === 'body')
  const words = own.map(({ text }) => findHourShift(text)).find((found) => found !== null)
  if (words === undefined && findHourShift(draft.document.subject) === null) return draft
  const doubt = `“${words ?? draft.document.subject}”: is the hour that is written the old one?`
  return {
    ...draft,
    talks: draft.talks.map((entry) => ({ ...entry, talk: withDoubt(entry.talk, doubt) })),
  }
}
