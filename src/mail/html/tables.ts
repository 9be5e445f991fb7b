import { isTag, Text, type Document, type Element } from 'domhandler'
import { appendChild } from 'domutils'
import { elementsOf, linesOf } from './tree.ts'

/** A cell of this many lines is a text of its own. */
const textLines = 3

/**
 * Turns tables that are mere layout into blocks, the cells of a row one after another;
 * in a table of data, and in a row of single lines, cells side by side stay on one line.
 */
export function unfoldLayoutTables(document: Document): void {
  // From the innermost outwards: a column of blocks is a text, whatever it was before.
  for (const table of elementsOf(document).toReversed())
    if (table.name === 'table' && isLayout(table)) unfold(table)
}

function isLayout(table: Element): boolean {
  const rows = rowsOf(table).map((row) => cellsOf(row).map(linesOf))
  return (
    elementsOf(table).some(({ name }) => name === 'table') ||
    rows.every((lines) => lines.filter((count) => count > 0).length <= 1) ||
    rows.some((lines) => lines.filter((count) => count >= textLines).length >= 2)
  )
}

function unfold(table: Element): void {
  for (const row of rowsOf(table)) {
    const cells = cellsOf(row)
    const isLine = cells.every((cell) => linesOf(cell) <= 1)
    for (const cell of cells) {
      cell.name = isLine ? 'span' : 'div'
      if (isLine) appendChild(cell, new Text('\u00A0\u00A0\u00A0'))
    }
    row.name = 'div'
  }
  for (const group of childrenOf(table)) group.name = 'div'
  table.name = 'div'
}

function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((one) =>
    one.name === 'tr' ? [one] : childrenOf(one).filter(({ name }) => name === 'tr'),
  )
}

function cellsOf(row: Element): Element[] {
  return childrenOf(row).filter(({ name }) => name === 'td' || name === 'th')
}

function childrenOf(element: Element): Element[] {
  return element.children.filter(isTag)
}
