import { headOf } from '../../text.ts'
import { findInstitution, foldWords, insteadOfIn, placeComesIn } from '../text/vocabulary.ts'
import { looksLikePlace } from './place-like.ts'

/** A label that lost its colon, "Where MF2", and what leads to a place: "in room", "à l’auditoire". */
const label =
  /^(?:W(?:here|HERE|o)|V(?:enue|ENUE)|L(?:ocation|OCATION|uogo|ugar)|O(?:rt|RT|ù)|Dove|D[oó]nde)(?:[?/:]+ ?| )(?=[\p{Lu}\d])/u
const preposition =
  /^(?:(?:(?:à|in|dans) )?l['’]|all['’]|nell['’]|(?:(?:in|at|im|am|an|à|en|au|dans|presso|nel|nella|sur|auf) )?(?:(?:the|der|dem|la|le|il) )?)/i

/** "L’exposé aura lieu à l’auditoire C46" → "auditoire C46": what tells that a place comes is no part of it. */
export function withoutLead(text: string): string {
  const bare = text.replace(label, '')
  const match = placeComesIn(foldWords(bare))
  if (match === null) return withoutPreposition(bare)
  const rest = lastWords(bare, foldWords(bare).slice(match.end)).replace(preposition, '')
  if (rest === '') return firstWords(bare, foldWords(bare).slice(0, match.start))
  return isPlace(headOf(rest, ', ')) ? withoutLead(rest) : bare
}

/** "room M 3393", "aula P6": what follows must be a place by itself. */
function withoutPreposition(text: string): string {
  const rest = text.replace(preposition, '')
  return rest !== text && /^\p{Ll}/u.test(rest) && isPlace(rest) ? rest : text
}

/** "HG D 1.2 (instead of HG E 41)", "HG D 1.2 and NOT in HG G 19.1" → "HG D 1.2" */
export function withoutTail(text: string): string {
  const bare = text.replace(/ \((?:campus |site )?(?:map|plan|lageplan|piantina|mappa)\b[^()]*\)$/i, '')
  const match = insteadOfIn(foldWords(bare))
  if (match === null) return bare
  const head = firstWords(bare, foldWords(bare).slice(0, match.start))
  return isPlace(head) ? head : bare
}

/** As many words of a text as a folded part of it has: folding may change lengths ("ß"). */
function firstWords(text: string, folded: string): string {
  const count = wordCount(folded)
  return text
    .split(' ')
    .slice(0, count)
    .join(' ')
    .replace(/[\s,;:(–-]+$/, '')
}

function lastWords(text: string, folded: string): string {
  const words = text.split(' ')
  return words
    .slice(words.length - wordCount(folded))
    .join(' ')
    .replace(/^[\s,;:–-]+/, '')
}

function wordCount(text: string): number {
  return text.match(/[^\s(]\S*/g)?.length ?? 0
}

function isPlace(text: string): boolean {
  return text !== '' && (looksLikePlace(text) || findInstitution(text) !== null)
}
