/** Markup that is safe to send: made by `html` alone. */
export interface Markup {
  markup: string
}

type Part = Markup | string | number | null | readonly Part[]

/** A template whose values are escaped: nothing from a mail is ever markup. Null is nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return {
    markup: piecesOf(strings).reduce((text, piece, at) => `${text}${textOf(values[at - 1] ?? null)}${piece}`),
  }
}

const pieces = new WeakMap<TemplateStringsArray, string[]>()

/** The template's own text, without its indentation. */
function piecesOf(strings: TemplateStringsArray): string[] {
  const before = pieces.get(strings)
  if (before !== undefined) return before
  const made = strings.map((piece) => piece.replace(/\s*\n\s*/g, '\n'))
  pieces.set(strings, made)
  return made
}

/** Our own markup from elsewhere: the style sheet, a script, an SVG. */
export function trusted(markup: string): Markup {
  return { markup }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(textOf).join('')
}
