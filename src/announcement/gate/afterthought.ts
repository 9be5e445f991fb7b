import { isAside } from '../decisions/aside.ts'
import { isOn, type When } from '../decisions/when.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { foldWords, purposesIn, weekdays, wordsOf } from '../text/vocabulary.ts'
import { textOf, withDoubtOfAll, type Draft, type Rule } from './check.ts'

/** How people begin when they correct themselves. */
const correcting =
  /^\W*(?:p\.?s\b|n\.?b\b|edit\b|nachtrag|erratum|errata|corrigendum|correction|korrektur|correzione|correccion|sorry(?! for)|pardon|scusate|achtung|attention|attenzione|atencion|oops|now (?:on|at|in)\b)/

/**
 * A day or an hour in a postscript or a correction that no talk has.
 * "P.S. Sorry, 17:15 of course!", "Erratum : lire vendredi 13".
 */
export const afterthought: Rule = (draft) => {
  const words = draft.talks.length === 0 ? null : contradicted(draft)
  return words === null ? draft : withDoubtOfAll(draft, `“${words}” stands in a postscript or correction`)
}

function contradicted(draft: Draft): string | null {
  const { document, talks } = draft
  for (const { start, end } of corrections(draft)) {
    const inside = (span: { start: number }) => span.start >= start && span.start < end
    const all = talks.map(({ section }) => section.when)
    const outside = all.filter(
      ({ line, mention, time }) => line.index < 0 || !(inside(mention) || (time !== null && inside(time))),
    )
    // "Sorry for the noise" right above the facts: all that the mail announces stands in that paragraph.
    const whens = outside.length > 0 ? outside : all
    const text = foldWords(document.text.slice(start, end))
    const said = swapped.exec(text)?.[0] ?? otherDay(text, whens)
    if (said !== null) return said
    const hour = document.times.find(
      (time) =>
        inside(time) && !isBeside(document, time) && !whens.some((when) => when.time?.from === time.from),
    )
    const day = document.dates.find((date) => {
      const meant =
        inside(date) && !isLimit(document, date) ? resolveDate(date, document.sent)?.date : undefined
      return meant !== undefined && !whens.some((when) => isOn(when, meant))
    })
    const found = hour ?? day
    if (found !== undefined) return textOf(document, found)
  }
  return null
}

/** Of coffee, doors or registration. */
function isBeside(document: Document, time: TimeMention): boolean {
  return isAside(document, time) || purposesAt(document, time).includes('registration')
}

/** "Registration until 10 November" */
function isLimit(document: Document, span: { start: number }): boolean {
  const purposes = purposesAt(document, span)
  return purposes.includes('registration') || purposes.includes('limit')
}

function purposesAt(document: Document, { start }: { start: number }): readonly string[] {
  return purposesIn(sentenceAt(document, start).text)
}

/** "Anna and Luca have swapped", "Anna und Luca haben getauscht" */
const swapped =
  /\b(?:swap|swaps|swapped|tauschen|getauscht|vertauscht|echangent|ont echange|scambian?o|scambiati|intercambian|intercambiado)\b/

/** "It is the 24th", "lire vendredi": a day of the month or week that no talk has. */
function otherDay(text: string, whens: readonly When[]): string | null {
  const days = [
    ...text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:[.,;!?)]|$|not\b|and not\b))/g),
  ].filter(([, day]) => !whens.some(({ date }) => date.day === Number(day)))
  const names = wordsOf(text).filter(
    (word) => weekdays.has(word) && !whens.some(({ date }) => date.dayOfWeek === weekdays.get(word)),
  )
  return days[0]?.[0] ?? names[0] ?? null
}

/** A mail with more of them is no announcement. */
const maxCorrections = 5

/** Where the paragraphs stand that begin so, outside abstracts and quotations. */
function corrections({ document }: Draft): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const { region, text, start, index } of document.lines) {
    if (found.length === maxCorrections) break
    if (start < (found.at(-1)?.end ?? 0) || /^(?:abstract|quoted)$/.test(region)) continue
    if (!correcting.test(foldWords(text.slice(0, 60)))) continue
    const blank = document.lines.find((line) => line.index > index && line.text === '')
    found.push({ start, end: blank?.start ?? document.text.length })
  }
  return found
}
