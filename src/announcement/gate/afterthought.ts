import { isAside } from '../decisions/aside.ts'
import { isOn, type When } from '../decisions/when.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { foldWords, weekdays, wordsOf } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/** How people begin when they correct themselves. */
const correcting =
  /^\W*(?:p\.? ?s\b|n\.? ?b\b|edit\b|nachtrag|erratum|errata|corrigendum|correction|korrektur|correzione|correccion|sorry|pardon|scusate|achtung|attention|attenzione|atencion|oops|now (?:on|at|in)\b)/

/**
 * A day or an hour in a postscript or a correction that no talk has.
 * "P.S. Sorry, 17:15 of course!", "Erratum : lire vendredi 13".
 */
export const afterthought: Rule = (draft) => {
  const words = draft.talks.length === 0 ? null : contradicted(draft)
  if (words === null) return draft
  const doubt = `“${words}” stands in a postscript or correction`
  return { ...draft, talks: draft.talks.map((entry) => ({ ...entry, talk: withDoubt(entry.talk, doubt) })) }
}

function contradicted(draft: Draft): string | null {
  const { document, talks } = draft
  for (const { start, end } of corrections(draft)) {
    const inside = (span: { start: number }) => span.start >= start && span.start < end
    const whens = talks
      .map(({ section }) => section.when)
      .filter(
        ({ line, mention, time }) => line.index < 0 || !(inside(mention) || (time !== null && inside(time))),
      )
    const text = foldWords(document.text.slice(start, end))
    const said = swapped.exec(text)?.[0] ?? otherDay(text, whens)
    if (said !== null) return said
    const hour = document.times.find(
      (time) =>
        inside(time) && !isAside(document, time) && !whens.some((when) => when.time?.from === time.from),
    )
    const day = document.dates.find((date) => {
      const meant = resolveDate(date, document.sent)?.date
      return inside(date) && meant !== undefined && !whens.some((when) => isOn(when, meant))
    })
    const found = hour ?? day
    if (found !== undefined) return textOf(document, found)
  }
  return null
}

/** "Anna and Luca have swapped", "Anna und Luca haben getauscht" */
const swapped = /\b(?:swap\w*|(?:ver|ge)?tausch\w*|echang\w*|scambiat\w*|intercambi\w*)/

/** "It is the 24th", "lire vendredi": a day of the month or week that no talk has. */
function otherDay(text: string, whens: readonly When[]): string | null {
  const days = [...text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)\b/g)].filter(
    ([, day]) => !whens.some(({ date }) => date.day === Number(day)),
  )
  const names = wordsOf(text).filter(
    (word) => weekdays.has(word) && !whens.some(({ date }) => date.dayOfWeek === weekdays.get(word)),
  )
  return days[0]?.[0] ?? names[0] ?? null
}

/** Where the paragraphs stand that begin so, outside abstracts and signatures. */
function corrections({ document }: Draft): { start: number; end: number }[] {
  return document.lines
    .filter(({ region, text }) => !/^(?:abstract|quoted)$/.test(region) && correcting.test(foldWords(text)))
    .map(({ start, index }) => {
      const blank = document.lines.slice(index).find(({ text }) => text === '')
      return { start, end: blank?.start ?? document.text.length }
    })
}
