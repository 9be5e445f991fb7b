import { findTentative, foldWords } from '../text/vocabulary.ts'
import { withDoubtOfAll, type Rule } from './check.ts'

const some =
  /^\W{0,2}\*|\b(?:(?:first|last|other) (?:one|two|three|date|talk)s?|(?:ersten|letzten|ubrigen)|(?:premier|dernier)e?s?|(?:prim|ultim)[aeio]s?)\b/

/**
 * A sentence leaves some of the talks open, without saying which on their lines.
 * "The last two are tentative.", "* = tentative" below a programme.
 */
export const someTentative: Rule = (draft) => {
  if (draft.talks.length < 2) return draft
  const line = draft.document.lines.find(
    ({ text, region }) => region === 'body' && findTentative(text) !== null && some.test(foldWords(text)),
  )
  return line === undefined
    ? draft
    : withDoubtOfAll(draft, `“${line.text.slice(0, 80)}”: which of the talks?`)
}
