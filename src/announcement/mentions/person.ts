import type { Field, Speaker } from '../announcement.ts'
import { notInNames } from '../languages/not-names.ts'
import { remembered } from '../text/remembered.ts'
import { findInstitution, findOpenPlace, findType, foldWords, months, weekdays } from '../text/vocabulary.ts'

const academic =
  /^(?:(?:Prof(?:essor(?:in|e|a)?)?|Profs|Proff|Univ\.?-?Prof|PD|Priv\.?-?Doz|Dra?|Drs|Doz|Mag|Dipl|Ing|Herrn?|Frau|Mr|Mrs|Ms|Mx|Sir|Dott(?:\.ssa)?|Prof\.ssa|Mme|Mlle|Madame|Mademoiselle|Monsieur|Signora?|Sig(?:\.?ra)?|Dottoressa|Dottor|Señora?|Doña|Don|Ass|Assoc|Assist|em|emer|Univ|habil|rer|nat|phil|med|sc|oec|iur|math|(?<=\. )(?:ETHZ?|EPFL|HSG|HTL|FH)|h\.? ?c|MSc|BSc|MA|Pr|Hon|Emeritus|Associate|Assistant|PhD|Ph\.D|Rev|M|D|ir)\.?(?:-Ing\.?)?(?: |$))+/i
const academicBehind = /,? (?:Ph\.? ?D|M\.? ?Sc|MSc|M\.?D|MA|BA|FRS|Jr|Sr|DPhil|MBA|MPH|ScD)\.?$/

/** Particles of names; lower case inside a name. */
const particles = new Set([
  'von',
  'van',
  'de',
  'der',
  'den',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'ibn',
  'ter',
  'zu',
  'zur',
  'y',
  'e',
  'af',
  'do',
  'das',
  'ten',
  'dal',
  "d'",
  "'t",
])

const placeName =
  /\b(?:Hall|Room|Building|Campus|Auditorium|Library|Street|Avenue|Road|Theatre|Theater|Saal|Platz|Salle|Amphi|Aula|Sala)\b/

/** "Landeszentrum", "Bundesamt": where somebody works, in one word. */
const workplace =
  /(?:^|[ -])\p{L}{3,}(?:zentrum|institut|amt|spital|klinik|schule|akademie|anstalt|universität|forschung|gesellschaft|verband)(?:$|[ -])/iu

/** Takes academic titles off both ends. */
export function withoutTitles(name: string): string {
  return name.replace(academic, '').replace(academicBehind, '').replace(academicBehind, '').trim()
}

/** Two to six capitalised words (initials and particles allowed) that are nothing else. */
export const looksLikeName = remembered(isNameLike, 1000)

