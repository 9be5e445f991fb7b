import type { Talk } from '../announcement.ts'
import { isReadable } from '../decisions/excluded.ts'
import { isFormerHour } from '../decisions/former.ts'
import type { Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { wordsAsWritten } from '../../text.ts'
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
  const at = nameAt(document, talk)
  if (own === null || at === -1 || section.when.hourInSubject === true) return null
  const { text, start } = sentenceAt(document, at)
  const hours = document.times.filter((time) => time.start >= start && time.end <= start + text.length)
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

/** This many words of a name tell it from others. */
const nameWords = 6

/** Where the title is read from, or else the speaker; -1: from no sentence of the body. */
function nameAt({ text }: Document, { title, speakers }: Talk): number {
  const [speaker] = speakers
  const value = title?.certainty === 'stated' ? title.value : speaker?.value.name
  return value === undefined ? -1 : text.search(wordsAsWritten(value, nameWords))
}
