import type { HabitField } from './fields.ts'

/** A part of a line: words that stay, a day, a clock, or what varies. */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'day' | 'clock'; event: boolean }
  | { kind: 'field'; field: HabitField }

/** A line of an example that is not empty; what a field goes on with in the next lines is part of its own. */
export interface ShapeLine {
  label: readonly string[]
  /** Below an empty line. */
  begins: boolean
  /** Its offset in the example. */
  start: number
  pieces: Piece[]
}

/** How an office lays out its mails, as one of them shows it: plain data, so that it can be kept. */
export interface Shape {
  lines: ShapeLine[]
  /** The fields that can be read by it. */
  fields: HabitField[]
  /** Fields that the confirmed mail has nowhere: no title yet, no place. */
  without: HabitField[]
  /** The confirmed place: most offices have one. */
  location: string | null
  /** Of an event with a programme: the line of a speaker, up to what stands behind the name. */
  people: ShapeLine | null
  /** Of a mail with several events: the lines of each, from that of its day on. */
  records: ShapeLine[][]
}
