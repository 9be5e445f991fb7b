import type { Piece, ShapeLine } from './layout.ts'
import { escapePattern } from '../../text.ts'
import type { Page, Span } from './page.ts'

/** Private letters that stand for a day and a clock while a unit is matched. */
const [day, clock] = ['\u{E000}', '\u{E001}']

/** A stretch of a page with its days and clocks as one letter each, and where each letter stood. */
export function maskedOf({ text, spots }: Page, { start, end }: Span): { masked: string; origin: number[] } {
  let masked = ''
  const origin: number[] = []
  let at = start
  const keep = (to: number) => {
    for (; at < to; at++) {
      masked += text[at]
      origin.push(at)
    }
  }
  for (const spot of spots) {
    if (spot.start < at || spot.end > end) continue
    keep(spot.start)
    masked += spot.kind === 'day' ? day : clock
    origin.push(at)
    at = spot.end
  }
  keep(end)
  origin.push(end)
  return { masked, origin }
}

/** The pattern sources of a unit: with all of its words, then with only those next to the fields. */
export function patternsOf({ label, pieces }: ShapeLine, open: boolean): string[] {
  const [first] = pieces
  // A label may be told by another word ("Referentin:"), or be misspelt.
  const head = first?.kind === 'words' ? /^[^:]{2,40}:/.exec(first.text)?.[0] : undefined
  const bare: readonly Piece[] =
    first?.kind === 'words' && head !== undefined
      ? [{ kind: 'words', text: first.text.slice(head.length) }, ...pieces.slice(1)]
      : pieces
  const lead = head !== undefined || label.length > 0 ? '^[^:\\n]{2,40}:\\s*' : '^\\s*'
  const full = bare.map((piece) => sourceOf(piece)).join('\\s*')
  const near = nearby(bare, open)
  const sources = open ? [near, anyLead(bare)] : [`${lead}${full}${tail}$`, near]
  return sources.filter((source) => source !== null)
}

/** What may end a line: a bracketed remark with a day, an hour or an exclamation mark, then punctuation. */
const tail = `(?:\\s*\\([^()]{0,60}[${day}${clock}!][^()]{0,20}\\))?[\\s.,;!]*`

export function sourceOf(piece: Piece): string {
  if (piece.kind === 'words') return wordsPattern(piece.text)
  if (piece.kind === 'field') return '(.+?)'
  return piece.kind === 'day' ? day : clock
}

/** "🕛", "🕐": each hour has its own. */
const clockFace = /^[\u{1F550}-\u{1F567}]/u

/** Words as they are written, whatever their spaces, endings, dashes, quotation marks, numbers and links; an article may be missing. */
function wordsPattern(text: string): string {
  const words = text.trim().split(/\s+/).filter(Boolean)
  return words.map((word, at) => wordPattern(word, at === words.length - 1)).join('')
}

function wordPattern(word: string, isLast: boolean): string {
  const space = isLast ? '' : '\\s+'
  if (/^<?https?:/.test(word)) return `\\S+${space}`
  if (clockFace.test(word)) return `\\S{1,4}${space}`
  if (/^[-–—]+$/.test(word)) return `[-–—]+${space}`
  const written = escapePattern(word)
    .replace(/\d+/g, '\\d+')
    .replace(/["“”„«»]/g, '["“”„«»]')
  if (!/^\p{L}+$/u.test(word)) return `${written}${space}`
  if (word.length <= articleLetters) return `(?:${written}(?!\\p{L})\\s*)?`
  return word.length >= stemLetters
    ? `${written}\\p{L}{0,3}(?!\\p{L})${space}`
    : `${written}(?!\\p{L})${space}`
}

const articleLetters = 3
const stemLetters = 5
const nearWords = 2

/**
 * Each field between the words next to it; null when none stand before. `open`: words after it that begin
 * with a mark may be missing.
 */
function nearby(pieces: readonly Piece[], open: boolean): string | null {
  const parts: string[] = []
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'field') continue
    const before = pieces[at - 1]
    const behind = pieces[at + 1]
    if (before?.kind !== 'words') return null
    const lead = wordsPattern(before.text.trim().split(/\s+/).slice(-nearWords).join(' '))
    const end =
      behind === undefined
        ? '$'
        : behind.kind === 'words'
          ? wordsPattern(behind.text.trim().split(/\s+/).slice(0, nearWords).join(' '))
          : sourceOf(behind)
    if (isEmpty(lead) || end === '') return null
    const marked = open && behind?.kind === 'words' && /^\s*[^\p{L}\p{N}\s]/u.test(behind.text)
    parts.push(`${lead}\\s*(.+?)\\s*(?=${marked ? `${end}|\\n|$` : end})`)
  }
  return parts.length === 0 ? null : parts.join('.*?')
}

/** A pattern of articles alone matches anywhere. */
function isEmpty(pattern: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'iu').test('')
}

const leadWords = 4

/** "Ort / Leiu": the words before a line's only field: the first as it is, the others perhaps misspelt. */
function anyLead(pieces: readonly Piece[]): string | null {
  const [lead, field, ...others] = pieces
  if (lead?.kind !== 'words' || field?.kind !== 'field' || others.length > 0) return null
  const words = lead.text.trim().split(/\s+/)
  if (words.length < 2 || words.length > leadWords) return null
  const [first = '', ...rest] = words
  return `^${wordPattern(first, false)}${rest.map(() => '\\S+\\s+').join('')}(.+?)${tail}$`
}
