import type { Speaker } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import { isHonorific } from '../text/vocabulary.ts'
import { foldCase } from '../../text.ts'

/** Offsets in a document's text. */
export interface Span {
  start: number
  end: number
}

const whole: Span = { start: 0, end: Infinity }
/** Lines that a value may go over. */
const maxLines = 4

/** Where a confirmed text stands in the body, or in a part of it, on one line or wrapped over some; null: nowhere. */
export function placeOfText(document: Document, value: string, part: Span = whole): Span | null {
  const words = wordsOf(value)
  if (words.length === 0) return null
  const letters = `[^\\p{L}\\p{N}]{1,6}`
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.map(escaped).join(letters)}(?![\\p{L}\\p{N}])`, 'u')
  const body = bodyOf(document)
  const found = pattern.exec(foldedInPlace(body.slice(part.start, part.end)))
  if (found === null) return null
  const start = part.start + found.index
  return withMarks(body, { start, end: start + found[0].length })
}

/** Where the people of an event are named, with what they are called and where they work; null: nowhere together. */
export function placeOfPeople(
  document: Document,
  speakers: readonly Speaker[],
  part: Span = whole,
): Span | null {
  const body = bodyOf(document)
  const names = speakers.map(({ name }) => placeOfText(document, name, part))
  const works = speakers.map(({ affiliation }) =>
    affiliation === null ? null : placeOfText(document, affiliation, part),
  )
  const named = names.filter((span) => span !== null)
  if (named.length < names.length) return null
  const spans = [...named, ...works].filter((span) => span !== null)
  const start = Math.min(...named.map((span) => span.start))
  const end = Math.max(...spans.filter((span) => span.start >= start).map((span) => span.end))
  const text = body.slice(start, end)
  if (text.split('\n').length > maxLines || text.length > 400) return null
  const close = text.includes('(') && !text.includes(')') && body[end] === ')' ? 1 : 0
  return { start: withHonorifics(body, start), end: end + close }
}

/** "Prof. Dr. " before a name. */
function withHonorifics(text: string, start: number): number {
  for (let at = start; ;) {
    const before = /(\S+)[ \t]+$/.exec(text.slice(Math.max(0, at - 30), at))
    if (before === null || !isHonorific(before[1] ?? '')) return at
    at -= before[0].length
  }
}

/** The quotation marks around a title and the mark that ends it are its own. */
function withMarks(text: string, { start, end }: Span): Span {
  const open = /["“„«‚‘'»(*_]+ ?$/.exec(text.slice(Math.max(0, start - 3), start))?.[0].length ?? 0
  const close = /^ ?["”“»«’‘'?!.)*_]+/.exec(text.slice(end, end + 3))?.[0].length ?? 0
  return { start: start - open, end: end + close }
}

/** Quoted mail blanked, offsets kept. */
function bodyOf({ lines, text }: Document): string {
  return lines.some(({ region }) => region === 'quoted')
    ? lines.map((line) => (line.region === 'quoted' ? ' '.repeat(line.text.length) : line.text)).join('\n')
    : text
}

/** Folded letter by letter, so that offsets stay. */
function foldedInPlace(text: string): string {
  return text.replace(/[^\n]/g, (letter) => {
    const folded = foldCase(letter)
    return folded.length === 1 ? folded : letter
  })
}

function wordsOf(text: string): string[] {
  return foldCase(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

function escaped(word: string): string {
  return word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
