import { withDoubt, type Rule } from './check.ts'

const mixed = /\p{L}*(?:\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin})\p{L}*/u
/** Titles have Greek letters of their own: "χ²-tests"; names of places and hosts have none. */
const mixedGreek = /\p{L}*(?:\p{Script=Latin}\p{Script=Greek}|\p{Script=Greek}\p{Script=Latin})\p{L}*/u

/**
 * A word in two alphabets looks like a word that it is not.
 * "Place: ЕTH Zurich, HG G 19.1", whose first letter is Cyrillic.
 */
export const mixedScript: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const names = [talk.location?.value, talk.online?.value, ...talk.speakers.map(({ value }) => value.name)]
    const word = wordIn(mixed, [talk.title?.value, ...names]) ?? wordIn(mixedGreek, names)
    return {
      talk: word === null ? talk : withDoubt(talk, `“${word}” mixes letters of two alphabets`),
      section,
    }
  }),
})

function wordIn(pattern: RegExp, values: readonly (string | undefined)[]): string | null {
  return values.flatMap((value) => pattern.exec(value ?? '')?.[0] ?? [])[0] ?? null
}
