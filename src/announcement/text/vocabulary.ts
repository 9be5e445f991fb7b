import { foldCase } from '../../text.ts'
import { de } from '../languages/de.ts'
import { en } from '../languages/en.ts'
import { es } from '../languages/es.ts'
import { fr } from '../languages/fr.ts'
import { it } from '../languages/it.ts'
import { phraseIndex, type PhraseFinder } from './phrases.ts'
import { remembered } from './remembered.ts'
import type { LabelName, Purpose, Words } from '../languages/words.ts'

/** All languages at once: a mail mixes them, and hardly any word means two things here. */
const languages: readonly Words[] = [en, de, fr, it, es]

/** Lower case, no accents, straight apostrophes: how every word table is written. */
export const foldWords = remembered(
  (text) =>
    foldCase(text)
      .replace(/ß/g, 'ss')
      .replace(/[’‘`´]/g, "'"),
  2000,
)

/** The words of a folded text, apostrophes and hyphens inside kept. */
export const wordsOf = remembered(
  (text): readonly string[] => foldWords(text).match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [],
)

function indexRows(rowsOf: (words: Words) => string[][]): ReadonlyMap<string, number> {
  return new Map(
    languages.flatMap((words) =>
      rowsOf(words).flatMap((row, index) => row.map((word) => [word, index + 1] as const)),
    ),
  )
}

/** Folded word → 1 (January) … 12. */
export const months = indexRows((words) => words.months)
/** The same for forms that count only between a day and a year. */
export const shortMonths: ReadonlyMap<string, number> = new Map(
  languages.flatMap((words) => Object.entries(words.shortMonths)),
)
/** What heads the row of an event's first day, and that of its last. */
export const beginRows: ReadonlySet<string> = new Set(languages.flatMap((words) => words.beginRows))
export const endRows: ReadonlySet<string> = new Set(languages.flatMap((words) => words.endRows))
/** Folded word → 1 (Monday) … 7. */
export const weekdays = indexRows((words) => words.weekdays)
/** The same for short forms that need a date beside them. */
export const shortWeekdays = indexRows((words) => words.shortWeekdays)
export const relativeDays: ReadonlyMap<string, number> = new Map(
  languages.flatMap((words) => Object.entries(words.relative)),
)
export const thisWords: ReadonlySet<string> = new Set(languages.flatMap((words) => words.thisWords))
/** After a weekday: the coming one, and a week later. */
export const nextPhrases: ReadonlySet<string> = new Set(languages.flatMap((words) => words.nextBehind))
export const laterPhrases: ReadonlySet<string> = new Set(languages.flatMap((words) => words.laterBehind))
export const nextWords: ReadonlySet<string> = new Set(languages.flatMap((words) => words.nextWords))
/** Folded heading → the field that it heads; the first language wins. */
export const labelNames: ReadonlyMap<string, LabelName> = new Map(
  languages
    .toReversed()
    .flatMap((words) =>
      Object.entries(words.labels).flatMap(([name, list]) =>
        list.map((word) => [word, name as LabelName] as const),
      ),
    ),
)

/** Subjects of automatic replies, as words. */
export const automaticReplies: ReadonlySet<string> = new Set(
  languages.flatMap((words) => words.automaticReply.map((phrase) => wordsOf(phrase).join(' '))),
)

/** "du soir" → pm; words as tokens, a space between. */
export const dayparts: ReadonlyMap<string, 'am' | 'pm'> = new Map(
  languages.flatMap(({ dayparts: { am, pm } }) => [
    ...am.map((phrase) => [phrase, 'am'] as const),
    ...pm.map((phrase) => [phrase, 'pm'] as const),
  ]),
)

const index = phraseIndex(wordsOf)

function finder(phrasesOf: (words: Words) => readonly string[]): PhraseFinder {
  return index.finder(languages.flatMap(phrasesOf))
}

function sorter<Name>(
  names: readonly Name[],
  phrasesOf: (words: Words, name: Name) => readonly string[],
): (text: string) => readonly Name[] {
  return index.sorter(
    names.map((name) => [name, languages.flatMap((words) => phrasesOf(words, name))] as const),
  )
}

function phrasesIn(phrasesOf: (words: Words) => readonly string[]): string[] {
  return languages.flatMap((words) => phrasesOf(words).map((phrase) => wordsOf(phrase).join(' ')))
}

/** Where a folded text has one of several phrases. */
interface PhraseMatch {
  start: number
  end: number
  phrase: string
}

/** Searches for phrases that may enclose other words, "fällt … aus"; where two begin at once the longer one is found. */
function searchOf(phrasesOf: (words: Words) => readonly string[]): (folded: string) => PhraseMatch | null {
  const phrases = languages.flatMap(phrasesOf).toSorted((a, b) => b.length - a.length)
  const searches = phrases.map((phrase) => ({ phrase, word: longestWord(phrase) }))
  const mayHave = new RegExp([...new Set(searches.map(({ word }) => word))].join('|'))
  return remembered((folded) => {
    if (!mayHave.test(folded)) return null
    let first: RegExpExecArray | null = null
    for (const { phrase, word } of searches) {
      const match = folded.includes(word) ? patternOf(phrase).exec(folded) : null
      if (match !== null && (first === null || match.index < first.index)) first = match
    }
    return first === null
      ? null
      : { start: first.index, end: first.index + first[0].length, phrase: first[0] }
  })
}

const calledOffIn = searchOf((words) => words.cancelled)
const noEventIn = searchOf((words) => words.noEvent)

/** Where a folded text speaks of cancelling; null when it does not. */
export function cancelledIn(folded: string): PhraseMatch | null {
  return calledOffIn(folded) ?? noEventIn(folded)
}

/** Where it says that what was cancelled takes place. */
export const reinstatedIn = searchOf((words) => words.reinstated)

/** Where a folded text says that a place comes, and where that another one comes, which it is not. */
export const placeComesIn = searchOf((words) => words.placeComes)
export const insteadOfIn = searchOf((words) => words.insteadOf)

export function findCancelled(text: string): string | null {
  return cancelledIn(foldWords(text))?.phrase ?? null
}

/**
 * The pattern of a phrase as the tables write it: `…` is up to eighteen words, `*` any ending, a final `.` the clause's end.
 * Made when a text has the phrase's longest word: all of them at once take 50 ms.
 */
const patternOf = remembered((phrase): RegExp => {
  const words = phrase
    .replace(/\.$/, '')
    .split(' … ')
    .map((part) =>
      part
        .split(' ')
        .map((word) => word.replace('*', '\\p{L}*'))
        .join('[^\\p{L}\\p{N}.!?;:]+'),
    )
    .join('(?:[^\\p{L}\\p{N}!?;]+[\\p{L}\\p{N}]+){0,18}?[^\\p{L}\\p{N}!?;]+')
  const end = phrase.endsWith('.') ? '(?=\\s*(?:[.,;!)]|$))' : ''
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}${end}(?!\\p{L})`, 'u')
})

