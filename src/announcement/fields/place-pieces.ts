import { stripWhen } from '../items/blocks.ts'
import { isPerson } from '../items/pair.ts'
import { isCountry } from '../mentions/country.ts'
import { findPlaceInSentence } from '../mentions/place.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import type { Line } from '../text/line.ts'
import { segmentsOf } from '../text/segments.ts'
import { findInstitution } from '../text/vocabulary.ts'
import type { Take } from './candidate.ts'
import type { Scope } from './scope.ts'

const maxRun = 4
const maxBelow = 2
const farLines = 12
const maxLines = 60
const room = /\d|\b(?:room|raum|saal|salle|sala|aula|hall|auditor\w+|amphi\w*|hörsaal)\b/i

/** "Place: ETH Zurich" with the room on the next line. */
export function takeBelowLabels(scope: Scope, take: Take): void {
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
export function takeSentences(scope: Scope, take: Take): void {
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
export function takePieces(scope: Scope, take: Take): void {
  const { document, section } = scope
  const own = section.line.index
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
        const [above, below] = [pieces[at - 1], pieces[at + length]]
        if (!run.some((piece) => isPlaceLike(piece.text))) continue
        const more = {
          [`pieces:${length}`]: true,
          [`before ${first.before}`]: true,
          [`behind ${last.behind}`]: true,
          'every piece a place': run.every((piece) => isPlaceLike(piece.text)),
          'a place before': above !== undefined && isPlaceLike(above.text) && above.behind !== 'when',
          'a name before': above !== undefined && first.before === ',' && isShortName(above.text),
          'a place behind': below !== undefined && isPlaceLike(below.text) && last.behind !== 'when',
          'a place in brackets behind': last.behind === '(' && isPlaceLike(below?.text ?? ''),
          'ends with a bracket': text.endsWith(')') || last.behind === ')',
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

/** "Impact Hub Colab", before a street: perhaps the house, and no person. */
function isShortName(text: string): boolean {
  return /^["“„«]?\p{Lu}/u.test(text) && text.split(' ').length <= 5 && !isPerson(text) && !isPlaceLike(text)
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

function isPlaceLike(text: string): boolean {
  return looksLikePlace(text) || findInstitution(text) !== null || isCountry(text)
}
