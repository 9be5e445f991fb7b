import { isTag, isText, type Document, type Element } from 'domhandler'
import { innerText, removeElement } from 'domutils'
import { applyStyleSheets, colourOf, isStruck, isUnseen, styleOf, type Style } from './style.ts'
import { elementsOf } from './tree.ts'

const struckTags = new Set(['s', 'strike', 'del'])
const unseenTags = new Set(
  'style script head img noscript template datalist svg math object video audio'.split(' '),
)

/**
 * Takes out of an HTML body what its reader does not see, and writes `~~` around what is struck out; says
 * whether anything was, or may be unseen.
 */
export function keepVisible(document: Document): { hasStruck: boolean; isFaint: boolean } {
  const elements = elementsOf(document)
  applyStyleSheets(document, elements)
  let [hasStruck, isFaint] = [false, false]
  for (const element of elements) {
    const style = styleOf(element)
    // Only mail programs quote with a blockquote; people indent with it.
    if (element.name === 'blockquote' && !isQuote(element)) element.name = 'div'
    if (isHidden(element, style)) {
      removeElement(element)
      continue
    }
    isFaint ||= isWhiteAlone(element, style) && isWithin(element, document)
    if (struckTags.has(element.name) || isStruck(style)) {
      hasStruck = true
      markStruck(element)
    }
  }
  return { hasStruck, isFaint }
}

/** Marks it as people do in plain text; whether an old hour or a talk that is off, the parser decides. */
function markStruck(element: Element): void {
  for (const { children } of [element, ...elementsOf(element)])
    for (const child of children)
      if (isText(child) && !child.data.includes('~~'))
        child.data = child.data.replaceAll('~', '').replace(/\S(?:[^]*\S)?/, '~~$&~~')
}

function isQuote({ attribs }: Element): boolean {
  return attribs['type'] === 'cite' || attribs['cite'] !== undefined || /quote/i.test(attribs['class'] ?? '')
}

function isHidden(element: Element, style: Style): boolean {
  return (
    unseenTags.has(element.name) ||
    element.attribs['hidden'] !== undefined ||
    isUnseen(style) ||
    isInkless(element, style)
  )
}

/** Letters in the colour of their background. */
function isInkless(element: Element, style: Style): boolean {
  const ink = colourOf(style.get('color') ?? element.attribs['color']?.toLowerCase())
  const ground = ink === null ? null : groundOf(element)
  return ink !== null && ground != null && isAlike(ink, ground)
}

/** False for what stands in something that was taken out. */
function isWithin(element: Element, document: Document): boolean {
  let at: Element | Document = element
  for (let step = 0; at.parent !== null && step < maxAncestors; step += 1)
    at = at.parent as Element | Document
  return at === document
}

/** White letters with a digit among them on an unknown background, which is white for most readers. */
function isWhiteAlone(element: Element, style: Style): boolean {
  const ink = colourOf(style.get('color') ?? element.attribs['color']?.toLowerCase())
  return (
    ink !== null && isAlike(ink, 'ffffff') && groundOf(element) === undefined && /\d/.test(innerText(element))
  )
}

const mostApart = 24

/** No eye tells them apart; both of six hexadecimal digits. */
function isAlike(ink: string, ground: string): boolean {
  const parts = (colour: string) => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const [one, other] = [parts(ink), parts(ground)]
  return one.every((part, at) => Math.abs(part - (other[at] ?? 0)) <= mostApart)
}

const maxAncestors = 30

/** The nearest background colour given for an element; null for a picture or the like, undefined for none. */
function groundOf(element: Element): string | null | undefined {
  let at: Element | null = element
  for (let step = 0; at !== null && step < maxAncestors; step += 1) {
    const style = styleOf(at)
    const ground =
      style.get('background-color') ?? style.get('background') ?? at.attribs['bgcolor']?.toLowerCase()
    if (ground !== undefined && ground !== 'transparent') return colourOf(ground)
    at = at.parent !== null && isTag(at.parent) ? at.parent : null
  }
  return undefined
}
