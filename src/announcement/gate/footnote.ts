import { footnoteOf } from '../items/footnote.ts'
import { lineAt, timesOn } from '../text/document.ts'
import { withDoubt, type Rule } from './check.ts'

/** "18 Nov *" over "* at 2 pm": the footnote of a row names a day or an hour that the talk does not have. */
export const footnote: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const note = footnoteOf(draft.document, section)
    if (note === null) return { talk, section }
    const isTold =
      timesOn(draft.document, note).some(({ from }) => from !== section.when.time?.from) ||
      draft.document.dates.some(({ start }) => lineAt(draft.document, start) === note)
    return { talk: isTold ? withDoubt(talk, `its footnote says “${note.text.slice(0, 80)}”`) : talk, section }
  }),
})
