import { foldWords } from './vocabulary.ts'

/** What people write between two days or hours: hyphens, dashes, the minus sign. */
export const dashes: readonly string[] = ['-', '–', '—', '‐', '‑', '−']

/** A piece of text for the grammars of date and time, which walk over tokens and so never backtrack. */
export interface Token {
  kind: 'word' | 'number' | 'mark' | 'break' | 'link'
  text: string
  folded: string
  start: number
  end: number
  /** No space before it. */
  glued: boolean
  /** A number inside a code such as S17#04-05 or HG19: neither date nor time. */
  tainted: boolean
  /** Part of a day that was read. */
  inDay?: boolean
}

/** An address begins where no letter of one stands before it: else a row of hyphens is gone through for each. */
const pattern =
  /\n|(?:https?:\/\/|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\p{L}[\p{L}\p{M}'’]*|\d+|\S/gu

/** Splits text into tokens; their offsets are those of the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const piece = match[0]
    const start = match.index
    const previous = tokens.at(-1)
    const glued = previous !== undefined && previous.end === start && previous.kind !== 'break'
    const kind = kindOf(piece)
    tokens.push({
      kind,
      text: piece,
      folded: kind === 'word' ? foldWords(piece) : piece,
      start,
      end: start + piece.length,
      glued,
      tainted: kind === 'number' && glued && isCode(tokens),
    })
  }
  return tokens
}

function kindOf(piece: string): Token['kind'] {
  if (piece === '\n') return 'break'
  if (/^(?:https?:|www\.)/.test(piece) || (piece.includes('@') && piece.length > 1)) return 'link'
  if (/^\p{L}/u.test(piece)) return 'word'
  return /^\d/.test(piece) ? 'number' : 'mark'
}

/** Looks back from a glued number: a letter, # or _ before it, or a hyphen after such a code. */
function isCode(before: Token[]): boolean {
  const last = before.at(-1)!
  if (last.kind === 'word') return !(last.folded === 'h' || last.folded === 'l' || last.text.endsWith("'"))
  if (/[#_§$€£+]/.test(last.text)) return true
  return /[-/]/.test(last.text) && last.glued && (before.at(-2)?.tainted ?? false)
}

/** The next words as word tables write them; empty where the text ends sooner. */
export function wordsAt(tokens: readonly Token[], at: number, length: number): string {
  if (at < 0 || at + length > tokens.length) return ''
  return tokens
    .slice(at, at + length)
    .map(({ folded }) => folded)
    .join(' ')
}
