import type { Document } from '../announcement/text/document.ts'
import type { Quote } from './answer.ts'

/** Where quoted words stand: offsets in the subject or in the document's text, and the text that stands there. */
export interface Place {
  in: 'subject' | 'body'
  start: number
  end: number
  text: string
}

/**
 * Finds the words of a quote on the line that it names, or else near it; null when they are not there.
 * White space is folded, and quotation marks and dashes match their plain forms: models change them.
 */
export function placeOf(document: Document, quote: Quote): Place | null {
  if (quote.line <= 0) return findIn(folded(document.subject), document.subject, 0, quote.quote, 'subject')
  const text = foldedText(document)
  for (const step of [0, -1, 1, -2, 2]) {
    const line = document.lines[quote.line - 1 + step]
    if (line === undefined) continue
    const found = findIn(text, document.text, line.start, quote.quote, 'body')
    if (found !== null && found.start <= line.start + line.text.length) return found
  }
  return null
}

/** A text for searching: its letters folded, the offset of each, and where each offset went. */
interface Folded {
  letters: string
  offsets: number[]
  places: Int32Array
}

const foldedTexts = new WeakMap<Document, Folded>()

function foldedText(document: Document): Folded {
  const known = foldedTexts.get(document) ?? folded(document.text)
  foldedTexts.set(document, known)
  return known
}

/** A value is no longer than this, and begins on the line that is asked about. */
const farthest = 4000

function findIn(
  { letters, offsets, places }: Folded,
  text: string,
  from: number,
  quote: string,
  inside: Place['in'],
): Place | null {
  const wanted = folded(quote.trim()).letters
  if (wanted === '') return null
  const first = places[from] ?? 0
  const near = letters.slice(first, first + farthest)
  for (let at = near.indexOf(wanted); at !== -1; at = near.indexOf(wanted, at + 1)) {
    const [begin, end] = [first + at, first + at + wanted.length]
    if (isInsideWord(letters, begin) || isInsideWord(letters, end)) continue
    const start = offsets[begin] ?? 0
    const stop = (offsets[end - 1] ?? 0) + 1
    return { in: inside, start, end: stop, text: text.slice(start, stop) }
  }
  return null
}

/** Between two letters or two digits: "15" is not a part of "2015", but is one of "15h". */
function isInsideWord(letters: string, at: number): boolean {
  const [before, behind] = [letters[at - 1] ?? ' ', letters[at] ?? ' ']
  return (
    (/[\p{L}\p{M}]/u.test(before) && /[\p{L}\p{M}]/u.test(behind)) || (/\d/.test(before) && /\d/.test(behind))
  )
}

const alike: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
}

/** Each run of white space is one space, and marks are their plain forms. */
function folded(text: string): Folded {
  let letters = ''
  const offsets: number[] = []
  const places = new Int32Array(text.length + 1)
  for (const [at, letter] of text.split('').entries()) {
    places[at] = offsets.length
    const blank = /\s/.test(letter)
    if (blank && letters.endsWith(' ')) continue
    letters += blank ? ' ' : (alike[letter] ?? letter)
    offsets.push(at)
  }
  return { letters, offsets, places }
}
