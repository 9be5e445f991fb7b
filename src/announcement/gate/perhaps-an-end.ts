import { lineAt } from '../text/document.ts'
import { foldWords } from '../text/vocabulary.ts'
import { withDoubt, type Rule } from './check.ts'

const untilWords =
  /(?:^|[^\p{L}])(bis|until|till|jusqu'?a|hasta|fino al?l?e?)(?:\s+(?:zu|um|to|\p{L}{2,14}\.?)){0,2}\s*$/u

/**
 * An hour that follows "until" is an end, whatever was read of the hour before it.
 * "Montag, 13. Januar, Y bis ca. 19.15 Uhr"
 */
export const perhapsAnEnd: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const { time } = section.when
    if (time === null) return { talk, section }
    const { document } = draft
    const line = lineAt(document, time.start)
    const word = untilWords.exec(foldWords(document.text.slice(line.start, time.start)))?.[1]
    if (word === undefined) return { talk, section }
    const hour = document.text.slice(time.start, time.end)
    return { talk: withDoubt(talk, `“${hour}” may be the end: “${word}” stands before it`), section }
  }),
})
