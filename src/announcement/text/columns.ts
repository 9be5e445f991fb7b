import { isHeading } from './labels.ts'

/** A gap between columns, as tables in text and those of HTML have it. */
const gap = / {2,}/
const fewestColumns = 3
const fewestRows = 2
/** Between events: what stands above it belongs to another one. */
const rule = '----------'

/**
 * Tables whose columns have headings, as blocks of labelled lines: a programme, one talk per row or column.
 * "Date   Time   Speaker" over "9 Dec   16:15   Jonas Frei" becomes "Date: 9 Dec", "Time: 16:15", "Speaker: Jonas Frei".
 */
export function unfoldColumns(lines: readonly string[]): string[] {
  const unfolded: string[] = []
  for (let at = 0; at < lines.length;) {
    const table = rowTable(lines, at) ?? columnTable(lines, at)
    unfolded.push(...(table?.lines ?? [lines[at] ?? '']))
    at += table?.length ?? 1
  }
  return unfolded
}

interface Table {
  lines: string[]
  /** How many lines it takes. */
  length: number
}

/** A row of headings, and a row below it for each event. */
function rowTable(lines: readonly string[], from: number): Table | null {
  const head = lines[from] ?? ''
  const starts = startsOf(head)
  const heads = cellsAt(head, starts)
  if (heads === null || heads.length < fewestColumns || !heads.every((one) => isHeading(one))) return null
  const rows: string[][] = []
  for (let at = from + 1; at < lines.length; at++) {
    const cells = cellsAt(lines[at] ?? '', starts)
    if (cells === null || cells.filter((cell) => cell !== '').length < 2) break
    rows.push(cells)
  }
  return rows.length < fewestRows
    ? null
    : { lines: rows.flatMap((cells) => block(heads, cells)), length: rows.length + 1 }
}

/** Headings in the first column, and a column for each event. */
function columnTable(lines: readonly string[], from: number): Table | null {
  const starts = startsOf(lines[from] ?? '')
  if (starts.length < fewestColumns) return null
  const rows: string[][] = []
  for (let at = from; at < lines.length; at++) {
    const cells = cellsAt(lines[at] ?? '', starts)
    if (cells === null || cells.some((cell) => cell === '') || !isHeading(cells[0] ?? '')) break
    rows.push(cells)
  }
  if (rows.length < fewestColumns) return null
  const heads = rows.map(([name = '']) => name)
  const columns = starts.slice(1).map((_, column) => rows.map((cells) => cells[column + 1] ?? ''))
  return { lines: columns.flatMap((cells) => block(heads, cells)), length: rows.length }
}

function block(heads: readonly string[], cells: readonly string[]): string[] {
  return [
    '',
    rule,
    ...heads.flatMap((head, at) => (cells[at] ? [`${head.replace(/ ?:$/, '')}: ${cells[at]}`] : [])),
  ]
}

/** Where the cells of a line begin. */
function startsOf(line: string): number[] {
  const starts: number[] = []
  let at = line.length - line.trimStart().length
  for (const cell of line.trim().split(gap)) {
    const start = line.indexOf(cell, at)
    starts.push(start)
    at = start + cell.length
  }
  return line.trim() === '' ? [] : starts
}

/** The cells of a line whose columns begin there; null when a word crosses a column's edge. */
function cellsAt(line: string, starts: readonly number[]): string[] | null {
  if (starts.length < fewestColumns || line.trim() === '') return null
  const isCut = starts.some((start) => start > 0 && start < line.length && line[start - 1] !== ' ')
  return isCut ? null : starts.map((start, at) => line.slice(at === 0 ? 0 : start, starts[at + 1]).trim())
}
