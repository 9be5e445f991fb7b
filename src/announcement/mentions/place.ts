import type { Field } from '../announcement.ts'
import { looksLikeName } from './person.ts'
import { withoutLead, withoutTail } from './place-edges.ts'
import { looksLikePlace, room } from './place-like.ts'
import { remembered } from '../text/remembered.ts'
import { findInstitution, findOpenPlace, foldWords, months } from '../text/vocabulary.ts'
import { headOf } from '../../text.ts'

const link = /https?:\/\/\S+|www\.\S+/g
const onlineOnly =
  /^(?:(?:online|virtual(?:ly)?|zoom|webinar|via|per|auf|sur|on|by|at|and|webex|ms|microsoft|teams|meet|google|bigbluebutton|bbb|the|link|only|nur|uniquement|meeting|id|passcode|see|below|above|event|room|live|stream(?:ing)?|en|ligne|visio(?:conference)?|videoconference|in|person|remote(?:ly)?|cisco|conference|talk|seminar|talks|will|be|sent|virtuell|call|takes?|place|held|now|findet|statt|aura|lieu)\b[\s:,./()-]*)+$/

const bracketEnd = /^[^()]{0,80}\) ?(?=\S{2})/

/** "HG G 19.1 (exception: 28.11., HG E 1.2)" */
const exceptionBehind =
  /(?<=[\p{L}\d])[\s,;(–-]{1,4}(?:[Ee]xceptions?|except|[Aa]usnahmen?|[Aa]u(?:ss|ß)er|sauf|[Ee]ccezione|eccetto|salvo|excepto)\b.*$/u

/** A place as readers want it: one line, no links, no "to be announced"; null when nothing is left. */
export const cleanPlace = remembered((value): string | null => {
  const line = placeColumn(value)
    .replace(/\n\((?:near|map|see|siehe|plan).*$/is, '')
    .replace(/\n+/g, (_, at: number) => (/[,;]$/.test(value.slice(0, at)) ? ' ' : ', '))
    .replace(/<[^>]*>/g, '')
    .replace(link, '')
    .replace(/\s+/g, ' ')
    .replace(/^[•*·–-] (?=\S)/, '')
    .replace(exceptionBehind, '')
    // "(11am PST, 8pm CET) in 60 Fifth Ave": the end of a bracket that holds something else.
    .replace(bracketEnd, (end) => (room.test(end) ? end : ''))
  let text = withoutTail(withoutLead(line.trim()))
    .replace(
      /^(?:in|at|im|à|a|en|in der|in the|at the|im|am|dans|presso|nel|nella)\s+(?=(?:the )?[\p{Lu}\d]|(?:la |l['’]|il |el )?(?:salle|sala|aula|amphi|auditoire)\b)/u,
      '',
    )
    .replace(/^(?:in[- ]person(?: talk)?|talk in person|in präsenz|hybrid|präsenz)\s*[,:;]\s*/i, '')
    .replace(
      /^(?:(?:the|la|le|der|il) |l['’])?(?:room|aula|salle|raum|ort|place|luogo|lieu) (?:resta|rimane|bleibt|remains|stays|reste|is still) (?:(?:la|the|in|im|der|al|à) )*/i,
      '',
    )
    .replace(
      /^(?:(?:the|la|le|der|il|el) |l['’])?(?:room|aula|salle|sala|raum|ort|place|luogo|lieu) (?:ne change pas|est inchangée?|bleibt (?:gleich|unverändert)|(?:is|remains) unchanged|does not change|non cambia|no cambia)\s*[:,(]+\s*([^()]+)\)?\.?$/i,
      '$1',
    )
    .replace(/^(?:in |at )?the same (?:room|place)(?: as \p{L}+)?, (?=\p{Lu})/iu, '')
    .replace(/^(?:the|la|le) (?=\p{L})/u, '')
    .replace(/^room (?=\p{Lu}{2,5} \S)/u, '')
    .replace(/[\s,;:(–-]+$/, '')
    .replace(/ \((?:the )?(?:usual|new|note|please|near|unusual)\b[^)]*\)\.?$/i, '')
    .replace(/ \([^()]{2,60}!\)\.?$/, '')
    .replace(/(?<=\p{L}{4}|\d{2})\. \p{Lu}\p{Ll}.*$/u, '')
    .replace(/ \((?:et |und |and |e |y )?(?:not|nicht|non|pas|no)\b[^)]*\)/iu, '')
    .replace(
      /,? (?:\p{Lu}\p{L}+ ){1,3}(?:parlera|presentera|présentera|spricht|speaks|will|parlerà|presenterà|hablará)\b.*$/u,
      '',
    )
    // "Raum 2.14, beginnt um"
    .replace(/,? (?:beginnt|beginnen|begins?|starts?|commence|débute|inizia|empieza|comienza)$/u, '')
    .replace(/(?<!\b\p{L})\.$/u, '')
    .trim()
  if (findOpenPlace(text) !== null) {
    const site = /\(([^()]{3,60})\)/.exec(text)?.[1] ?? null
    return site !== null &&
      findOpenPlace(site) === null &&
      looksLikePlace(site.includes(' ') ? site : `${site} `)
      ? site
      : siteOf(text)
  }
  text = withoutDay(withoutOnline(text))
  if (/^(?:zoom|webex|teams|online|virtual)\b[^,]*\(/i.test(text)) return null
  // "in a room that", "at the building of": cut in the middle.
  if (/ (?:that|which|the|of|in|at|der|die|das|que|qui|che|del|della)$/.test(text)) return null
  // "in 1987, 1998 and 2008 it …"
  if (/^(?:19|20)\d\d(?:,| and | und | et | e | y )/.test(text)) return null
  if (text === '' || onlineOnly.test(foldWords(text)) || /^[\W_]*$/.test(text)) return null
  return text.slice(0, 200)
})

/** "Y27 H 12 | Algebraische Geometrie": the columns of a row that are a place, where not all are. */
function placeColumn(text: string): string {
  const columns = text.split(' | ')
  const places = columns.filter(
    (column) => looksLikePlace(column) || (findInstitution(column) !== null && !column.includes('(')),
  )
  return places.length === 0 ? text : places.join(', ')
}

/** Streets are named after days. */
const streetWord = /\b(?:via|viale|piazza|corso|rue|place|avenue|boulevard|calle|plaza|strasse|straße)\b/i

/** "Vienna, June 15-17" is Vienna; "Via XX Settembre 12" and "Room May 1.01" keep their words. */
function withoutDay(text: string): string {
  const behind =
    /^(.*[\p{Ll})])[,;]? (\p{L}{3,10})\.? \d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?\d{1,2})?(?:,? \d{4})?$/u.exec(
      text,
    )
  const isDay = behind !== null && months.has(foldWords(behind[2]!)) && !streetWord.test(behind[1]!)
  return isDay ? behind[1]! : text
}

/** "ETH Zurich, room to be announced" is ETH Zurich. */
function siteOf(text: string): string | null {
  const parts = text
    .split(/[,;]\s*/)
    .filter((part) => findOpenPlace(part) === null && !/^(?:room|raum|salle|place|location)$/i.test(part))
  const site = parts.join(', ').trim()
  return site === '' || site === text || findOpenPlace(text.replace(site, '')) === null ? null : site
}

/** "HG G 19.1 and Zoom", "Room 3 / online": the part that is a place. */
function withoutOnline(text: string): string {
  const parts = text.split(
    /\s*(?:\/|\||;| and | und | et | & | or | oder | ou |, (?=and |also |und |et )|\+|, (?=(?:on|via|per|sur)? ?(?:zoom|online|webex|teams|virtual)))\s*/i,
  )
  if (parts.length < 2)
    return text
      .replace(/\s*\((?:[^()]*\b(?:zoom|online|webex|hybrid|hybride|livestream)\b[^()]*)\)/gi, '')
      .trim()
  const kept = parts.filter(
    (part) =>
      !onlineOnly.test(`${foldWords(part)} `.trim()) &&
      !/\b(?:zoom|webex|online|livestream|ms teams|en ligne)\b/i.test(part),
  )
  return kept.length === parts.length
    ? text
    : kept
        .join(', ')
        .replace(/\((?=[^)]*$)/, '')
        .trim()
}

/** The place after date and time on a line: ", LEO C 15", "in Fine Hall 224", "(Hill Center, Hill 705)". */
export function placeBehind(rest: string): Field<string> | null {
  const stripped = rest
    .replace(/^[\s,;:.|–—/)-]+/, '')
    .replace(/^(?:h|Uhr|hrs|CET|CEST)\b[\s,;.–-]*/, '')
    .replace(/\s--\s.*$/, '')
  if (stripped === '') return null
  const bracket = /^\(([^()]{3,100})\)?$/.exec(stripped)
  const said = bracket === null ? stripped : bracket[1]!
  const text = said.slice(0, placeLength(said))
  const place = cleanPlace(text)
  if (place === null || place.length < 2 || !/\p{L}|\d/u.test(place)) return null
  if (/\b(?:will|please|see|what|who|have|has|is|are|was|we|you|it|wird|sind|ist|bitte|sera)\b/i.test(said))
    return null
  const clear = /^(?:in|at|im|room|raum|salle|aula|hörsaal)\b/i.test(stripped) || looksLikePlace(place)
  return clear && place.length <= 120 ? { value: place, certainty: 'stated', source: stripped } : null
}

const inSentence = [
  /\b(?:im|in der|in dem|in den|am|an der)\s+((?:\p{Lu}[\p{L}\p{M}äöüé-]*[ -]){0,3}(?:\p{L}*(?:[Hh]örsaal|[Ss]aal|[Rr]aum|[Gg]ebäude|[Aa]ula|[Zz]immer|[Bb]ibliothek|[Ii]nstitut|[Zz]entrum|HS|SR|NIG|[Hh]aus))\b[^.;:!?\n]{0,80})/u,
  /\b(?:in|at|In|At)\s+((?:the )?(?:[Rr]oom|[Ll]ecture [Hh]all|[Ss]eminar [Rr]oom|[Aa]uditorium|HS|[Hh]all|[Cc]lassroom|[Cc]onference [Rr]oom)\b[^;:!?\n]{1,100})/u,
  /\b(?:en|dans|à)\s+((?:la |l['’])?(?:[Ss]alle|[Aa]mphi(?:théâtre)?|[Aa]uditoire|[Aa]uditorium|[Aa]ula)\b[^;:!?\n]{1,90})/u,
  /\b(?:en|nella|nell['’]|in|presso)\s+((?:la |el |l['’])?(?:[Aa]ula|[Ss]ala|[Ss]alón|[Pp]araninfo|[Dd]ipartimento)\b[^;:!?\n]{1,90})/u,
  /(?:,|\bat|\bin|\bau)\s+((?:the )?(?:[\p{Lu}\d][\p{L}\p{M}\d.'’-]*[ ,]{1,2}){0,6}(?:[Bb]uilding|[Cc]enter|[Cc]entre|[Cc]ampus|[Rr]oom|[Hh]all|[Aa]uditorium|[Tt]heat(?:er|re)|[Ll]ibrary|[Aa]mphi|[Mm]useum|[Uu]niversity of [\p{Lu}]\p{L}+|[Cc]ollege)\b(?: ?(?:[\p{Lu}\d][\p{L}\d.-]*|\([^()]{1,60}\)))*)/u,
  /\bin\s+([\p{Lu}]{2,5} ?-?\d{1,4}[\p{L}]?(?:[.#-]\d+)?(?:, [\p{Lu}][\p{L}.\d -]{1,30})?)/u,
  /,\s*(sala [\p{L} ]{3,30}|aula [\p{L}\d ]{1,30}|salle [\p{L}\d -]{1,20}|Raum [\p{L}\d.-]{1,20}|room [\p{L}\d.-]{1,20})/u,
]

/** What goes on with a place though it begins small: "(piano terra, via Cesare Battisti 241)". */
const placeGoesOn =
  /^(?:via|viale|vicolo|piazza|rue|place|avenue|bd|boulevard|quai|calle|site|campus|piso|piano|planta|étage|zaal|in|dans|im|at|near)\b/

/** The length of a place up to a comma behind which something else begins: ", du calage dans les enquêtes". */
function placeLength(text: string): number {
  for (const { index } of text.matchAll(/, (?=\p{Ll})/gu)) {
    const [head, tail] = [text.slice(0, index), text.slice(index + 2)]
    const isOpen = head.split('(').length > head.split(')').length
    if (!isOpen && !placeGoesOn.test(tail) && !looksLikePlace(headOf(tail, ', '))) return index
  }
  return text.length
}

const stop =
  /(?:[;:!?|]|(?<!(?:[Cc]ent(?:er|re)|[Ii]nstitute|[Dd]epartment|[Ss]chool|[Ff]aculty)) for\b|\.(?= |$)| (?:on|um|at \d|from \d|wird|statt|stattfinden|eingeladen|ein|will|where|with|and will|takes|is|are|was|as|von \d|à \d|le \d|el \d|alle|ab|im Rahmen|dans le cadre|during|and (?:is|will|online|via|on)|und (?:via|online)|hosted|organi[sz]ed|instead|at noon|über (?:das|den|die)|zum Thema|about|entitled|intitulé|est|sera|ist|has|have|had|unter|mit|due to|in time)\b|,? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|lundi|mardi|mercredi|jeudi|vendredi)\b|, (?=(?!in |dans |(?:\p{Ll}+ )?(?:room|floor|hall|building|wing)\b|\p{L}*(?:raum|saal|gebäude)|salle |aula |bâtiment|étage|\d)\p{Ll})| (?=nos |we |I )| (?:anziché|anzichè|invece|instead|statt|anstatt|au lieu|en lugar|en vez|rather than|and not|und nicht|et non|e non|y no)\b)/u
const preposition =
  /(?<![\p{L}])(?:in|ins|at|im|am|au|à|aux|en|nel|nella|presso|dans|in der|an der|alla|al|all['’]|nell['’]|dell['’]|presso la|In|At)\s+(?=(?:the |der |la |l['’]|le )?[\p{Lu}\d])/gu

/** What follows "in", "at", "au" up to the next stop, when it reads like a place. */
function findBehindPreposition(text: string): Field<string> | null {
  for (const match of text.matchAll(preposition)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 160)
    const end = rest.search(stop)
    const chunk = (end === -1 ? rest : rest.slice(0, end)).replace(/^(?:the|der|la|le|l['’]) ?/, '').trim()
    if (
      chunk.length < 3 ||
      /^\d{1,2}(?:[.:h]\d{2})? ?(?:am|pm|h|uhr)\b/i.test(chunk) ||
      chunk.length > 120 ||
      /\d{1,2}[:.h]\d{2}\b/.test(chunk) ||
      !looksLikePlace(chunk) ||
      /^\d{4}$/.test(chunk)
    )
      continue
    if (/^\p{L}+ \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?$/u.test(chunk)) continue
    const place = cleanPlace(chunk)
    if (place !== null) return { value: place, certainty: 'stated', source: chunk }
  }
  return null
}

/** "Ada Brunner, University of Bern": where she works, not where she speaks. */
function isOfPerson(text: string, { 0: found, index }: RegExpExecArray): boolean {
  const before =
    text
      .slice(0, index)
      .split(/[,.;:] |^/)
      .at(-1) ?? ''
  return found.startsWith(',') && looksLikeName(before)
}

/** A place named in running text. */
export function findPlaceInSentence(sentence: string): Field<string> | null {
  const text = sentence.slice(0, 4000).replace(/\s+/g, ' ')
  for (const pattern of inSentence) {
    const match = pattern.exec(text)
    if (match === null || isOfPerson(text, match)) continue
    const ended = match[1]!.replace(
      /(?:\.(?= |$)| (?:on|um|at \d|from \d|wird|statt|stattfinden|ein|will|where|with|and will|takes|is |are |as |for |von \d|à \d|le \d|el |alle |ab ).*| at (?:\d|noon).*|,? (?:Monday|Tuesday|Wednesday|Thursday|Friday|Montag|Dienstag|Mittwoch|Donnerstag|Freitag)\b.*|, (?:um|at|for|and|wo|where|with|organi[sz]ed|um)\b.*).*$/u,
      '',
    )
    const stopped = ended.search(stop)
    const place = cleanPlace(stopped > 3 ? ended.slice(0, stopped) : ended)
    if (place === null) continue
    const named = { value: place, certainty: 'stated' as const, source: match[0] }
    const fuller = findBehindPreposition(text)
    return fuller !== null && fuller.value.includes(place) ? fuller : named
  }
  return findBehindPreposition(text) ?? findTown(text)
}

const happens =
  /\b(?:take[s]? place|held|findet|statt|aura lieu|auront lieu|se tiendra|si terrà|tendrá lugar|meeting|conference|workshop|school|days)\b/i
const town =
  /\b(?:in|à|in der|zu) ((?:\p{Lu}[\p{L}.-]+)(?: (?:\p{Lu}[\p{L}.-]+|am Main|im Breisgau))?(?:, \p{Lu}\p{L}+)?)(?= statt|[.,;]|$| on | from | am | und | and )/u

/** "The meeting will take place in Fribourg." */
function findTown(text: string): Field<string> | null {
  const match = happens.test(text) ? town.exec(text.slice(0, 600)) : null
  if (
    match === null ||
    months.has(foldWords(headOf(match[1]!, ' '))) ||
    /^(?:English|German|French|Person|Spring|Autumn|Summer|Winter|Statistics|Switzerland)\b/.test(match[1]!)
  )
    return null
  return { value: match[1]!, certainty: 'implied', source: match[0] }
}

/** The place right after date and time in a sentence: "…, 16.15 Uhr, Hörsaal B6, Sidlerstrasse 5, Bern". */
export function findPlaceRightBehind(rest: string): Field<string> | null {
  const flat = rest.slice(0, 200).replace(/\s+/g, ' ')
  const lead = /^(?:h|Uhr)?\)?(?:,| -| –| \||;)? (?:(?:in|at|im|in der|au|à) )?(?=(?:the )?[\p{Lu}\d])/u.exec(
    flat,
  )
  if (lead === null) return null
  const behind = flat.slice(lead[0].length)
  const end = behind.search(stop)
  const pieces = (end === -1 ? behind : behind.slice(0, end)).split(', ')
  const person = pieces.findIndex(
    (piece) => looksLikeName(headOf(piece, / \(| (?=on |über |sur |with )/)) && !looksLikePlace(piece),
  )
  const chunk = (person === -1 ? pieces : pieces.slice(0, person)).join(', ')
  return chunk.length >= 3 &&
    chunk.length <= 120 &&
    looksLikePlace(chunk) &&
    !/^(?:(?:Prof|Dr|Herr|Frau)\b|\p{Lu}\p{L}+ \p{Lu}\p{L}+ (?:from|of|aus|von|de)\b)/u.test(chunk)
    ? placeBehind(chunk)
    : null
}
