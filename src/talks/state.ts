import type { Origins } from './origins.ts'
import type { Lesson, Reading, Waiting } from './reading.ts'
import type { KnownTalk } from './talk.ts'
import type { Verdicts } from './verdicts.ts'

/** What the fold takes from a list's profile. */
export interface ListRules {
  /** Addresses, or `@domain`, that may change every talk. */
  organisers: readonly string[]
  /** New events of one sender in a day; more wait together. */
  mostNewPerDay: number
}

/** When mails find a talk no more: so many days after its own, when so many mails have come since the last that spoke of it. */
export interface Closing {
  /** Of a talk that took place. */
  days: number
  /** Of one that was called off: it may be held a year later. */
  daysOff: number
  /** An archive need not be in perfect order. */
  mails: number
}

export const usualClosing: Closing = { days: 100, daysOff: 400, mails: 1000 }

/** The office a sender writes for: confirmed by a human for an earlier mail or now, else the sender alone. */
export function officeOf({ lessons }: FoldState, from: string, confirmed?: string): string {
  return lessons.findLast((lesson) => lesson.from === from)?.office ?? confirmed ?? from
}

export function isOrganiser({ organisers }: ListRules, from: string): boolean {
  // "x@evil.example@math.ethz.ch" is nobody at math.ethz.ch.
  const domain = /^[^@]+(@[^@]+)$/.exec(from)?.[1]
  return organisers.some((one) => one === from || one === domain)
}

/** New events of one sender, as they came: those of the last day, and the flood that they have become. */
export interface Stream {
  /** ISO instants of arrival. */
  readonly made: readonly string[]
  /** The first mail that was too many; null while there is none. */
  readonly flood: Reading | null
  /** How many talks wait. */
  readonly held: number
}

/** The fold in progress: another one may go on from it, so what its collections hold is replaced, never changed. */
export interface FoldState {
  origins: Origins
  /** The latest reading of each mail, which its next answer is compared with. */
  known: Map<string, Reading>
  /** ISO instant of the newest mail. */
  lastMailAt: string | null
  waiting: Waiting[]
  /** Fields that wait while their talk is published, by event and field: the last mail's word. */
  unsure: Map<string, Waiting>
  verdicts: Verdicts
  rules: ListRules
  closing: Closing
  /** Number of the last mail. */
  heard: number
  /** Talks that are long over, as they were then, by uid. */
  closed: Map<string, KnownTalk>
  /** UIDs of those that are not even remembered. */
  forgotten: ReadonlySet<string>
  /** New events by sender. */
  streams: Map<string, Stream>
  /** UIDs of the events that a human confirmed, by the mails that they were made of. */
  confirmed: Map<string, ReadonlySet<string>>
  lessons: Lesson[]
}
