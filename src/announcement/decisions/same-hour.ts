import type { Document } from '../text/document.ts'
import { foldWords } from '../text/vocabulary.ts'

const sameHour =
  /\b(?:(?:at )?the same (?:time|hour)|same time|(?:gleiche|selbe|dieselbe|derselben|gleicher|selber)n? (?:uhr)?zeit|zeit und (?:ort|raum|saal) (?:bleiben|bleibt|wie)|(?:zeit|uhrzeit|alles) (?:bleibt|bleiben|wie gehabt)|everything else (?:stays|remains|is unchanged)|all(?:es)? (?:andere|ubrige) (?:bleibt|unverandert)|bleibt (?:sonst )?alles|meme heure|(?:stessa|medesima) ora|misma hora|le reste (?:est |reste |demeure )?(?:inchange|identique|sans changement)|reste inchange|il resto (?:resta|rimane)|todo lo demas)\b/

const told = 4000

/** "gleiche Zeit, gleicher Ort", "Everything else stays the same": the former hour holds on the new day. */
export function saysSameHour({ lines }: Document): boolean {
  const own = lines.filter(({ region }) => region !== 'quoted' && region !== 'signature')
  return sameHour.test(
    foldWords(
      own
        .map(({ text }) => text)
        .join(' ')
        .slice(0, told),
    ),
  )
}
