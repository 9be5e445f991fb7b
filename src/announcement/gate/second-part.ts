import type { Talk } from '../announcement.ts'
import { isAside } from '../decisions/aside.ts'
import type { When } from '../decisions/when.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findGoesOn, findTwoTalks, purposesIn } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/**
 * One talk was read where the mail speaks of two.
 * "Two talks on Friday", "After a short break we continue at 16:30 with Jane Doe".
 */
export const secondPart: Rule = (draft) => {
  const [only, other] = draft.talks
  if (only === undefined || other !== undefined) return draft
  const words = toldTwice(draft, only.talk) ?? hourAfterBreak(draft, only.section.when)
  if (words === null) return draft
  return {
    ...draft,
    talks: [{ ...only, talk: withDoubt(only.talk, `one talk was read, and “${words}” tells of another`) }],
  }
}

function toldTwice({ document }: Draft, { title }: Talk): string | null {
  // "Two lectures on swaps" is a title.
  const isTitle = (text: string) => title !== null && text.includes(title.value)
  const own = document.lines.filter(({ region, text }) => region === 'body' && !isTitle(text))
  return (
    [document.subject, ...own.map(({ text }) => text)].map(findTwoTalks).find((found) => found !== null) ??
    null
  )
}

/** "… um 17.30 Uhr gehen wir zusammen essen" */
const mealLength = 40

function hourAfterBreak({ document }: Draft, { time: own }: When): string | null {
  const hour = document.times.find(
    (time) =>
      own?.from !== time.from &&
      findGoesOn(sentenceAt(document, time.start).text) !== null &&
      !purposesIn(document.text.slice(time.end, time.end + mealLength)).includes('refreshment') &&
      !isAside(document, time),
  )
  return hour === undefined ? null : textOf(document, hour)
}
