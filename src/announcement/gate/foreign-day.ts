import { neighbourMonths, neighbourWeekdays } from '../languages/neighbours.ts'
import { wordsOf } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Rule } from './check.ts'

/**
 * Several hours in a language of which only the days are known: what each is for is not understood.
 * "donderdag 12 november, inloop met koffie vanaf 15.30 uur, aanvang 16.00 uur"
 */
export const foreignDay: Rule = (draft) => {
  const hours = new Set(draft.document.times.filter(({ weak }) => !weak).map(({ from }) => from))
  if (hours.size < 2) return draft
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const { mention, line } = entry.section.when
      const words = line.index < 0 ? '' : textOf(draft.document, mention)
      return wordsOf(words).some((word) => neighbourMonths.has(word) || neighbourWeekdays.has(word))
        ? { ...entry, talk: withDoubt(entry.talk, `“${words}”: the mail’s language is not read here`) }
        : entry
    }),
  }
}
