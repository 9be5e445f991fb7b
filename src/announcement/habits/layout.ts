import type { HabitField } from './fields.ts'

/** A part of a unit: words that stay, a day, a clock, or what varies. */
export type Piece =
  | { kind: 'words'; text: string }
  /** `event`: whether it is the event's; null when it only repeats that elsewhere, which shows nothing. */
  | { kind: 'day' | 'clock'; event: boolean | null }
  | { kind: 'field'; field: HabitField }

/** A line or wrapped paragraph of an example; the next lines that a field continues on belong to it. */
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
  /** The confirmed place: most offices have one. */
  location: string | null
  /** Of an event with a programme: the line of a speaker, up to what follows the name. */
  people: ShapeLine | null
  /** Of a mail with several events: the lines of each, from that of its day on. */
  records: ShapeLine[][]
  /** Kinds of doubts about the event that the human cleared by confirming it. */
  doubts: string[]
}
