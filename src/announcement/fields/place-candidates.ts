import type { Field } from '../announcement.ts'
import { bucketOf, featuresOf } from '../decisions/weigh.ts'
import { stripWhen } from '../items/blocks.ts'
import { isPerson } from '../items/pair.ts'
import { cleanPlace, findPlaceInSentence, findPlaceRightBehind, placeBehind } from '../mentions/place.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import { segmentsOf } from '../text/segments.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import {
  findInstitution,
  findOpenPlace,
  findPlaceWord,
  months,
  weekdays,
  wordsOf,
} from '../text/vocabulary.ts'
import type { Candidate } from './candidate.ts'
import { placeOf } from './labelled.ts'
import { lineFeatures, type Scope } from './scope.ts'
import type { SubjectFacts } from './subject.ts'

type Place = Field<string>
const maxRun = 4
const maxBelow = 2
const farLines = 12
const maxLines = 60

/** Every text of a mail that may be the talk's place. */
export function placeCandidates(scope: Scope, subject: SubjectFacts): Candidate<Place>[] {
  const found: Candidate<Place>[] = []
  const labelled = scope.values.has('where')
  const open = scope.values.get('where')?.some((value) => findOpenPlace(value) !== null) ?? false
  const take = (
    origin: string,
    text: string | null | undefined,
    line: Line | null,
    more: Record<string, boolean> = {},
  ) => {
    const value = text == null ? null : cleanPlace(text)
    if (value === null || value.length < 2 || isDay(value)) return
    found.push({
      value: { value, certainty: 'stated', source: text! },
      features: [
        `origin:${origin}`,
        `${origin}, ${labelled ? 'a label elsewhere' : 'no label'}`,
        ...valueFeatures(value),
        ...(line === null ? [] : lineFeatures(scope, line, origin !== 'piece')),
        ...featuresOf({
          ...more,
          bias: true,
          'open label': open,
        }),
      ],
    })
  }
  const { when } = scope.section
  const { document } = scope
  take('label, nearest', placeOf(scope.values, document, when)?.value, null)
  for (const value of scope.values.get('where') ?? []) {
    take('label', value, null)
    if (value.includes('\n')) take('label, first line', value.split('\n')[0], null)
  }
  takeBelowLabels(scope, take)
  if (when.line.index >= 0) {
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
    take('date line, behind', placeBehind(parts.at(-1)!)?.value, when.line)
    take('date line, before', placeBehind(parts[0]!)?.value, when.line)
    for (const piece of parts.at(-1)!.split(/[,;] |\. | [-–|] /))
      if (looksLikePlace(piece)) take('date line, piece', piece, when.line)
  }
  if (when.time !== null) {
    const { time } = when
    const line = document.lines.find(
      (one) => time.start >= one.start && time.start < one.start + one.text.length,
    )
    if (line !== undefined && line !== when.line) {
      take(
        'time line, behind',
        placeBehind(document.text.slice(time.end, line.start + line.text.length))?.value,
        line,
      )
      take('time line, before', placeBehind(document.text.slice(line.start, time.start))?.value, line)
    }
  }
  take('usual', when.usual?.location?.value, null)
  if (scope.alone) take('subject', subject.location?.value, null)
  take('told', findPlaceInSentence(scope.told)?.value, when.line)
  takeSentences(scope, take)
  takePieces(scope, take)
  return found
}

const hourWord = /^(?:\d+h\d*|h|heures?|uhr|ore|horas?|am|pm|hrs)$/

/** "Dec 8, 16", "16 heures 15": a day or an hour is no place. */
function isDay(value: string): boolean {
  const words = wordsOf(value).filter((word) => !/^\d+$/.test(word))
  return (
    words.length > 0 && words.every((word) => months.has(word) || weekdays.has(word) || hourWord.test(word))
  )
}

type Take = (
  origin: string,
  text: string | null | undefined,
  line: Line | null,
  more?: Record<string, boolean>,
) => void

