import { isOfAnotherTime, readCancelling, saysItTakesPlace } from '../announcement/decisions/cancellation.ts'
import { isOn } from '../announcement/decisions/when.ts'
import { findDates } from '../announcement/mentions/date.ts'
import { findPeople } from '../announcement/mentions/people.ts'
import { resolveDate } from '../announcement/mentions/resolve.ts'
import { lineAt, type Document } from '../announcement/text/document.ts'
import type { Line } from '../announcement/text/line.ts'
import { sentenceAt } from '../announcement/text/sentences.ts'
import { tokenize } from '../announcement/text/tokens.ts'
import { findCancelled, findPostponed, foldWords, wordsOf } from '../announcement/text/vocabulary.ts'
import type { Moment } from './moment.ts'

/** A sentence of the mail, with its offset. */
export interface Sentence {
  text: string
  start: number
}

const maxSentences = 40

/** Every sentence that speaks of calling off or putting off, except in quoted mail. */
export function sentencesOff(document: Document): Sentence[] {
  const found = new Map<number, Sentence>()
  for (const line of document.lines) {
    if (line.region === 'quoted' || found.size >= maxSentences) continue
    if (findCancelled(line.text) === null && findPostponed(line.text) === null) continue
    // A line may hold several sentences: each one is tested.
    for (let at = line.start; at < line.start + line.text.length;) {
      const sentence = phraseAt(document, at)
      if (findCancelled(sentence.text) !== null || findPostponed(sentence.text) !== null)
        found.set(sentence.start, sentence)
      at = Math.max(at, sentence.start + sentence.text.length) + 1
    }
  }
  return [...found.values()]
}

/** A line this long was wrapped; a shorter one is an item of its own. */
const wrappedLetters = 50

/**
 * The sentence around an offset, but no further than its wrapped lines: the items of a list have no full
 * stops, but a day each.
 */
export function phraseAt(document: Document, offset: number): Sentence {
  const { text, start } = sentenceAt(document, offset)
  const { lines } = document
  const at = lineAt(document, offset).index
  const goesOn = (line: Line | undefined, next: Line | undefined) =>
    line !== undefined &&
    next !== undefined &&
    line.text.length > wrappedLetters &&
    next.text !== '' &&
    !(hasDay(document, line) && hasDay(document, next))
  let [from, to] = [at, at]
  while (goesOn(lines[from - 1], lines[from])) from -= 1
  while (goesOn(lines[to], lines[to + 1])) to += 1
  const [first, last] = [lines[from] ?? lines[at], lines[to] ?? lines[at]]
  const begin = Math.max(start, first?.start ?? 0)
  const end = Math.min(start + text.length, (last?.start ?? 0) + (last?.text.length ?? 0))
  return { text: document.text.slice(begin, end), start: begin }
}

function hasDay({ dates }: Document, { start, text }: Line): boolean {
  return dates.some((date) => date.start >= start && date.end <= start + text.length)
}

/** True when a sentence names this event, by its day, a speaker or its title. */
export function isAbout(document: Document, sentence: Sentence, moment: Moment): boolean {
  const words = new Set(wordsOf(sentence.text))
  const surnames = namesOf(document, moment).flatMap((name) => wordsOf(name).at(-1) ?? [])
  const title = wordsOf(moment.event.title?.quote ?? '').filter((word) => word.length > longWord)
  const told = title.filter((word) => words.has(word)).length
  return (
    daysOf(document, sentence, moment).length > 0 ||
    surnames.some((word) => words.has(word)) ||
    (told > 1 && told * 2 >= title.length)
  )
}

/** Those who speak, according to the answer or else to the lines around the title. */
function namesOf({ lines }: Document, { event: { speakers, title } }: Moment): string[] {
  const at = (title?.line ?? 0) - 1
  const around = speakers.length > 0 || at < 0 ? [] : lines.slice(Math.max(0, at - 1), at + 2)
  return [
    ...speakers.map(({ name }) => name.quote),
    ...around.flatMap(({ text }) => findPeople(text).map(({ name }) => name)),
  ]
}

const longWord = 3

/** How a sentence calls something off: surely, perhaps, or not at all. */
export function callsOff({ text }: Sentence): 'off' | 'unsure' | null {
  if (isOfAnotherTime(text) || saysItTakesPlace(text)) return null
  return findPostponed(text) === null ? readCancelling(text) : 'off'
}

/** Where a sentence names the day of an event: offsets in the sentence. */
export function daysOf(document: Document, { text, start }: Sentence, { day }: Moment): number[] {
  const { date, last } = day.resolved
  const inSubject = start < 0
  const mentions = inSubject ? findDates(tokenize(text)) : document.dates
  return mentions.flatMap((mention) => {
    const at = inSubject ? mention.start : mention.start - start
    const told = at < 0 || at >= text.length ? null : resolveDate(mention, document.sent)
    return told !== null && isOn({ date, last }, told.date) ? [at] : []
  })
}

/** "is postponed to Friday, 18 December": the day after the word is the new one. */
export function isNewDay(document: Document, sentence: Sentence, moment: Moment): boolean {
  const days = daysOf(document, sentence, moment)
  return (
    days.length > 0 &&
    days.every((at) => at > 0 && findPostponed(foldWords(sentence.text.slice(0, at))) !== null)
  )
}
