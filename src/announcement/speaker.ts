import type { Field, Speaker } from './announcement.ts'
import { notInNames } from './languages/not-names.ts'
import { findInstitution, findType, fold, months, weekdays } from './vocabulary.ts'

const academic =
  /^(?:(?:Prof(?:essor(?:in|e|a)?)?|Profs|Proff|PD|Priv\.?-?Doz|Dr|Drs|Doz|Mag|Dipl|Ing|Herr|Frau|Mr|Mrs|Ms|Mx|Sir|Dott(?:\.ssa)?|Prof\.ssa|Mme|Mlle|Ass|Assoc|Assist|em|emer|Univ|habil|rer|nat|phil|med|sc|math|h\.? ?c|MSc|BSc|MA|Pr|Hon|Emeritus|Associate|Assistant|PhD|Ph\.D|Rev|M|D|ir)\.?(?:-Ing\.?)?(?: |$))+/i
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

/** Takes academic titles off both ends. */
export function withoutTitles(name: string): string {
  return name.replace(academic, '').replace(academicBehind, '').replace(academicBehind, '').trim()
}

/** Two to five capitalised words (initials and particles allowed) that are nothing else. */
export function looksLikeName(text: string): boolean {
  const name = withoutTitles(text.trim())
  if (name.length < 4 || name.length > 60 || /[\d:;!?@/()"“”„«»=\\$|+*&%]/.test(name)) return false
  const words = name.split(/ +/)
  if (words.length < 2 || words.length > 6) return false
  let proper = 0
  for (const [at, word] of words.entries()) {
    const folded = fold(word).replace(/[.,]$/, '')
    if (particles.has(folded) && at > 0 && at < words.length - 1) continue
    if (/^(?:\p{Lu}\.-?)+$/u.test(word)) continue
    if (notInNames.has(folded) || months.has(folded) || weekdays.has(folded)) return false
    if (!/^(?:\p{Lu}[\p{L}\p{M}'’.-]*|[a-z]['’]\p{Lu}\p{L}+)$/u.test(word)) return false
    // "TU", "UC", "ETH" begin institutions; "A." and whole names in capitals do not.
    if (/^\p{Lu}{2,3}$/u.test(word) && !/^\p{Lu}[\p{Lu}'’.-]*( |$)/u.test(words[at === 0 ? 1 : 0]!))
      return false
    if (/^\p{Lu}{2,4}$/u.test(word) && at === 0 && !/^\p{Lu}{3,}$/u.test(words[1]!)) return false
    proper += 1
  }
  return proper >= 1 && findInstitution(name) === null && findType(name) === null && !placeName.test(name)
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
    if (accept(head, lenient)) return person(head, degree ? (degree[1] ?? null) : tail)
  }
  return accept(clean, lenient) ? person(clean, null) : null
}

function accept(name: string, lenient: boolean): boolean {
  if (looksLikeName(name)) return true
  // Under a label even "Komorowski" or "xiaoou li" is a name; "Several" and "TBA" are not.
  const bare = withoutTitles(name.trim())
  const words = bare.split(' ')
  return (
    lenient &&
    words.length <= 4 &&
    /^\p{L}[\p{L}\p{M}'’. -]+$/u.test(bare) &&
    /^\p{Lu}/u.test(bare) &&
    !words.some((word) => notInNames.has(fold(word))) &&
    findInstitution(bare) === null &&
    findType(bare) === null &&
    words.length >= 2
  )
}

function person(name: string, affiliation: string | null): Speaker {
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
  // In a list with bullets a line without one goes on with the line above.
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

const nameInText = String.raw`(?:(?:Prof|Professor|Professorin|Dr|PD|Mr|Mrs|Ms|Herr|Frau|M|Mme)\.? ){0,4}\p{Lu}[\p{L}\p{M}'’-]*\.?(?: (?:(?:von|van|de|der|den|del|di|da|la|le|zu)\b|\p{Lu}[\p{L}\p{M}'’-]*\.?)){1,4}`
const affiliationInText = String.raw`(?:,? (?:from|of|at|aus|vom|von der|an der|de l['’]|de la|del|dell['’]) ?([^,.;:()\n]{2,80}?)(?= (?:will|who|is|gives|on|spricht|halt|hält|about|to|that|entitled|titled|mit|unter|uber|über|und|zum|zur|at \d)\b|[,.;:(]|$)| ?\(([^()]{2,80})\))?`

const sentencePatterns = [
  new RegExp(
    String.raw`(?:talks?|lecture|seminar|presentation|webinar|colloquium|keynote|conference) (?:[\p{L}-]+ ){0,4}(?:by|from|of) (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:Vortr[aä]ge?s?|Referat|Gastvortrag|Antrittsvorlesung|Disputation|Seminar|Lesung|Eröffnungsvortrag) (?:[\p{L}-]+ ){0,3}von (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:exposé|conférence|séminaire|présentation|leçon(?: inaugurale)?|soutenance)(?: [\p{L}-]+){0,4} (?:de|par|du) (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:charla|conferencia|seminario|conferenza|lezione)(?: [\p{L}-]+){0,4} (?:de|di|del|della|por|impartida por|a cargo de|a cura di) (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(${nameInText})${affiliationInText},? (?:will (?:give|speak|present|talk|be (?:giving|speaking|presenting)|defend|discuss|deliver)|gives a|speaks|is giving|is going to|presents|spricht|h[aä]lt|referiert|parlera|donnera|présentera|presentera|terrà|parlerà|hablará|impartirá|dará|soutiendra|verteidigt|liest)`,
    'u',
  ),
  // "Mr. Roland Olsson, graduate student, Dept. of …, will speak on"
  new RegExp(
    String.raw`(${nameInText}), ([^!?:]{2,160}?),? (?:will (?:give|speak|present|talk|defend|discuss)|speaks on|spricht|hält)`,
    'u',
  ),
  new RegExp(
    String.raw`(?:speaker|Referent|Referentin|orateur|ponente|relatore|Sprecher|presenter)(?: will be| is| ist| sera| est| será| sarà)?:? (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:presented|given|held|delivered|gehalten|donné|donnée|présenté|présentée|tenuto|tenuta|impartida) (?:by|von|par|da|por) (${nameInText})${affiliationInText}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:es spricht|es sprechen|mit|guest|welcome|host|hosting) (${nameInText})${affiliationInText}`,
    'u',
  ),
]

const several =
  /\b(?:talks|lectures|presentations|speakers|vorträge|exposés|contributions|conférences) (?:[\p{L}-]+ ){0,3}(?:by|from|von|de|par|are|sind|include|including|:) /iu

/** "three talks by A (X), B (Y), and C (Z)": two or more people named at once. */
export function findSpeakerList(text: string): Field<Speaker>[] {
  const flat = text.slice(0, 4000).replace(/\s+/g, ' ')
  const match = several.exec(flat)
  if (match === null) return []
  const from = match.index + match[0].length
  const list = flat
    .slice(from, from + 400)
    .split(/(?<=[)\p{Ll}])\.(?: |$)|,? (?:and after|followed by|, with )/u)[0]!
  const people = parsePeople(list)
  return people.length >= 2 && people.every((speaker) => looksLikeName(speaker.value.name)) ? people : []
}

/** A speaker named in running text: "a talk by …", "… will give", "Vortrag von …". */
export function findSpeakerInSentence(text: string): Field<Speaker>[] {
  const flat = text.slice(0, 1500).replace(/\s+/g, ' ')
  for (const pattern of sentencePatterns) {
    const match = pattern.exec(flat)
    if (match === null) continue
    const name = withoutTitles(match[1]!)
    if (!looksLikeName(name)) continue
    return [{ value: person(name, match[2] ?? match[3] ?? null), certainty: 'stated', source: match[0] }]
  }
  return []
}

const notSpeaking =
  /(?:organi[sz]ed by|hosted by|chair(?:ed)? by|moderated by|chair:?|contact:?|led by|colloquium of|kolloquium von|leitung|coach|with|and|by email|thanks to|memory of|prize|works? of|introduced by|begleitet durch|email|e-mail)\W+(?:(?:Prof|Dr|Professor)\.? )*$/i

/** Any person named in running text who is not told to organise, chair or be asked; the last resort. */
export function findAnyName(text: string, except: string): Field<Speaker>[] {
  const flat = text
    .slice(0, 2000)
    .replace(/["“„«][^"”“»]{3,200}["”“»]/g, ' ; ')
    .replace(/\s+/g, ' ')
  const words = [...flat.matchAll(/[^\s]+/g)]
  const sender = fold(except)
  for (let from = 0; from < words.length; from++) {
    for (let length = 4; length >= 2; length--) {
      const last = words[from + length - 1]
      if (last === undefined) continue
      const start = words[from]!.index
      const piece = flat.slice(start, last.index + last[0].length).replace(/^[("“„]+|[,.;:)"”“]+$/g, '')
      if (
        /[,;:("]/.test(piece) ||
        !looksLikeName(piece) ||
        notSpeaking.test(flat.slice(Math.max(0, start - 40), start))
      )
        continue
      if (sender !== '' && fold(withoutTitles(piece)) === sender) continue
      const behind = flat.slice(start + piece.length, start + piece.length + 90)
      const affiliation =
        /^ \(([^()]{2,80})\)|^ (?:from|of|at|aus|de la|del?|von der) ((?:the )?[\p{Lu}][^,.;:]{1,60}?)(?= (?:will|who|is|on|with|mit|über)\b|[,.;:]|$)/u.exec(
          behind,
        )
      return [
        {
          value: person(piece, affiliation?.[1] ?? affiliation?.[2] ?? null),
          certainty: 'implied',
          source: piece,
        },
      ]
    }
  }
  return []
}

const firstPerson =
  /\b(?:I (?:will|shall|am going to|'ll) (?:do|speak|give|talk|present|defend|be (?:speaking|giving|talking))|asked me to (?:speak|give|talk)|my (?:PhD |doctoral |thesis )?(?:talk|defen[cs]e|inaugural lecture|lecture)|ich (?:werde|halte|verteidige)|je (?:soutiendrai|donnerai|présenterai))\b/

/** "They asked me to speak on …, which I will do Wednesday": the sender speaks. */
export function findFirstPerson(text: string, from: string): Field<Speaker>[] {
  const match = firstPerson.exec(text)
  const name = from.includes(',') ? from.split(/, */).toReversed().join(' ') : from
  return match !== null && looksLikeName(name)
    ? [{ value: { name: withoutTitles(name), affiliation: null }, certainty: 'implied', source: match[0] }]
    : []
}