function longestWord(phrase: string): string {
  return phrase.split(/[ .*…]+/).reduce((best, word) => (word.length > best.length ? word : best), '')
}

export const findNegation = finder((words) => words.negations)
export const findCondition = finder((words) => words.conditions)
export const findMistaken = finder((words) => words.mistaken)
export const findTakesPlace = finder((words) => words.takesPlace)
export const findEventWord = finder((words) => words.events)
export const findOtherThing = finder((words) => words.otherThings)
export const findBeside = finder((words) => words.beside)
/** "of the", "nach dem": what stands right before them is the subject, not what follows. */
export const ofPhrases: ReadonlySet<string> = new Set(phrasesIn((words) => words.of))
export const findNotOff = finder((words) => words.notOff)

const allSpoken = languages.map((words) => words.spoken)
/** How each language tells hours in words. */
export const spokenHours = allSpoken.map((spoken) => ({
  hours: new Map(Object.entries(spoken.hours)),
  before: new Map(Object.entries(spoken.before)),
  after: new Map(Object.entries(spoken.after)),
  led: new Set(spoken.led),
  followed: new Set(spoken.followed),
}))
const findBefore = finder((words) => Object.keys(words.spoken.before))
const findAfter = finder((words) => [
  ...words.spoken.parts,
  ...Object.keys(words.spoken.after).filter((phrase) => phrase.includes(' ')),
])
const namedHours = allSpoken.map(({ hours, led, followed }) => {
  const names = Object.keys(hours).join('|')
  const leading =
    led.length === 0 ? [] : [`(?:${led.join('|')}) (?:${names})(?![\\p{L}-])(?! \\p{L}{3,}s\\b)`]
  return new RegExp(
    `(?<!\\p{L})(?:${[...leading, `(?:${names}) (?:${followed.join('|')})(?!\\p{L})`].join('|')})`,
    'u',
  )
})

