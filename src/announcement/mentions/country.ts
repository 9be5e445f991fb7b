import { foldWords } from '../text/vocabulary.ts'

const languages = ['en', 'de', 'fr', 'it', 'es']
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
/** What people write beside the official names. */
const others = 'usa uk u.k. u.s.a. england scotland wales holland'.split(' ')
const states =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  )

let known: ReadonlySet<string> | null = null

/** "Austria", "Österreich", "TX": the name of a country, or an American state by its two letters. */
export function isCountry(text: string): boolean {
  known ??= new Set([...others, ...languages.flatMap(countriesIn)].map(foldWords))
  return text.length <= 40 && (known.has(foldWords(text)) || states.includes(text))
}

function countriesIn(language: string): string[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  return letters.flatMap((first) => letters.map((second) => names.of(first + second) ?? ''))
}