function isNameLike(text: string): boolean {
  const name = withoutTitles(text.trim())
  if (name.length < 4 || name.length > 60 || /[\d:;!?@/()"“”„«»=\\$|+*&%]/.test(name)) return false
  const words = name.split(/ +/)
  if (words.length < 2 || words.length > 6) return false
  // "Ortega y Gasset" has a given name before it; "Cifras y Teclas" are two things.
  if (words.length === 3 && /^[ye]$/.test(words[1]!)) return false
  let proper = 0
  for (const [at, word] of words.entries()) {
    const folded = foldWords(word).replace(/[.,]$/, '')
    if (particles.has(folded) && at > 0 && at < words.length - 1) continue
    if (/^(?:\p{Lu}\.-?)+$/u.test(word)) continue
    if (notInNames.has(folded) || (months.has(folded) && folded.length > 6) || weekdays.has(folded))
      return false
    if (!/^(?:\p{Lu}[\p{L}\p{M}'’.-]*|[a-z]['’]\p{Lu}\p{L}+)$/u.test(word)) return false
    // "unser Gast. Er spricht": a long word and a full stop end a sentence.
    if (/\p{L}{4}\.$/u.test(word) && at < words.length - 1) return false
    // "TU", "UC", "ETH" begin institutions; "A." and whole names in capitals do not.
    if (/^\p{Lu}{2,3}$/u.test(word) && !/^\p{Lu}[\p{Lu}'’.-]*( |$)/u.test(words[at === 0 ? 1 : 0]!))
      return false
    if (/^\p{Lu}{2,4}$/u.test(word) && at === 0 && !/^\p{Lu}{3,}$/u.test(words[1]!)) return false
    proper += 1
  }
  return (
    proper >= 1 &&
    findInstitution(name.replace(/\b[dl]['’]|-/g, ' ')) === null &&
    findType(name) === null &&
    !placeName.test(name) &&
    !workplace.test(name)
  )
}

/** Reads one person: "Jane Doe (ETH)", "Prof. Jane Doe, ETH Zurich", "Jane Doe from ETH", "Jane Doe - ETH"; null when it is none. */
export function parsePerson(text: string, lenient = false): Speaker | null {
  const clean = text
    .trim()
    .replace(/^(?:by|von|par|with|mit|avec|da|por|di)\s+(?=\p{Lu})/iu, '')
    .replace(/<[^>]*>|\S+@\S+|https?:\/\/\S+/g, '')
    .replace(/[\s.,;:]+$/, (end) =>
      /^\.$/.test(end) && /\b\p{Lu}$/u.test(text.trim().slice(0, -1)) ? end : '',
    )
    .replace(/\s+/g, ' ')
    .trim()
  const bracket = /^([^()]{3,80}?) ?\(([^()]{2,200}(?:\([^()]*\)[^()]*)?)\)?(?:,? .{0,200})?$/.exec(clean)
  if (bracket !== null && accept(bracket[1]!, lenient)) return person(bracket[1]!, bracket[2]!)
  for (const separator of [
    /,\s*|\n/,
    / [-–—] /,
    / (?:from|of|at|aus|an der|am|vom|von der|de l['’]|de la|du|dell['’]|della|del) /,
    /; */,
  ]) {
    const at = clean.search(separator)
    if (at === -1) continue
    const head = clean.slice(0, at)
    const tail = clean.slice(at).replace(separator, '').trim()
    const degree = /^(?:Ph\.? ?D|M\.?Sc|MD|MA)\.?(?:, (.*))?$/.exec(tail)
    if (roomWord.test(tail)) return null
    if (accept(head, lenient)) return person(head, degree ? (degree[1] ?? null) : tail)
  }
  return accept(clean, lenient) ? person(clean, null) : null
}

/** "Uni Mail, room M 5220" is not a person. */
const roomWord =
  /^(?:room|salle|raum|hs|hörsaal|auditoi|auditorium|aula|floor|étage|stock|building|gebäude|lecture hall)\b/i

function accept(name: string, lenient: boolean): boolean {
  if (looksLikeName(name)) return true
  // Under a label two words are a name, though nothing else says so; "Several speakers" and "Wird noch bekanntgegeben" are not.
  const bare = withoutTitles(name.trim())
  const words = bare.split(' ')
  return (
    lenient &&
    words.length <= 4 &&
    /^\p{L}[\p{L}\p{M}'’. -]+$/u.test(bare) &&
    /^\p{Lu}/u.test(bare) &&
    !words.some((word) => notInNames.has(foldWords(word))) &&
    findInstitution(bare) === null &&
    findType(bare) === null &&
    findOpenPlace(bare) === null &&
    words.length >= 2
  )
}

export function person(name: string, affiliation: string | null): Speaker {
  const clean =
    affiliation
      ?.replace(/\s+/g, ' ')
      .replace(/[\s.;,]+$/, '')
      .trim() || null
  return { name: withoutTitles(name.replace(/\s+/g, ' ').trim()).replace(/[,;]$/, ''), affiliation: clean }
}

/** Everybody in the value of a speaker label: lines, semicolons, "and" between whole names, commas between names. */
export function parsePeople(value: string): Field<Speaker>[] {
  if (value.trim() === '') return []
  // In a list with bullets a line without one continues the line above.
  const joined = /\n[-•*·–] /.test(`\n${value}`) ? value.replace(/\n(?![-•*·–] )/g, ' ') : value
  const lines = joined
    .split('\n')
    .map((line) => line.trim().replace(/^[-•*·–]\s*/, ''))
    .filter(Boolean)
  const people: Field<Speaker>[] = []
  for (const line of lines) {
    const shared = namesThenAffiliation(line)
    if (shared.length > 0) {
      people.push(...shared)
      continue
    }
    const pieces = splitPeople(line)
    const found = pieces
      .map((piece) => [piece, parsePerson(piece, people.length === 0)] as const)
      .filter((pair) => pair[1] !== null)
    const last = people.at(-1)
    if (found.length === 0 && last !== undefined && people.length > 0) {
      // The line below a name is where the person works.
      const more = line.replace(/^\(|\)$/g, '').replace(/[,;.]$/, '')
      last.value = {
        ...last.value,
        affiliation: last.value.affiliation === null ? more : `${last.value.affiliation}, ${more}`,
      }
    } else
      for (const [piece, speaker] of found)
        people.push({ value: speaker!, certainty: 'stated', source: piece })
  }
  return people
}

/** "A B, C D et E F, Université d’Orléans": names joined by "and", then where all of them work. */
function namesThenAffiliation(line: string): Field<Speaker>[] {
  const pieces = splitOutsideBrackets(line, /,? (?:and|und|et|e|y|sowie|&) (?=\p{Lu})|, */u)
  const names = pieces.slice(
    0,
    pieces.findIndex((piece) => !looksLikeName(piece)),
  )
  if (
    names.length < 2 ||
    !/ (?:and|und|et|e|y|sowie|&) \p{Lu}/u.test(line.slice(0, line.indexOf(names.at(-1)!) + 1))
  )
    return []
  const rest = line.slice(line.indexOf(names.at(-1)!) + names.at(-1)!.length).replace(/^, */, '')
  return names.map((name) => ({ value: person(name, rest), certainty: 'stated' as const, source: line }))
}

function splitPeople(line: string): string[] {
  const strong = line.split(/ *; *| (?:&|\+) (?=\p{Lu})/u)
  return strong.flatMap((part) => {
    const and = splitOutsideBrackets(part, /,? (?:and|und|et|e|y|sowie) (?=\p{Lu})/u)
    const named =
      and.length > 1 && and.slice(1).every((piece) => parsePerson(piece) !== null || looksLikeName(piece))
    return (named ? and : [part]).flatMap(splitCommas)
  })
}

/** "A. Smith, B. Jones, C. Doe" are three; "Jane Doe, Wharton, Penn" is one. */
function splitCommas(part: string): string[] {
  const pieces = splitOutsideBrackets(part, /, */)
  if (pieces.length < 2) return [part]
  const bracketed = pieces.every((piece) => /\(.+\)/.test(piece) && parsePerson(piece) !== null)
  const names = pieces.length > 2 && pieces.every(looksLikeName)
  return bracketed || names ? pieces : [part]
}

function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const pieces: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth > 0) continue
    const match = separator.exec(text.slice(at, at + 12))
    if (match === null || match.index !== 0) continue
    pieces.push(text.slice(from, at))
    from = at + match[0].length
    at = from - 1
  }
  pieces.push(text.slice(from))
  return pieces.map((piece) => piece.trim()).filter(Boolean)
}