/** Words of an hour that no clock was read from, such as "viertel vier"; null when there are none. */
export function findSpokenHour(text: string): string | null {
  const folded = foldWords(text).replace(/\s+/g, ' ')
  const named = namedHours.map((pattern) => pattern.exec(folded)?.[0]).find((found) => found !== undefined)
  return findBefore(text) ?? findAfter(text) ?? named ?? null
}

const purposes = [
  'former',
  'limit',
  'registration',
  'doors',
  'refreshment',
  'office',
  'record',
  'pause',
  'begin',
] as const satisfies readonly Purpose[]

/** What the words of a clause say that an hour or a day is for, each once. */
export const purposesIn = sorter<Purpose>(purposes, (words, purpose) => words.purposes[purpose])

export const findChanged = finder((words) => words.changed)
export const findAltered = finder((words) => words.altered)
export const findNoEvent = finder((words) => words.noEvent)
export const findPostponed = finder((words) => words.postponed)
export const findNoNewDay = finder((words) => words.noNewDay)
export const findNewDay = finder((words) => words.newDay)
export const findOnlyOnline = finder((words) => words.onlyOnline)
export const findReminder = finder((words) => words.reminder)
export const findTentative = finder((words) => words.tentative)
export const findDeadline = finder((words) => words.deadline)
export const findNotAnEvent = finder((words) => words.notAnEvent)
export const findHappening = finder((words) => words.happening)
export const findOfAll = finder((words) => words.ofAll)
export const findPlaceWord = finder((words) => words.places)
export const findOpenPlace = finder((words) => words.openPlace)
export const findInstitution = finder((words) => words.institutions)

const typeOrder = ['defence', 'course', 'conference', 'workshop', 'lecture', 'meeting', 'talk'] as const
const typesIn = sorter(typeOrder, (words, type) => words.types[type] ?? [])

/** The kind of event that a text names, the most telling word first; null when it names none. */
export function findType(text: string): (typeof typeOrder)[number] | null {
  return typesIn(text)[0] ?? null
}

const honorifics: ReadonlySet<string> = new Set(languages.flatMap((words) => words.honorifics))

/** "Prof.", "Madame", "Dr": part of how a person is addressed, not of the name. */
export function isHonorific(word: string): boolean {
  return honorifics.has(foldWords(word).replace(/\.$/, ''))
}

export const findAutomaticText = finder((words) => words.automaticText)
export const findBy = finder((words) => words.by)
export const findSpeaks = finder((words) => words.speaks)
export const findBesideSpeaker = finder((words) => words.besideSpeaker)
export const findHourShift = finder((words) => words.hourShifts)
export const findTwoTalks = finder((words) => words.twoTalks)
export const findAfterwards = finder((words) => words.afterwards)
export const findMoreDays = finder((words) => words.moreDays)
export const findGoesOn = finder((words) => words.goesOn)
export const findPoll = finder((words) => words.polls)
export const findThanUsual = finder((words) => words.thanUsual)
export const findToMachines = finder((words) => words.toMachines)
