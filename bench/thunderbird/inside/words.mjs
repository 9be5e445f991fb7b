/** Where some words of an element's text stand in its window, line by line; empty: they are not there. */
export function boxesOf(element, words) {
  const document = element.ownerDocument
  const nodes = textNodesOf(element)
  const from = nodes
    .map(({ data }) => data)
    .join('')
    .indexOf(words)
  if (words === '' || from === -1) return []
  const range = document.createRange()
  range.setStart(...placeAt(nodes, from))
  const [last, offset] = placeAt(nodes, from + words.length - 1)
  range.setEnd(last, offset + 1)
  return [...range.getClientRects()]
}

function textNodesOf(element) {
  const { NodeFilter } = element.ownerDocument.defaultView
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode() !== null) nodes.push(walker.currentNode)
  return nodes
}

function placeAt(nodes, offset) {
  let before = 0
  for (const node of nodes) {
    if (offset < before + node.data.length) return [node, offset - before]
    before += node.data.length
  }
  return [nodes.at(-1), nodes.at(-1).data.length]
}
