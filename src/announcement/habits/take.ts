import { parsePeople } from '../mentions/person.ts'
import type { Document, Line } from '../text/document.ts'
import type { HabitField } from './fields.ts'
import type { Piece, Shape, ShapeLine } from './layout.ts'

/** Lines that a field may go on for. */
const maxMore = 3
/** Of a line with its fields: patterns of several fields cost its square. */
const maxLetters = 600

/** The words that stand in a mail where the shape has its fields; `open`: also those whose words behind are missing. */
export function takeFields(
  shape: Shape,
  pairs: readonly (Line | null)[],
  document: Document,
  open: boolean,
): Map<HabitField, string> {
  const taken = new Map<HabitField, string>()
  const used = new Set(pairs.filter((line) => line !== null))
  for (const [at, known] of shape.lines.entries()) {
    const line = pairs[at]
    const fields = known.pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []))
    if (line == null || fields.length === 0) continue
    // What follows right below in the example has another form here: it is that, and not more of the field.
    const next = shape.lines[at + 1]
    const isOther = next !== undefined && !next.begins && pairs[at + 1] == null
    const more = isOther ? [] : moreOf(document, line, used)
    const texts = matchLine(known, line, more, document, open)
    for (const [index, field] of fields.entries()) {
      const text = texts?.[index]
      if (text !== undefined) taken.set(field, text)
    }
  }
  return taken
}

/** The fields of lines that follow each other and are each built as the shape has them; null when one is not. */
export function takeRecord(
  known: readonly ShapeLine[],
  lines: readonly Line[],
  document: Document,
): Map<HabitField, string> | null {
  const taken = new Map<HabitField, string>()
  for (const [at, one] of known.entries()) {
    const line = lines[at]
    if (line === undefined || (line.label === null) !== (one.label.length === 0)) return null
    const { masked, origin } = maskedOf(document, line, line)
    const [full] = masked.length > maxLetters ? [] : patternsOf(one, false)
    const match = full?.exec(masked)
    if (match == null) return null
    const fields = one.pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []))
    for (const [index, field] of fields.entries()) {
      const [from = 0, to = 0] = match.indices?.[index + 1] ?? []
      taken.set(field, document.text.slice(origin[from], origin[to]).trim())
    }
  }
  return taken
}

/** Who speaks by the lines that begin as one of an example does, one a line. */
export function takePeople(known: ShapeLine, document: Document): string {
  const source = `^\\s*${known.pieces.map(sourceOf).join('\\s*')}`
  const pattern = new RegExp(source, 'diu')
  return document.lines
    .filter(({ text, region }) => text !== '' && text.length < maxLetters && region !== 'quoted')
    .flatMap((line) => {
      const { masked, origin } = maskedOf(document, line, line)
      const [from, to] = pattern.exec(masked)?.indices?.[1] ?? []
      const text = from === undefined || to === undefined ? '' : document.text.slice(origin[from], origin[to])
      return parsePeople(text).length > 0 ? [text.trim()] : []
    })
    .join('\n')
}

/** The lines right below that stand for nothing in the shape. */
function moreOf({ lines }: Document, line: Line, used: ReadonlySet<Line>): Line[] {
  const more: Line[] = []
  for (const below of lines.slice(line.index + 1, line.index + 1 + maxMore)) {
    if (below.text === '' || below.label !== null || below.rule || used.has(below)) break
    more.push(below)
  }
  return more
}

/** Private letters that stand for a day and a clock while a line is matched. */
const [day, clock] = ['\u{E000}', '\u{E001}']

/** The texts of a line's fields, in order; null when the line is built otherwise. */
function matchLine(
  known: ShapeLine,
  line: Line,
  more: readonly Line[],
  document: Document,
  open: boolean,
): string[] | null {
  const last = known.pieces.at(-1)
  const whole = last?.kind === 'field' ? [line, ...more] : [line]
  const { masked, origin } = maskedOf(document, line, whole.at(-1) ?? line)
  if (masked.length > maxLetters) return null
  for (const pattern of patternsOf(known, open)) {
    const match = pattern.exec(masked)
    if (match === null) continue
    return (match.indices ?? []).slice(1).map((span) => {
      const [from, to] = span ?? [0, 0]
      return withoutMarks(document.text.slice(origin[from], origin[to]).trim(), known)
    })
  }
  return null
}

/** "## Diffusion models:" / "## a user's guide": the mark of the line stands before what goes on, too. */
function withoutMarks(text: string, { pieces }: ShapeLine): string {
  const [first] = pieces
  const mark = first?.kind === 'words' ? /^[^\p{L}\p{N}\s"“„«(]{1,3}(?=\s)/u.exec(first.text)?.[0] : undefined
  return mark === undefined ? text : text.replaceAll(`\n${mark} `, '\n')
}

/** Text from one line to another with its days and clocks as one letter each, and where each letter stood. */
function maskedOf({ text, dates, times }: Document, first: Line, last: Line) {
  const end = last.start + last.text.length
  const spans = [
    ...dates.map((span) => ({ ...span, letter: day })),
    ...times.map((span) => ({ ...span, letter: clock })),
  ]
    .filter((span) => span.start >= first.start && span.end <= end)
    .toSorted((a, b) => a.start - b.start)
  let masked = ''
  const origin: number[] = []
  let at = first.start
  const keep = (to: number) => {
    for (; at < to; at++) {
      masked += text[at]
      origin.push(at)
    }
  }
  for (const span of spans) {
    if (span.start < at) continue
    keep(span.start)
    masked += span.letter
    origin.push(at)
    at = span.end
  }
  keep(end)
  origin.push(end)
  return { masked, origin }
}

/** The line as a pattern: all of its words, and then only those next to the fields. */
function patternsOf({ label, pieces }: ShapeLine, open: boolean): RegExp[] {
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
  return sources.flatMap((source) => (source === null ? [] : [new RegExp(source, 'dius')]))
}

/** What may stand behind the last of a line: a remark with an hour or a call in brackets, a full stop. */
const tail = `(?:\\s*\\([^()]{0,60}[${day}${clock}!][^()]{0,20}\\))?[\\s.,;!]*`

function sourceOf(piece: Piece): string {
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
  const written = word
    .replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
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

/** Each field between the words next to it; null when it has none before. `open`: up to the line's end where those behind begin with a mark and are missing. */
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

/** "Ort / Leiu": as many words as stand before the only field of a line, one of them misspelt. */
function anyLead(pieces: readonly Piece[]): string | null {
  const [lead, field, ...others] = pieces
  if (lead?.kind !== 'words' || field?.kind !== 'field' || others.length > 0) return null
  const words = lead.text.trim().split(/\s+/)
  if (words.length < 2 || words.length > leadWords) return null
  const [first = '', ...rest] = words
  return `^${wordPattern(first, false)}${rest.map(() => '\\S+\\s+').join('')}(.+?)${tail}$`
}
