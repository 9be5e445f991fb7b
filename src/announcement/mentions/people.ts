import type { Speaker } from '../announcement.ts'
import { givenNames } from '../languages/given-names.ts'
import { findInstitution, findPlaceWord, foldWords, isHonorific } from '../text/vocabulary.ts'
import { looksLikeName, person } from './person.ts'

/** A person named in a line of text, and where the text says that the person works. */
export interface PersonMention extends Speaker {
  /** Offsets in the line's text. */
  start: number
  end: number
  /** "Prof.", "Frau", "Dr" before the name. */
  titled: boolean
}

const word = /[\p{L}\p{M}'’.-]+/gu
const maxWords = 6

/** Everybody named in a line, in order: two to six words of a name with nothing but spaces between them. */
export function findPeople(text: string): PersonMention[] {
  const words = [...text.matchAll(word)].map((match) => ({
    text: match[0].replace(/^['’.-]+/, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found: PersonMention[] = []
  for (let at = 0; at < words.length; at++) {
    const longest = runFrom(text, words, at)
    if (beginsLater(words.slice(at, at + longest))) continue
    for (let length = longest; length >= 2; length--) {
      const [first, last] = [words[at]!, words[at + length - 1]!]
      const name = trimmed(text.slice(first.start, last.end))
      if (isHonorific(first.text) || !looksLikeName(name)) continue
      const end = first.start + name.length
      const titled = at > 0 && isHonorific(words[at - 1]!.text)
      found.push({
        ...person(name, workBehind(text.slice(end))),
        start: first.start,
        end,
        titled,
      })
      at += length - 1
      break
    }
  }
  return found
}

/** "Kurze Inputs Anneke van der Ploeg": the name begins at the given name, unless after an initial. */
function beginsLater(words: readonly { text: string }[]): boolean {
  const given = words.findIndex(({ text }) =>
    foldWords(text)
      .split('-')
      .every((part) => givenNames.has(part)),
  )
  return (
    given > 0 && words.length > 2 && words.slice(0, given).every(({ text }) => !/^\p{Lu}\.?$/u.test(text))
  )
}

/** The full stop at a sentence's end is cut off a name; that of an initial stays. */
function trimmed(name: string): string {
  return name.replace(/(?<=\p{L}{2})[.’'-]+$/u, '').replace(/['’]s$/, '')
}

/** How many words from `at` on stand one space apart, up to a full stop after a whole word. */
function runFrom(
  text: string,
  words: readonly { text: string; start: number; end: number }[],
  at: number,
): number {
  let length = 1
  while (length < maxWords) {
    const [above, next] = [words[at + length - 1]!, words[at + length]]
    if (next === undefined || !/^ $/.test(text.slice(above.end, next.start))) break
    if (/\p{L}{3,}\.$/u.test(text.slice(above.start, above.end)) && !isHonorific(above.text)) break
    length += 1
  }
  return length
}

/** "(ETH Zurich)", ", University of Bern", " from Basel": where the person works, right after the name. */
function workBehind(rest: string): string | null {
  const bracket = /^,? ?\(([^()]{2,120}(?:\([^()]*\)[^()]*)?)\)/.exec(rest)
  if (bracket !== null) return bracket[1]!
  const led =
    /^ (?:from|of|at|aus|von der|von|vom|an der|der|de l['’]|de la|del|dell['’]|della|di|de|du) ((?:the )?\p{Lu}[^,.;:()"“„«]{1,70}?)(?= (?:will|who|is|gives|on|about|to|that|spricht|h[aä]lt|mit|über|zum|und|and|et|parlera|terrà|sur)\b|[,.;:("“„«]|$)/u.exec(
      rest,
    )
  if (led !== null && (findInstitution(led[1]!) !== null || /^\p{Lu}\p{L}+$/u.test(led[1]!))) return led[1]!
  const behind =
    /^ ?(?:,|–|-|\|) ?([^;:"“„«|]{2,140})$/.exec(rest) ??
    /^ ?(?:,|–|-|\|) ([^,;:."“„«|]{2,100})[,;:.]/.exec(rest)
  const work = behind?.[1] ?? null
  if (work !== null && /^(?:\p{Lu}\.[ -]?)+\p{Lu}\p{L}/u.test(work)) return null
  return work !== null &&
    /^(?:the )?\p{Lu}/u.test(work) &&
    (findInstitution(work) !== null || findPlaceWord(foldWords(work)) === null)
    ? work
    : null
}
