import { isAside } from '../decisions/aside.ts'
import type { When } from '../decisions/when.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findGoesOn, findTwoTalks } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/**
 * One talk was read where the mail speaks of two.
 * "Two talks on Friday", "After a short break we continue at 16:30 with Jane Doe".
 */
export const secondPart: Rule = (draft) => {
  const [only, other] = draft.talks
  if (only === undefined || other !== undefined) return draft
  const words = toldTwice(draft) ?? hourAfterBreak(draft, only.section.when)
  if (words === null) return draft
  return {
    ...draft,
    talks: [{ ...only, talk: withDoubt(only.talk, `one talk was read, and “${words}” tells of another`) }],
  }
}

function toldTwice({ document }: Draft): string | null {
  const own = document.lines.filter(({ region }) => region === 'body').map(({ text }) => text)
  return [document.subject, ...own].map(findTwoTalks).find((found) => found !== null) ?? null
}

function hourAfterBreak({ document }: Draft, { time: own }: When): string | null {
  const hour = document.times.find(
    (time) =>
      own?.from !== time.from &&
      findGoesOn(sentenceAt(document, time.start).text) !== null &&
      !isAside(document, time),
  )
  return hour === undefined ? null : textOf(document, hour)
}
