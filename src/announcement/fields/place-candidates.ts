import type { Field } from '../announcement.ts'
import { headOf } from '../../text.ts'
import { bucketOf, featuresOf } from '../decisions/weigh.ts'
import { stripWhen } from '../items/blocks.ts'
import { isPerson } from '../items/pair.ts'
import { isCountry } from '../mentions/country.ts'
import { cleanPlace, findPlaceInSentence, findPlaceRightBehind, placeBehind } from '../mentions/place.ts'
import { looksLikePlace, roomsIn } from '../mentions/place-like.ts'
import { remembered } from '../text/remembered.ts'
import { sentenceAt } from '../text/sentences.ts'
import {
  findInstitution,
  findOpenPlace,
  findEventWord,
  findPlaceWord,
  findType,
  months,
  weekdays,
  wordsOf,
} from '../text/vocabulary.ts'
import type { Candidate, Take } from './candidate.ts'
import { isDenied } from './denied-place.ts'
import { placeOf } from './labelled.ts'
import { shorterPlaces } from './place-cuts.ts'
import { takeBelowLabels, takePieces, takeSentences } from './place-pieces.ts'
import { takeNeighbours, takeShared } from './place-shared.ts'
import { lineFeatures, type Scope } from './scope.ts'
import type { SubjectFacts } from './subject.ts'

type Place = Field<string>

/** Every text of a mail that may be the talk's place; what the fixed rules read is one of them. */
export function placeCandidates(
  scope: Scope,
  subject: SubjectFacts,
  ruled: Place | null,
): Candidate<Place>[] {
  const found: Candidate<Place>[] = []
  const labelled = scope.values.has('where')
  const open = scope.values.get('where')?.some((value) => findOpenPlace(value) !== null) ?? false
  const take: Take = (origin, text, line, more = {}) => {
    if (text == null) return
    const value = cleanPlace(text)
    if (value === null || value.length < 2 || isDay(value) || namesPerson(value)) return
    if (quoted.test(value) || isDenied(scope.document, value)) return
    const features = [
      `origin:${origin}`,
      `${origin}, ${labelled ? 'a label elsewhere' : 'no label'}`,
      ...(line === null ? [] : lineFeatures(scope, line, origin !== 'piece')),
      ...featuresOf({ ...more, bias: true, 'open label': open }),
    ]
    const add = (one: string, cut: string[]) => {
      const isRuled = one === ruled?.value
      found.push({
        value: isRuled ? ruled : { value: one, certainty: 'stated', source: text },
        features: [
          ...features,
          ...valueFeatures(one),
          ...cut,
          ...featuresOf({ 'as a rule reads it': isRuled }),
        ],
      })
    }
    const shorter = shorterPlaces(value)
    add(value, shorter.length > 0 ? ['may be cut'] : [])
    for (const { value: one, cut } of shorter) add(one, [`cut:${cut}`])
  }
  if (ruled !== null) take('rule', ruled.value, null)
  const { when } = scope.section
  const { document } = scope
  take('label, nearest', placeOf(scope.values, document, when)?.value, null)
  for (const value of scope.values.get('where') ?? []) {
    take('label', value, null)
    if (value.includes('\n')) take('label, first line', value.split('\n')[0], null)
  }
  takeBelowLabels(scope, take)
  takeBesideDay(scope, take)
  takeBesideHour(scope, take)
  take('usual', when.usual?.location?.value, null)
  if (scope.alone) take('subject', subject.location?.value, null)
  take('told', findPlaceInSentence(scope.told)?.value, when.line)
  takeSentences(scope, take)
  takePieces(scope, take)
  takeShared(scope, take)
  takeNeighbours(scope, take)
  return found
}

/** What follows the day and its hour in their sentence, and the rest of their line. */
function takeBesideDay({ document, section: { when } }: Scope, take: Take): void {
  if (when.line.index < 0) return
  const { text, start } = sentenceAt(document, when.mention.start)
  const end = Math.max(
    when.mention.end,
    when.time !== null && when.time.end < start + text.length ? when.time.end : 0,
  )
  // What stands behind the next day is that day's.
  const next = document.dates.find((date) => date.start > end)?.start ?? document.text.length
  take(
    'right behind',
    findPlaceRightBehind(document.text.slice(end, Math.min(next, start + text.length)))?.value,
    when.line,
  )
  const parts = stripWhen(document, when.line).split('\u0000')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  take('date line, behind', placeBehind(last)?.value, when.line)
  take('date line, before', placeBehind(first)?.value, when.line)
  for (const piece of last.split(/[,;] |\. | [-–|] /))
    if (looksLikePlace(piece)) take('date line, piece', piece, when.line)
}

