import { selectAll } from 'css-select'
import { isTag, type ChildNode, type Document, type Element } from 'domhandler'

/** Declarations of a style, names and values in lower case without spaces. */
export type Style = ReadonlyMap<string, string>

const maxStyleLetters = 5000

/** What the style attribute of an element says. */
export function styleOf({ attribs }: Element): Style {
  return declarations(attribs['style'] ?? '')
}

function declarations(text: string): Style {
  const plain = text
    .slice(0, maxStyleLetters)
    .toLowerCase()
    .replace(/\s+|!important/g, '')
  return new Map(
    plain.split(';').map((one) => {
      const colon = one.indexOf(':')
      return [one.slice(0, Math.max(colon, 0)), one.slice(colon + 1)] as const
    }),
  )
}

/** A mail program strikes it through. */
export function isStruck(style: Style): boolean {
  return ['text-decoration', 'text-decoration-line'].some((name) => style.get(name)?.includes('line-through'))
}

/** A mail program shows nothing of it, whatever the ground. */
export function isUnseen(style: Style): boolean {
  const is = (name: string, ...values: string[]) => values.includes(style.get(name) ?? '')
  const atMost = (name: string, most: number) => Number.parseFloat(style.get(name) ?? 'NaN') <= most
  const sizes = ['height', 'max-height', 'width', 'max-width', 'line-height']
  return (
    is('display', 'none') ||
    is('visibility', 'hidden', 'collapse') ||
    is('mso-hide', 'all') ||
    atMost('opacity', 0.1) ||
    isTransparent(style.get('color')) ||
    /(?:^|[a-z])[01]px/.test(style.get('font') ?? '') ||
    /^rect\(0(?:px)?,?0(?:px)?,?0(?:px)?,?0(?:px)?\)/.test(style.get('clip') ?? '') ||
    /^inset\((?:[5-9]\d|100)%/.test(style.get('clip-path') ?? '') ||
    /scale[xy]?\(0(?:[,)]|\.0)/.test(style.get('transform') ?? '') ||
    (atMost('font-size', 1) && !/r?em|%$/.test(style.get('font-size') ?? '')) ||
    is('font-size', '0em', '0%', '0rem') ||
    (is('overflow', 'hidden') && sizes.some((name) => atMost(name, 0))) ||
    (is('position', 'absolute', 'fixed', 'relative') && ['left', 'top'].some((name) => atMost(name, -500))) ||
    ['text-indent', 'margin-left', 'margin-top'].some((name) => atMost(name, -500))
  )
}

function isTransparent(colour: string | undefined): boolean {
  return (
    colour === 'transparent' ||
    /^#(?:[\da-f]{6}00|[\da-f]{3}0)$/.test(colour ?? '') ||
    /^(?:rgb|hsl)a?\([^()]*[,/]0(?:\.0\d*)?%?\)$/.test(
      /,.*,.*[,/]|\//.test(colour ?? '') ? (colour ?? '') : '',
    )
  )
}

/** A colour in one of its usual spellings as six hexadecimal digits; null for one that is not simple. */
export function colourOf(value: string | undefined): string | null {
  const hex = /^#?([\da-f]{6}|[\da-f]{3})$/.exec(value ?? '')?.[1]
  if (hex !== undefined) return hex.length === 6 ? hex : hex.replace(/./g, '$&$&')
  const rgb = /^rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)$/.exec(value ?? '')?.slice(1)
  if (rgb !== undefined) return rgb.map((part) => Number(part).toString(16).padStart(2, '0')).join('')
  return value === 'white' ? 'ffffff' : value === 'black' ? '000000' : null
}

/** The media of a style sheet that is for screens of every size. */
const screens = /^\s*(?:|all|screen)\s*$/i
const maxRules = 200
const maxSelectorLetters = 200

/** Writes what `<style>` hides or strikes into the elements; what it says of phones and printers (`@media`) is left alone. */
export function applyStyleSheets(document: Document, elements: readonly Element[]): void {
  const css = elements
    .filter(({ name, attribs }) => name === 'style' && screens.test(attribs['media'] ?? ''))
    .flatMap(({ children }) => children.map((child) => ('data' in child ? child.data : '')))
    .join('\n')
    .slice(0, 100_000)
  for (const { selector, rule } of rulesOf(css).slice(0, maxRules)) {
    const style = declarations(rule)
    if (isUnseen(style) || isStruck(style)) addStyle(document, selector, rule)
  }
}

/** The rules of a style sheet; those within an `@` block are dropped with it. */
function rulesOf(css: string): { selector: string; rule: string }[] {
  const rules: { selector: string; rule: string }[] = []
  let depth = 0
  let text = ''
  let selector = ''
  for (const letter of css) {
    if (letter === '{') {
      if (depth === 0) selector = text.replace(/<!--|-->/g, '').trim()
      depth += 1
      text = ''
    } else if (letter === '}') {
      depth = Math.max(depth - 1, 0)
      if (depth === 0) rules.push({ selector, rule: text })
      text = ''
    } else text += letter
  }
  return rules
}

function addStyle(document: Document, selector: string, rule: string): void {
  // "a:hover" is not how the mail looks.
  if (selector.length > maxSelectorLetters || selector.includes(':')) return
  try {
    for (const element of selectAll<ChildNode, Element>(selector, document.children))
      if (isTag(element)) element.attribs['style'] = `${rule};${element.attribs['style'] ?? ''}`
  } catch {
    // An invalid selector hides nothing.
  }
}
