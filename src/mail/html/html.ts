import { convert } from 'html-to-text'
import { getOuterHTML } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { unfoldLayoutTables } from './tables.ts'
import { elementsOf } from './tree.ts'
import { keepVisible } from './visible.ts'

/** Longest HTML that is read from one part, in characters. */
const maxHtmlLength = 1_000_000
/** A newsletter has some thousand tags; the parser's work grows with the square of how deep they nest. */
const maxTags = 30_000
/** Widest cell that is laid out, in columns or rows: a poster's table has a dozen, `<td rowspan=1000000>` is an attack. */
const maxSpan = 30
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

export interface VisibleText {
  /** A line for each block, the cells of a row apart; '' when nothing is left. */
  text: string
  /** Something is struck out: whoever sees the HTML knows that it no longer holds. */
  hasStruck: boolean
  /** Some of it is white on an unknown background. */
  isFaint: boolean
  /** It was longer than what is read. */
  isCut: boolean
}

/** What a reader sees of an HTML body; what is struck out stands between `~~`. */
export function textOfHtml(html: string): VisibleText {
  const within = bounded(html)
  const document = parseDocument(within)
  const { hasStruck, isFaint } = keepVisible(document)
  unfoldLayoutTables(document)
  for (const { attribs } of elementsOf(document)) boundSpans(attribs)
  return { text: toLines(getOuterHTML(document)), hasStruck, isFaint, isCut: within.length < html.length }
}

function bounded(html: string): string {
  let end = 0
  for (let tags = 0; tags < maxTags && end !== -1; tags++) end = html.indexOf('<', end + 1)
  return html.slice(0, end === -1 ? maxHtmlLength : Math.min(end, maxHtmlLength))
}

/** Bounds spans, as the library lays out whatever they say. */
function boundSpans(attribs: Record<string, string>): void {
  for (const name of ['colspan', 'rowspan']) {
    const span = Number(attribs[name] ?? 1)
    if (attribs[name] !== undefined)
      attribs[name] = String(Number.isInteger(span) && span >= 1 && span <= maxSpan ? span : 1)
  }
}

function toLines(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: 300, maxInputLength: 2 * maxHtmlLength, maxChildNodes: 10_000 },
    selectors: [
      {
        selector: 'a',
        options: {
          hideLinkHrefIfSameAsText: true,
          noAnchorUrl: true,
          linkBrackets: ['<', '>'] as [string, string],
        },
      },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false, colSpacing: 3 } },
      { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...headings.map((selector) => ({ selector, options: { uppercase: false, leadingLineBreaks: 2 } })),
    ],
  })
}