/** The rest of the hour's line, where that is another one than the day's. */
function takeBesideHour({ document, section: { when } }: Scope, take: Take): void {
  const { time } = when
  if (time === null) return
  const line = document.lines.find(
    (one) => time.start >= one.start && time.start < one.start + one.text.length,
  )
  if (line === undefined || line === when.line) return
  const behind = document.text.slice(time.end, line.start + line.text.length)
  take('time line, behind', placeBehind(behind)?.value, line)
  take('time line, before', placeBehind(document.text.slice(line.start, time.start))?.value, line)
}

/** What stands in quotes is what the talk is about. */
const quoted = /^["“„«][^"“”„«»]+["”“»]$/

const hourWord = /^(?:\d+h\d*|h|heures?|uhr|ore|horas?|am|pm|hrs)$/

/** "Dec 8, 16", "16 heures 15": a day or an hour is no place. */
function isDay(value: string): boolean {
  const words = wordsOf(value).filter((word) => !/^\d+$/.test(word))
  return (
    words.length > 0 && words.every((word) => months.has(word) || weekdays.has(word) || hourWord.test(word))
  )
}

/** "Françoise Boch, université Grenoble Alpes": who, and where that person works. */
function namesPerson(value: string): boolean {
  const first = headOf(value, /, | \(/)
  return first !== value && isPerson(first) && !looksLikePlace(first)
}

const valueFeatures = remembered((value): readonly string[] => {
  const words = wordsOf(value)
  const rooms = roomsIn(value)
  return [
    bucketOf('words', words.length, [1, 2, 3, 5, 8, 12]),
    ...featuresOf({
      'a place word': findPlaceWord(value) !== null,
      'an institution': findInstitution(value) !== null,
      'ends in a country': isCountry(
        value
          .split(/, | \(|\)/)
          .filter(Boolean)
          .at(-1) ?? '',
      ),
      'looks like a place': looksLikePlace(value),
      'has digits': /\d/.test(value),
      'a telephone': /(?:\d{2,4}[ /-]){3}\d{2}/.test(value),
      'a comma': value.includes(','),
      'begins small': /^\p{Ll}/u.test(value),
      'a full stop inside': /\p{Ll}\. \p{Lu}/u.test(value),
      'a sentence':
        /\b(?:is|are|will|we|you|us|join|runs?|depends?|remain|wird|ist|sind|wir|est|sera|reste|nous|vous|per|via)\b/i.test(
          value,
        ),
      'a person': isPerson(value),
      'brackets open': value.split('(').length !== value.split(')').length,
      'a talk word': findType(value) !== null || findEventWord(value) !== null,
      'an hour inside': /\d[:h]\d{2}|\d ?(?:am|pm|uhr)\b/i.test(value),
      'a day inside': words.some((word) => months.has(word) || weekdays.has(word)),
      'an and inside': /\s(?:and|und|et|e|y|or|oder|ou|o)\s/.test(value),
      'a colon inside': /: /.test(value),
      'a quote inside': /["“”„«»]/.test(value),
      'a person inside': value.includes(',') && value.split(/, | [-–—] /).some((piece) => isPerson(piece)),
      'only a country': isCountry(value),
      'only a place word': words.length === 1 && findPlaceWord(value) !== null,
      'ends in a room': rooms.length > 0 && value.endsWith(rooms.at(-1)!),
      'begins with a bracket': value.startsWith('('),
      'ends small': /(?:^|\s)\p{Ll}{2,4}$/u.test(value),
    }),
    bucketOf('rooms', rooms.length, [0, 1, 2]),
    bucketOf('small words', value.match(/(?:^|\s)\p{Ll}{3,}/gu)?.length ?? 0, [0, 1, 2, 4]),
  ]
})
