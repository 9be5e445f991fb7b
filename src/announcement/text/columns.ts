import type { LabelName } from '../languages/words.ts'
import { headingNames, isHeading } from './labels.ts'

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

/** A row of headings, and below it a row or more for each event. */
function rowTable(lines: readonly string[], from: number): Table | null {
  const head = lines[from] ?? ''
  const starts = startsOf(head)
  const heads = seriesFirst(cellsAt(head, starts)?.map(plainHead) ?? [])
  const known = heads.filter((one) => isHeading(one)).length
  if (known < fewestColumns || known < heads.length - mostUnknown) return null
  const columns = columnsOf(heads)
  const rows: string[][] = []
  let at = underline.test(lines[from + 1] ?? '') ? from + 2 : from + 1
  for (; at < lines.length; at++) {
    const cells = cellsAt(lines[at] ?? '', starts)
    if (cells === null || cells.every((cell) => cell === '')) break
    const above = rows.at(-1)
    const next = nextRow(columns, above, cells)
    if (next === 'unclear') return null
    if (next === 'none') break
    if (next === 'goes on') rows[rows.length - 1] = continued(heads, above ?? [], cells)
    else rows.push(next)
  }
  return rows.length < fewestRows
    ? null
    : { lines: rows.flatMap((cells) => block(heads, cells)), length: at - from }
}

/** The columns that tell rows apart, by their place; -1 where a table has none. */
type Columns = Record<'day' | 'hour' | 'speaker' | 'title', number>

function columnsOf(heads: readonly string[]): Columns {
  const of = (...names: readonly LabelName[]) =>
    heads.findIndex((head) => headingNames(head).some((name) => names.includes(name)))
  return {
    day: Math.max(0, of('date', 'when')),
    hour: of('time'),
    speaker: of('speaker'),
    title: of('title'),
  }
}

/**
 * What a line of a table is: a row, whose cells before the day may be those of the row above; the rest of a cell that
 * is too long for its column; or no row. Below a day an hour begins another talk of that day.
 */
function nextRow(
  { day, hour, speaker, title }: Columns,
  above: readonly string[] | undefined,
  cells: readonly string[],
): string[] | 'goes on' | 'none' | 'unclear' {
  const filled = cells.filter((cell) => cell !== '').length
  const inherited = (upTo: number) =>
    cells.map((cell, at) => (cell === '' && at <= upTo ? (above?.[at] ?? '') : cell))
  if (cells[day] !== '') return filled < 2 ? 'none' : inherited(day - 1)
  if (above === undefined) return 'none'
  const begins = /^\d/.test(cells[hour] ?? '') && !/(?:[-–—]|bis|to|à)$/.test(above[hour] ?? '')
  if (begins && filled > 1) return inherited(day)
  const both = [speaker, title].every((at) => (cells[at] ?? '') !== '')
  return both ? 'unclear' : 'goes on'
}

/** Of the headings so many may be any word. */
const mostUnknown = 2
const underline = /^\s*-{3,}(?: +-{3,})+\s*$/

/** "Referent/in", "Vortragende(r)" */
function plainHead(text: string): string {
  return text.replace(/(?<=\p{L})(?:\/-?\p{L}+|\(\p{L}+\))$/u, '')
}

/** "Veranstaltung … Titel": of two columns that may be the title the last one is it, and the other its series. */
function seriesFirst(heads: readonly string[]): readonly string[] {
  const isTitle = (head: string) => headingNames(head).includes('title')
  const last = heads.findLastIndex(isTitle)
  return heads.map((head, at) => (at < last && isTitle(head) ? 'Series' : head))
}

function continued(heads: readonly string[], row: readonly string[], more: readonly string[]): string[] {
  return heads.map((head, at) => {
    const between = headingNames(head).some((name) => name === 'title' || name === 'time') ? ' ' : ', '
    return [row[at], more[at]].filter(Boolean).join(between)
  })
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
