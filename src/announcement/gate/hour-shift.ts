import { findHourShift } from '../text/vocabulary.ts'
import { withDoubt, type Rule } from './check.ts'

/**
 * The hour is told by how much it differs from another one: the one that is written may be the old one.
 * "The seminar of Friday, 12 March, 15:15, will start one hour later than announced."
 */
export const hourShift: Rule = (draft) => {
  const own = draft.document.lines.filter(({ region }) => region === 'body')
  const words = own.map(({ text }) => findHourShift(text)).find((found) => found !== null)
  if (words === undefined && findHourShift(draft.document.subject) === null) return draft
  const doubt = `“${words ?? draft.document.subject}”: is the hour that is written the old one?`
  return {
    ...draft,
    talks: draft.talks.map((entry) => ({ ...entry, talk: withDoubt(entry.talk, doubt) })),
  }
}
