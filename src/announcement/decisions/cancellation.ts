import {
  cancelledIn,
  findBeside,
  findCancelled,
  findCondition,
  findEventWord,
  findMistaken,
  findNegation,
  findNoEvent,
  findNotOff,
  findOtherThing,
  findTakesPlace,
  foldWords,
  months,
  ofPhrases,
  wordsOf,
} from '../text/vocabulary.ts'
import { wordsToMachines } from './to-machines.ts'

/** What a sentence says about cancelling: the event is `off`, may be (`unsure`), or nothing (null). */
export type Cancelling = 'off' | 'unsure' | null

/** A sentence about another talk or another time that was called off: "replaces the cancelled meeting", "cancelled last week". */
const elsewhere =
  /\b(?:next week|last week|nachste woche|letzte woche|semaine prochaine|semaine derniere|following week|next seminar|kein(?:e)? seminar am|follow-?up|was cancelled and|instead of the cancelled|cancelled (?:meeting|talk|seminar) of|had to be cancelled last|replaces|one who cancelled|ausgefallene[nr]?)\b/

export function isOfAnotherTime(sentence: string): boolean {
  return elsewhere.test(plain(sentence))
}

const ofMonth =
  /(?:^|[^\p{L}])(?:of|in|im|vom|du|de|d'|di|del)\s*(\p{L}{4,9})(?!\p{L})|(\p{L}{4,9})[ -](?:meeting|seminar|session|lecture|talk)(?!\p{L})/gu

/**
 * True when what is cancelled is named by a month, and by none of those given (1 … 12): "the June meeting is
 * cancelled"; "is cancelled and will take place in January" says nothing of what it is.
 */
export function isOfOtherMonths(sentence: string, own: readonly number[]): boolean {
  const folded = foldWords(sentence)
  const named = [...folded.slice(0, cancelledIn(folded)?.start).matchAll(ofMonth)].flatMap(
    ([, behind, before]) => months.get(behind ?? before ?? '') ?? [],
  )
  return named.length > 0 && !named.some((month) => own.includes(month))
}

const asks = /\?\s*$|^\W*(?:is|are|was|were|has|have|will|does|did|ist|wird|wurde|fallt|est-ce|es verdad)\b/

/** "findet nicht in HG G 19.1, sondern in HG E 3 statt": elsewhere or at another hour, not off. */
const instead = /\b(?:sondern|but|mais|bensi|sino)\b/

/** "was cancelled in Neuchâtel, not ours" */
const notOurs =
  /^[^.;]*\b(?:not ours|not this one|nicht unser\w*|nicht diese\w*|pas l[ea] notre|non (?:il nostro|la nostra)|no (?:el nuestro|la nuestra))\b/

/**
 * Reads one sentence of the body. Certain only when the event itself is what is called off, without negation, question or condition:
 * "The talk on 11 December is cancelled." Unsure: "Is the talk cancelled?", "is cancelled unless someone objects", "as her flight was cancelled".
 */
export function readCancelling(sentence: string): Cancelling {
  const folded = plain(sentence)
  const clause = clauseOf(folded)
  if (clause === null || findNotOff(sentence) !== null || elsewhere.test(folded)) return null
  if (isNegated(clause) || isInstead(clause) || notOurs.test(clause.behind)) return null
  const open = asks.test(folded) || isConditional(sentence) || findMistaken(sentence) !== null
  if (open || wordsToMachines(sentence) !== null) return 'unsure'
  if (/^\W*$/.test(clause.before)) return isTag(sentence, clause) ? 'off' : thatIsOff(clause)
  return thatIsOff(clause)
}

/** The same for a subject, where nobody writes sentences: "CANCELLED: Research Seminar by Ada Brunner", "Vortrag Brunner abgesagt". */
export function readCancelledSubject(subject: string): Cancelling {
  const folded = plain(subject)
  const clause = clauseOf(folded)
  if (clause === null || findNotOff(subject) !== null) return null
  if (isNegated(clause) || isInstead(clause)) return null
  const doubts = [isConditional, findMistaken, findOtherThing, findTakesPlace, isAbout]
  const unsure = folded.includes('?') || asks.test(folded) || doubts.some((find) => Boolean(find(subject)))
  return unsure ? 'unsure' : 'off'
}

/** "Vortrag Jan Wyss - Nachtessen abgesagt": the part that is off is not the one that names the event. */
function isAbout(subject: string): boolean {
  const parts = subject.split(/\s+[-–—|]\s+|[:;]\s/)
  const at = parts.findIndex((part) => findCancelled(part) !== null)
  const rest = plain(parts[at] ?? '').replace(clauseOf(plain(parts[at] ?? ''))?.phrase ?? '', '')
  const bare = rest.replace(
    /\b(?:is|are|has been|have been|wird|wurde|ist|est|leider|unfortunately|today|heute)\b|[^\p{L}]/gu,
    '',
  )
  const others = parts.some((part, index) => index !== at && findEventWord(part) !== null)
  return bare !== '' && others && findEventWord(rest) === null
}

/**
 * True for a sentence that says the event is on, whatever was heard: "takes place as planned", "is not
 * cancelled", "this is wrong".
 */
export function saysItTakesPlace(sentence: string): boolean {
  const clause = clauseOf(plain(sentence))
  return findTakesPlace(sentence) !== null || (clause !== null && isNegated(clause) && !isInstead(clause))
}

/** "Reading week, no seminar", "** no seminar, bank holiday **", "pas de séminaire (vacances de Pâques)": nothing takes place in this slot. */
export function saysThereIsNone(text: string): boolean {
  const parts = text
    .replace(/\s*\([^()]*\)$/, '')
    .split(/[,;:–—]|\s-\s/)
    .map((part) => part.replace(/^[\s*]+|[\s*]+$/g, ''))
  const isNone = (part: string | undefined) =>
    part !== undefined && part.split(' ').length <= 4 && findNoEvent(part) !== null
  // Behind the heading of its column.
  const first = parts[/^[\p{L}/ ]{2,20}: /u.test(text) ? 1 : 0]
  return isNone(parts.at(-1)) || (text.length <= longestSlot && isNone(first))
}

/** "Speaker: no seminar, bank holiday" */
const longestSlot = 50

/** Folded, with elided articles apart: "l'exposé" → "l expose". */
function plain(sentence: string): string {
  return foldWords(sentence)
    .replace(/\b(l|d|qu|dell|all|nell|un)'(?=\p{L})/gu, '$1 ')
    .replace(/\s+/g, ' ')
    .trim()
}

const predicate =
  /^[\s\d:.h]*(?:uhr )?(?:is|are|was|has|had|have|will|must|ist|wird|wurde|muss|est|sera|a ete|e|sara|es|ha)\b/

interface Clause {
  before: string
  phrase: string
  behind: string
}

/** The cancelling phrase, the words before it from a comma, colon or "that" on, and all after it; or null. */
function clauseOf(folded: string): Clause | null {
  const match = cancelledIn(folded)
  if (match === null) return null
  const parts = folded.slice(0, match.start).split(/[,;:()]|\b(?:that|dass|che|que)\b/)
  // "L'exposé de Marie Curie, prévu le 23 octobre, est annulé": a clause that begins with its verb has its
  // subject further back.
  const last = parts.at(-1) ?? ''
  const before = predicate.test(withoutDay(last)) ? parts.join(',') : last
  return { before, phrase: match.phrase, behind: folded.slice(match.end) }
}

/** ", 13 january 2026 has to be": a comma within a date ends no clause. */
function withoutDay(clause: string): string {
  return clause.replace(/^\s*\d{1,2}\.? (\p{L}+)(?: \d{4})?/u, (day, month: string) =>
    months.has(month) ? ' ' : day,
  )
}

function isConditional(sentence: string): boolean {
  // "Interop May 2020 is cancelled": the month.
  return findCondition(sentence.replace(/\bMay\b/g, ' ')) !== null
}

/** "is not cancelled", and "fällt nicht aus", whose phrase encloses its negation. */
function isNegated({ before, phrase }: Clause): boolean {
  const [first = '', ...inner] = phrase.split(' ')
  return (
    findNegation(before) !== null || (findNegation(first) === null && findNegation(inner.join(' ')) !== null)
  )
}

function isInstead({ phrase, behind }: Clause): boolean {
  return instead.test(phrase) || (findNegation(phrase) !== null && instead.test(behind))
}

/** "CANCELLED", "Abgesagt: Vortrag …", "CANCELLED (Anthony Ashton)": a mark, not a sentence or title. */
function isTag(sentence: string, { behind }: Clause): boolean {
  const word = /^\W*(\p{L}+)/u.exec(sentence)?.[1] ?? ''
  return (
    /^\W*$/.test(behind) || /^\s*[:;(|–—-]/.test(behind) || (word.length > 5 && word === word.toUpperCase())
  )
}

/** "as her flight was cancelled", "le cours de Mme Martin étant annulé": the reason for something else. */
const cause = /^\s*(?:as|since|because|weil|da|puisque|comme)\b|\betant\s*$/

/** "we had announced the cancellation", "wir hatten abgesagt": said before, and perhaps no longer so. */
const reported = /\b(?:had (?!to\b)|hatten?|avions|avait|avaient|avevamo|aveva|habiamos|habia)\b/

/** `off` when the event is what the clause speaks of: its word comes before any other that may be off. */
function thatIsOff({ before, phrase, behind }: Clause): Cancelling {
  if (cause.test(before) || before.search(reported) !== -1) return 'unsure'
  const object = behind
    .split(/[,;:.()]/)[0]!
    .split(' ')
    .slice(0, 8)
    .join(' ')
  for (const part of [before, phrase, object]) {
    if (findOtherThing(part) !== null) return 'unsure'
    const event = findEventWord(part)
    if (event === null || (part === before && isOf(part, event))) continue
    const beside = findBeside(part)
    return beside === null || indexOf(part, event) < indexOf(part, beside) ? 'off' : 'unsure'
  }
  return 'unsure'
}

/** "the streaming of the lecture is off": the event's own word is not the subject. */
function isOf(before: string, event: string): boolean {
  const words = wordsOf(before.slice(0, Math.max(0, indexOf(before, event))))
  // An adjective may stand between: "the dinner after today's talk".
  return [0, 1].some((skipped) =>
    [1, 2, 3].some(
      (length) =>
        words.length > length + skipped &&
        ofPhrases.has(words.slice(words.length - length - skipped, words.length - skipped).join(' ')),
    ),
  )
}

function indexOf(text: string, phrase: string): number {
  return text.search(new RegExp(`(?<!\\p{L})${phrase.split(' ').join('[^\\p{L}]+')}(?!\\p{L})`, 'u'))
}
