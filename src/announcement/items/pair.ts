import type { Field, Speaker } from '../announcement.ts'
import { looksLikeName, parsePeople, parsePerson } from '../mentions/person.ts'
import { cleanTitle, findQuoted } from '../fields/title.ts'
import { headOf } from '../../text.ts'

/** A speaker and a title that stand on one line. */
export interface Pair {
  speakers: Field<Speaker>[]
  title: Field<string>
}

/** True for "Chris Holmes (Oxford)": a line that names a speaker and nothing else. */
export function isPerson(text: string): boolean {
  return looksLikeName(headOf(text, /[,(]/).trim()) && parsePerson(text) !== null
}

function pairOf(name: string, title: string, source: string): Pair | null {
  const people = parsePeople(name)
  const speaker = parsePerson(name)
  const speakers =
    people.length > 1
      ? people
      : speaker === null
        ? []
        : [{ value: speaker, certainty: 'stated' as const, source }]
  const clean = cleanTitle(title)
  if (speakers.length === 0 || clean === null || clean.length < 4) return null
  return {
    speakers,
    title: { value: clean, certainty: 'stated', source },
  }
}

/** "TITLE – NAME", "NAME -- TITLE": two parts around one dash, exactly one of them a person. */
export function parseDashed(text: string): Pair | null {
  const parts = text.split(/ *(?:--|–|—) +| +(?:--|–|—) *| +[-|] +/)
  const balanced = (part: string) => part.split('(').length === part.split(')').length
  if (parts.length < 2 || parts.length > 4 || !parts.every(balanced)) return null
  const [first, last] = [parts[0]!, parts.at(-1)!]
  const behind = text.slice(first.length).replace(/^[ –—-]+/, '')
  const before = text.slice(0, text.length - last.length).replace(/[ –—-]+$/, '')
  if (isPerson(last) && !isPerson(first)) return pairOf(last, before, text)
  if (isPerson(first) && !isPerson(last)) return pairOf(first, behind, text)
  return null
}

/** "NAME (TOWN) TITLE", "NAME, ETH: TITLE", "NAME: TITLE": a line of a programme. */
export function parseProgrammeLine(text: string): Pair | null {
  // "Splines or forests?", Noemi Castelli, University of Trento
  const quoted = findQuoted(text)
  if (quoted !== null && quoted.index === 0) {
    const rest = text.slice(quoted.source.length).replace(/^[\s,–—-]+(?:by |von |par )?/, '')
    return isPerson(rest) ? pairOf(rest, quoted.inner, text) : null
  }
  const bracket = /^([^()]{4,60}?) \(([^()]{2,80})\) ?[:,–|-]? ?(\S.{5,})$/.exec(text)
  if (bracket !== null && looksLikeName(bracket[1]!) && !/^(?:and|und|et|e|y|&) /.test(bracket[3]!))
    return pairOf(`${bracket[1]} (${bracket[2]})`, bracket[3]!, text)
  // "Alle Unterlagen: https://…" is what a link is called.
  const colon = /^([^:]{4,220}?) ?: (?!https?:|www\.)(\S.{5,})$/.exec(text)
  if (colon !== null && isPerson(colon[1]!)) return pairOf(colon[1]!, colon[2]!, text)
  return parseDashed(text)
}

/** True for what follows the day or hour of a programme's row: a person, or a person and a title, after any marks. */
export function namesTalk(behind: string): boolean {
  const rest = behind.replace(/^[\s,;:.)–-]+/, '')
  return isPerson(rest) || parseProgrammeLine(rest) !== null
}
