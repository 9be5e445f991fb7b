import { isReadable } from '../decisions/excluded.ts'
import { isFormerHour } from '../decisions/former.ts'
import type { Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { nameSpan } from './name-span.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/**
 * The sentence that names the talk names another hour, and not the talk's.
 * "The assembly begins at 17:15. It is followed at 18:00 by the lecture of Jane Doe on «Long series»."
 */
export const hourBesideTitle: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const other = hourBeside(draft, entry)
    return other === null
      ? entry
      : {
          ...entry,
          talk: withDoubt(
            entry.talk,
            `“${other}” stands in the sentence that names the talk: is it the talk’s hour?`,
          ),
        }
  }),
})

function hourBeside({ document, talks }: Draft, { talk, section }: Draft['talks'][number]): string | null {
  const own = section.when.time
  const name = nameSpan(document, talk)
  if (own === null || name === null || section.when.hourInSubject === true) return null
  const { start, end } = sentenceOf(document, name.start)
  const hours = document.times.filter((time) => time.start >= start && time.end <= end)
  const used = new Set(
    talks.flatMap(({ section: { when } }) =>
      [when.time?.from, when.time?.until].filter((one) => one != null),
    ),
  )
  if (hours.some(({ from }) => used.has(from))) return null
  const other = hours.find(
    (time) => !time.weak && isReadable(document, time) && !isFormerHour(document, time),
  )
  return other === undefined ? null : textOf(document, other)
}

const isOpen =
  /(?:[\s,](?:von|by|de|par|di|of|mit|with|über|on|about|sur|su|sobre|thema|titel|intitulée?|entitled|titled)|:)\s*$/i

/** The sentence around an offset; with the one above, when that goes on below a blank line: "um 17.30 Uhr der Vortrag von". */
function sentenceOf(document: Document, offset: number): { start: number; end: number } {
  const { text, start } = sentenceAt(document, offset)
  const above = document.text.slice(0, start).trimEnd()
  const goesOn = document.text.slice(above.length, start).includes('\n\n') && isOpen.test(above)
  return { start: goesOn ? sentenceAt(document, above.length - 1).start : start, end: start + text.length }
}
