import { wordSet } from '../text.ts'

/** Small words that are typical of a language. */
const smallWords = {
  en: wordSet('the of and for with from are is that this how what why by on at its their between'),
  de: wordSet(
    'der die das und für mit von den dem ein eine einer im zur zum wie über nicht auf bei durch zwischen',
  ),
  fr: wordSet('le la les de des du et une pour avec dans sur par aux est qui que entre comment vers en'),
  it: wordSet('il la gli di della delle dei degli con una per nel nella sulla che alla come tra'),
  es: wordSet('el la los las de del con una para por en como sobre entre y que'),
}

/** "Die Hard problems" is not German. */
const fewest = 2

type Tongue = keyof typeof smallWords

/** The language that a text is plainly written in (BCP 47), for screen readers; null: it may be any. */
export function languageOfText(text: string): Tongue | null {
  const words = wordSet(text)
  const count = ([language, small]: [string, ReadonlySet<string>]) => ({
    language: language as Tongue,
    hits: [...small].filter((word) => words.has(word)).length,
  })
  const [first, second] = Object.entries(smallWords)
    .map(count)
    .toSorted((a, b) => b.hits - a.hits)
  return first !== undefined && first.hits >= fewest && first.hits > (second?.hits ?? 0)
    ? first.language
    : null
}
