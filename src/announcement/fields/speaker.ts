import type { Field, Speaker } from '../announcement.ts'
import { looksLikeName, parsePeople, person, withoutTitles } from '../mentions/person.ts'

const nameInText = String.raw`(?:(?:Prof|Professor|Professorin|Dr|PD|Mr|Mrs|Ms|Herr|Frau|M|Mme)\.? ){0,4}\p{Lu}[\p{L}\p{M}'’-]*\.?(?: (?:(?:von|van|de|der|den|del|di|da|la|le|zu)\b|\p{Lu}[\p{L}\p{M}'’-]*\.?)){1,4}`
const affiliationInText = String.raw`(?:,? (?:from|of|at|aus|vom|von der|an der|de l['’]|de la|del|dell['’]) ?([^,.;:()\n]{2,80}?)(?= (?:will|who|is|gives|on|spricht|halt|hält|about|to|that|entitled|titled|mit|unter|uber|über|und|zum|zur|at \d)\b|[,.;:(]|$)| ?\(([^()]{2,80})\))?`

/** How running text names who speaks; exported for the test that none backtracks for ever. */
export const sentencePatterns: readonly RegExp[] = [
  // Carla Nunez's dissertation defense
  new RegExp(
    String.raw`(${nameInText})['’]s (?:PhD |doctoral |dissertation |thesis |inaugural |public )+(?:defen[cs]e|lecture|talk|viva)`,
    'u',
  ),
  // Paul Erdman on "Sieve methods"
  new RegExp(String.raw`(?:^|[,;:.] )(${nameInText})${affiliationInText} (?:on|über|sur):? [“„«"]`, 'u'),
  // this Thursday's colloquium (15 September, 17:15) with Peter Grünwald (CWI)
  new RegExp(
    String.raw`(?:talk|seminar|colloquium|lecture|Kolloquium|Seminar|Vortrag)(?: \([^()]{1,60}\))? (?:with|mit|avec) (${nameInText})${affiliationInText}`,
    'u',
  ),
  // Vortrag "Künstliche Intelligenz" von Prof. Marco Zaffalon (IDSIA)
  new RegExp(String.raw`[”“"»] (?:von|by|par|de|di) (${nameInText})${affiliationInText}`, 'u'),
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
    String.raw`(${nameInText})${affiliationInText},? (?:will (?:give|speak|present|talk|be (?:giving|speaking|presenting)|defend|discuss|deliver)|gives a|speaks|is giving|is going to|presents|nous parlera|spricht|h[aä]lt|referiert|parlera|donnera|présentera|presentera|terrà|parlerà|hablará|impartirá|dará|soutiendra|verteidigt|liest)`,
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
