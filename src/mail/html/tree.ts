import { isTag, isText, Text, type ChildNode, type Document, type Element } from 'domhandler'

const wordless = new Set(['style', 'script', 'head', 'template'])
/** Mails nest a dozen tables; what lies deeper than this is an attack. */
const maxDepth = 100

/** What is nested too deep keeps its words, a line for each piece. Without recursion, too. */
function flatten(element: Element): void {
  const lines: string[] = []
  const open = element.children.toReversed()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isText(next)) lines.push(next.data)
    else if (isTag(next) && !wordless.has(next.name)) open.push(...next.children.toReversed())
  }
  const words = new Text(lines.filter((line) => line.trim() !== '').join('\n'))
  words.parent = element
  element.name = 'pre'
  element.children = [words]
}

/** Elements in the order of the document; what is nested too deep is text. Without recursion: mails nest thousands deep. */
export function elementsOf(root: Document | Element): Element[] {
  const found: Element[] = []
  const open: [ChildNode, number][] = root.children.toReversed().map((node) => [node, 1])
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next
    if (!isTag(node)) continue
    if (depth >= maxDepth) flatten(node)
    found.push(node)
    for (const child of node.children.toReversed()) open.push([child, depth + 1])
  }
  return found
}

const blocks = new Set('p div li tr table ul ol h1 h2 h3 h4 h5 h6 blockquote pre hr td th'.split(' '))

/** How many lines of text an element makes. */
export function linesOf(root: Element): number {
  const lines = ['']
  const walk = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (isText(node)) lines.push(`${lines.pop() ?? ''}${node.data}`)
      if (!isTag(node)) continue
      if (blocks.has(node.name) || node.name === 'br') lines.push('')
      walk(node.children)
      if (blocks.has(node.name)) lines.push('')
    }
  }
  walk(root.children)
  return lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).length
}
