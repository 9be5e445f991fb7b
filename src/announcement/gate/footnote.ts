import { footnoteOf } from '../items/footnote.ts'
import { withDoubt, type Rule } from './check.ts'

/** "18 Nov *" over "* at 2 pm": the footnote of a row names a day or an hour that the talk does not have. */
export const footnote: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const note = footnoteOf(draft.document, section)
    if (note === null || note === section.when.line) return { talk, section }
    const { dates, times } = draft.document
    const isIn = ({ start }: { start: number }) =>
      start >= note.start && start < note.start + note.text.length
    const isTold =
      times.some((time) => isIn(time) && time.from !== section.when.time?.from) || dates.some(isIn)
    return { talk: isTold ? withDoubt(talk, `its footnote says “${note.text.slice(0, 80)}”`) : talk, section }
  }),
})
