import { findHourShift, findThanUsual } from '../text/vocabulary.ts'
import { isFormerHour } from '../decisions/former.ts'
import { withDoubtOfAll, type Rule } from './check.ts'

/**
 * The hour is told as a shift: the one that is written may be the old one.
 * "The seminar of Friday, 12 March, 15:15, will start one hour later than announced."
 * "… later, at 15:15 and not at 15:00" names both, and "an hour later than usual" stands beside the new one.
 */
export const hourShift: Rule = (draft) => {
  if (draft.document.times.some((time) => isFormerHour(draft.document, time))) return draft
  const own = draft.document.lines.filter(({ region }) => region === 'body')
  const shifts = [...own.map(({ text }) => text), draft.document.subject].filter(
    (text) => findThanUsual(text) === null,
  )
  const words = shifts.map(findHourShift).find((found) => found !== null)
  if (words === undefined) return draft
  return withDoubtOfAll(draft, `“${words}”: is the day or hour that is written the old one?`)
}
