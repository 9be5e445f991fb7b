import { isTag, isText, type ChildNode, type Document, type Element } from 'domhandler'

/** Mails nest a dozen tables; what lies deeper than this is an attack. */
const maxDepth = 100

/** Elements in the order of the document; what is nested too deep is cut off. Without recursion: mails nest thousands deep. */
export function elementsOf(root: Document | Element): Element[] {
  const found: Element[] = []
  const open: [ChildNode, number][] = root.children.toReversed().map((node) => [node, 1])
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next
    if (!isTag(node)) continue
    if (depth >= maxDepth) node.children = []
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
