import { remembered } from '../text/remembered.ts'
import { findPlaceWord } from '../text/vocabulary.ts'

/** Rooms as universities write them: HG G 19.1, Y27 H 25, KOL-F-118, MA A1 12, S17#04-05, SF 1101, WVH366, LEO C 15. */
export const room =
  /\b(?!(?:CHF|EUR|USD|GBP|SFr|Fr|ISBN|ISSN|Tel|Nr|No|Vol|Art)\b)(?:\p{Lu}{1,4}\d{0,3}[- ]?(?:\p{Lu}\d{0,2}[- ]?)?\d{1,4}(?:[.#-]\d{1,3}){0,2}[a-z]?|\p{Lu}\d{1,3}#\d{2}-\d{2,3}|\d[.]\d{2,3}|[\p{Lu}]{2,4}-\p{Lu}-\d{1,3}|(?!(?:[Pp]art|[Tt]eil|[Pp]artie|[Pp]arte|[Ll]ecture|[Cc]hapter|[Dd]ay|[Tt]ag|[Jj]our|[Gg]iorno|[Dd]ía|[Ww]eek|[Ww]oche|[Ss]emaine|[Ss]ession|[Mm]odule?|[Bb]lock) )(?:\p{Lu}\p{L}{1,11}|room|raum|salle|sala|aula|amphi|hall|floor|saal|hs|campus|building|office|lab|box|via|piazza|rue|bd|strasse) (?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?)\b(?!:\d)/u

/** The codes of rooms in a text. */
export function roomsIn(text: string): string[] {
  return text.match(new RegExp(room, 'gu')) ?? []
}

/** A street, a house or a postal code with its town: "Sidlerstrasse", "8092 Zürich". */
const streetOrHouse =
  /\p{L}{3,}(?:strasse|straße|str\.|gasse|weg|platz|gebäude|saal|raum|haus|allee|graben|quai)\b|\b\d{4,5} \p{Lu}\p{L}+/iu

/** True when a text reads like a place: a word for places, the code of a room, or a street or house. */
export const looksLikePlace = remembered(
  (text) =>
    text.length <= 140 && (findPlaceWord(text) !== null || room.test(text) || streetOrHouse.test(text)),
)
