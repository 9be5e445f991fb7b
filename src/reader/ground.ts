import type { Document } from '../announcement/text/document.ts'
import type { Quote } from './answer.ts'

/** Where quoted words stand: offsets in the subject or in the document's text, and the text that stands there. */
export interface Place {
  in: 'subject' | 'body'
  start: number
  end: number
  text: string
}

/** A value over a line break ends on one of the next lines. */
const linesBelow = 5

/**
 * Finds the words of a quote on the line that it names, or else on a neighbour of it; null: they do not stand there.
 * White space is folded, and quotation marks and dashes are one with their plain forms: models change them in copying.
 */
export function placeOf(document: Document, quote: Quote): Place | null {
  if (quote.line <= 0) return findIn(document.subject, 0, document.subject.length, quote.quote, 'subject')
  const at = quote.line - 1
  for (const step of [0, -1, 1, -2, 2]) {
    const line = document.lines[at + step]
    if (line === undefined) continue
    const last = document.lines[at + step + linesBelow] ?? document.lines.at(-1) ?? line
    const found = findIn(document.text, line.start, last.start + last.text.length, quote.quote, 'body')
    if (found !== null && found.start <= line.start + line.text.length) return found
  }
  return null
}

function findIn(text: string, from: number, to: number, quote: string, inside: Place['in']): Place | null {
  const { letters, offsets } = folded(text.slice(from, to))
  const wanted = folded(quote.trim()).letters
  if (wanted === '') return null
  for (let at = letters.indexOf(wanted); at !== -1; at = letters.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    if (isInsideWord(letters, at) || isInsideWord(letters, end)) continue
    const start = from + (offsets[at] ?? 0)
    const stop = from + (offsets[end - 1] ?? 0) + 1
    return { in: inside, start, end: stop, text: text.slice(start, stop) }
  }
  return null
}

const word = /[\p{L}\p{N}]/u

/** Between two letters or two digits: "15" is no part of "2015". */
function isInsideWord(letters: string, at: number): boolean {
  return word.test(letters[at - 1] ?? ' ') && word.test(letters[at] ?? ' ')
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

/** The letters with each run of white space as one space, and the offset of each. */
function folded(text: string): { letters: string; offsets: number[] } {
  let letters = ''
  const offsets: number[] = []
  for (const [at, letter] of text.split('').entries()) {
    const blank = /\s/.test(letter)
    if (blank && letters.endsWith(' ')) continue
    letters += blank ? ' ' : (alike[letter] ?? letter)
    offsets.push(at)
  }
  return { letters, offsets }
}
