import type { Talk } from '../announcement.ts'
import { isAside } from '../decisions/aside.ts'
import { isRanged, type When } from '../decisions/when.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findGoesOn, findMoreDays, findTwoTalks, purposesIn } from '../text/vocabulary.ts'
import { textOf, withDoubtOfAll, type Draft, type Rule } from './check.ts'

/**
 * One talk, or one day, was read where the mail speaks of more.
 * "Two talks on Friday", "After a short break we continue at 16:30 with Jane Doe", "9:00-12:00 each day".
 */
export const secondPart: Rule = (draft) => {
  const [only, other] = draft.talks
  if (only === undefined || other !== undefined) return draft
  const words = toldTwice(draft, only.talk) ?? hourAfterBreak(draft, only.section.when)
  if (words !== null) return withDoubtOfAll(draft, `one talk was read, and “${words}” tells of another`)
  const days = moreDays(draft, only.section.when)
  return days === null ? draft : withDoubtOfAll(draft, `one day was read, and “${days}” tells of more`)
}

/** "a three-day course starts on Monday", in the sentence of its day or hour. */
function moreDays({ document }: Draft, when: When): string | null {
  if (isRanged(when) || when.line.index < 0) return null
  const mentions = when.time === null ? [when.mention] : [when.mention, when.time]
  const told = mentions.map(({ start }) => findMoreDays(sentenceAt(document, start).text))
  return told.find((words) => words !== null) ?? null
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
