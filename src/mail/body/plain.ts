import { decodeText, withoutHiddenEncoding } from '../charset.ts'
import type { Part } from '../mime.ts'

/** The text of a text/plain part, paragraphs unwrapped where the mail says how (RFC 3676). */
export function plainText({ content, charset, flowed }: Part): string {
  const text = withoutSoftEnds(decodeText(withoutHiddenEncoding(content), charset).replace(/\r\n?/g, '\n'))
  return flowed === null ? text : unflow(text, flowed.deleteSpace)
}

/** Soft line ends of undeclared quoted-printable: "1=" above "4:15" is 14:15; rules of `=` are none. */
function withoutSoftEnds(text: string): string {
  return text.replace(/(?<=[^\s=])=\n(?=[^\s=])/g, '')
}

/** A line is this long before a program wraps it; a shorter one was ended by its author, whatever follows. */
const wrapColumn = 60

function unflow(text: string, deleteSpace: boolean): string {
  // Pieces, joined once: a line may be the whole body.
  const pieces: string[] = []
  let before: { quote: string; words: string } | null = null
  for (const raw of text.split('\n')) {
    const quote = /^>*/.exec(raw)?.[0] ?? ''
    const words = raw.slice(quote.length).replace(/^ /, '')
    if (before !== null && before.quote === quote && isWrapped(before.words, words)) {
      if (deleteSpace) pieces.push((pieces.pop() ?? '').slice(0, -1))
      pieces.push(words)
    } else pieces.push('\n', quote === '' || words === '' ? quote : `${quote} `, words)
    before = words.endsWith(' ') && words !== '-- ' ? { quote, words } : null
  }
  return pieces.slice(1).join('')
}

/** The line would have been too long with the first word of the next one. */
function isWrapped(line: string, next: string): boolean {
  return line.length + (/^\S*/.exec(next)?.[0].length ?? 0) >= wrapColumn
}
