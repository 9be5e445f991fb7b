import type { Label } from './labels.ts'

/** Where a line stands; facts are taken from `body` (and `quoted` when the body has none). */
export type Region = 'body' | 'abstract' | 'people' | 'aside' | 'link' | 'quoted' | 'signature'

/** One line, spaces collapsed and emphasis marks gone. */
export interface Line {
  index: number
  text: string
  /** Offset in `Document.text`. */
  start: number
  indent: number
  label: Label | null
  region: Region
  /** A row of dashes, stars or the like. */
  rule: boolean
  /** Struck out but read all the same: what it says is off, or waits. */
  struck: boolean
  /** A footnote's mark on it: "*", "**", "†". */
  sign: string | null
}

/** So many letters may stand before what begins a line: a bullet. */
const mostBefore = 2

/** True for a day or an hour at the beginning of its line. */
export function beginsLine(line: Line, { start }: { start: number }): boolean {
  return start - line.start <= mostBefore
}