/** "Place: ETH Zurich" with the room on the next line. */
function takeBelowLabels(scope: Scope, take: Take): void {
  for (const line of scope.lines) {
    if (line.label === null || !line.label.names.includes('where')) continue
    const below = scope.document.lines[line.index + 1]
    if (below === undefined || below.text === '' || below.label !== null) continue
    const text = [line.label.value, below.text].filter(Boolean).join(', ')
    take('label and the line below', text, below)
    const third = scope.document.lines[line.index + 2]
    if (third !== undefined && third.text !== '' && third.label === null)
      take('label and two lines below', `${text}, ${third.text}`, below)
  }
}

/** Sentences of the body that tell where something is. */
function takeSentences(scope: Scope, take: Take): void {
  const paragraphs = scope.lines
    .filter(({ region, label }) => region === 'body' && label === null)
    .map((line) => line.text)
    .join('\n')
    .split(/\n{2,}/)
    .slice(0, 15)
  for (const paragraph of paragraphs)
    for (const sentence of paragraph
      .replace(/\n/g, ' ')
      .split(/(?<=[.!?]) /)
      .slice(0, 12))
      if (sentence.length > 20 && sentence.length < 500)
        take('sentence', findPlaceInSentence(sentence)?.value, null, {
          'sentence of the date': scope.told.includes(sentence.slice(0, 30)),
        })
}

/** Runs of pieces of a line, and of the lines below it, with a piece that reads like a place. */
function takePieces(scope: Scope, take: Take): void {
  const { document, section } = scope
  const own = section.when.line.index
  const lines = scope.lines.filter(
    ({ region, text, index }) =>
      text !== '' && region !== 'quoted' && (scope.alone || Math.abs(index - own) <= farLines),
  )
  for (const line of lines.slice(0, maxLines)) {
    const bare = stripWhen(document, line)
    const pieces = segmentsOf(bare)
    for (const [at, first] of pieces.entries())
      for (let length = 1; length <= maxRun; length++) {
        const last = pieces[at + length - 1]
        if (last === undefined) break
        const text = bare.slice(first.start, last.end)
        if (text.includes('\u0000') || text.length > 120) break
        const run = pieces.slice(at, at + length)
        if (!run.some((piece) => isPlaceLike(piece.text))) continue
        const more = {
          [`pieces:${length}`]: true,
          [`before ${first.before}`]: true,
          [`behind ${last.behind}`]: true,
          'every piece a place': run.every((piece) => isPlaceLike(piece.text)),
          'a place before': at > 0 && isPlaceLike(pieces[at - 1]!.text) && pieces[at - 1]!.behind !== 'when',
          'a place behind':
            pieces[at + length] !== undefined &&
            isPlaceLike(pieces[at + length]!.text) &&
            last.behind !== 'when',
          'a person in it': run.some((piece) => isPerson(piece.text)),
          'first a room': room.test(first.text),
          'last a room': room.test(last.text),
          'timed line': bare.includes('\u0000'),
        }
        take('piece', text, line, more)
        if (last === pieces.at(-1)) takeBelow(scope, line, text, take)
      }
  }
}

/** "ETH Zurich" / "HG G 19.1": a place that goes on in the next line or two. */
function takeBelow({ document }: Scope, line: Line, text: string, take: Take): void {
  let whole = text.replace(/[,;]$/, '')
  for (const below of document.lines.slice(line.index + 1, line.index + maxBelow + 1)) {
    const bare = stripWhen(document, below)
    if (below.text === '' || below.label !== null || bare.includes('\u0000') || below.text.length > 90) return
    whole += `, ${below.text.replace(/[,;]$/, '')}`
    take('lines', whole, line, {
      'below a place': isPlaceLike(below.text),
      'below a person': isPerson(below.text),
      'below begins small': /^\p{Ll}/u.test(below.text),
      wrapped: line.text.length > 55 || /[,;]$/.test(line.text),
      [`down to ${below.index - line.index}`]: true,
    })
  }
}

const room = /\d|\b(?:room|raum|saal|salle|sala|aula|hall|auditor\w+|amphi\w*|hörsaal)\b/i

function isPlaceLike(text: string): boolean {
  return looksLikePlace(text) || findInstitution(text) !== null
}

function valueFeatures(value: string): string[] {
  const words = wordsOf(value)
  return [
    bucketOf('words', words.length, [1, 2, 3, 5, 8, 12]),
    ...featuresOf({
      'a place word': findPlaceWord(value) !== null,
      'an institution': findInstitution(value) !== null,
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
    }),
  ]
}
