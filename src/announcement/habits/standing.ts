import type { Speaker } from '../announcement.ts'
import { isHonorific } from '../text/vocabulary.ts'
import { foldCase } from '../../text.ts'
import type { Page, Span } from './page.ts'

/** How many lines a value may span. */
const maxLines = 4

/** Where a confirmed text stands on a page, or in a part of it, on one line or wrapped over some; null: nowhere. */
export function placeOfText({ text }: Page, value: string, part: Span = whole): Span | null {
  const words = wordsOf(value)
  if (words.length === 0) return null
  const letters = `[^\\p{L}\\p{N}]{1,6}`
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join(letters)}(?![\\p{L}\\p{N}])`, 'u')
  const found = pattern.exec(foldedInPlace(text.slice(part.start, part.end)))
  if (found === null) return null
  const start = part.start + found.index
  return withMarks(text, { start, end: start + found[0].length })
}

const whole: Span = { start: 0, end: Infinity }

/** Where the people of an event are named, with their titles and where they work; null when not together. */
export function placeOfPeople(page: Page, speakers: readonly Speaker[], part: Span = whole): Span | null {
  const names = speakers.map(({ name }) => placeOfText(page, name, part))
  const named = names.filter((span) => span !== null)
  if (named.length < names.length) return null
  const start = Math.min(...named.map((span) => span.start))
  const works = speakers.map(({ affiliation }) =>
    affiliation === null ? null : placeOfText(page, affiliation, { start, end: part.end }),
  )
  const end = Math.max(...[...named, ...works.filter((span) => span !== null)].map((span) => span.end))
  const text = page.text.slice(start, end)
  if (text.split('\n').length > maxLines || text.length > 400) return null
  const close = text.includes('(') && !text.includes(')') && page.text[end] === ')' ? 1 : 0
  return { start: withHonorifics(page.text, start), end: end + close }
}

/** "Prof. Dr. " before a name. */
function withHonorifics(text: string, start: number): number {
  for (let at = start; ;) {
    const before = /(\S+)\s+$/.exec(text.slice(Math.max(0, at - 30), at))
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
