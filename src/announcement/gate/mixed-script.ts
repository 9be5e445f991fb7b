import { withDoubt, type Rule } from './check.ts'

const mixed = /\p{L}*(?:\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin})\p{L}*/u

/**
 * A word of two alphabets looks like one that it is not.
 * "Place: ЕTH Zurich, HG G 19.1", whose first letter is Cyrillic.
 */
export const mixedScript: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const values = [talk.title?.value, talk.location?.value, ...talk.speakers.map(({ value }) => value.name)]
    const word = values.flatMap((value) => mixed.exec(value ?? '')?.[0] ?? [])[0]
    return {
      talk: word === undefined ? talk : withDoubt(talk, `“${word}” mixes Latin and Cyrillic letters`),
      section,
    }
  }),
})
