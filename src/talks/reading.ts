import type { Announcement, Talk } from '../announcement/announcement.ts'
import type { CorrectableField } from './decision.ts'
import type { TalkFacts } from './talk.ts'

/** What the ledger keeps of a mail that was read. */
export interface Reading {
  key: string
  /** Order of arrival. */
  number: number
  messageId: string
  /** In-Reply-To and References. */
  references: string[]
  from: string
  subject: string
  /** ISO 8601 with offset, as the sender's clock says. */
  date: string
  /** ISO instant at which the mail server had it; null: it was imported. */
  arrivedAt?: string | null
  /** Its address in the list's archive. */
  archivedAt: string | null
  announcement: Announcement
  /** What its talks are called, in their order; version 0.1 stored none. */
  marks?: readonly Mark[]
  /** The confirmed mail of its office that it was read by. */
  by?: { mail: string; date: string }
  /** Parts that could not be read, where nothing else was read of it. */
  holds?: string[]
  /** The office that it is laid out like, though its sender was never confirmed for it. */
  asks?: string
  /** Talks that an earlier parser read in it: their names are not given to others, and are theirs again when they come back. */
  former?: readonly { talk: Talk; mark: Mark }[]
}

/** A talk's name among those of its mail, kept by every parser: decisions use it, and its uid is made of it. */
export interface Mark {
  name: string
  uid: string
}

/** A reading as it is stored: the ledger has key, number and arrival in columns of their own. */
export type StoredReading = Omit<Reading, 'key' | 'number' | 'arrivedAt'>

/**
 * What a mail announces after a language model has read it, too: an entry of its own, after the mails that
 * were there then.
 */
export interface SecondReading {
  /** Counted together with decisions. */
  number: number
  after: number
  /** ISO instant of the answer. */
  at: string
  key: string
  announcement: Announcement
  /** What it says differently of a published event. */
  objections: readonly Talk[]
  /** What the model named but could not be used, a sentence each. */
  lost: readonly string[]
  /** Names of the talks, and then of the objections. */
  marks: readonly Mark[]
}

/** A second reading as it is stored: its place and its mail are in columns of their own. */
export type StoredSecond = Omit<SecondReading, 'number' | 'after' | 'at' | 'key'>

/** What a human confirmed of a mail, from a decision on: the later mails of its office are read by it. */
export interface Lesson {
  /** Of the decision. */
  number: number
  /** Number of the newest mail at that time. */
  after: number
  /** Key of the mail. */
  mail: string
  /** Whose office it is: the sender's, or that of a colleague whom a human confirmed. */
  office: string
  /** The sender. */
  from: string
  /** ISO 8601, of the mail. */
  date: string
  /** The confirmed events of the mail as they are now; empty: it teaches nothing any more. */
  talks: TalkFacts[]
  /** The mail has more events than these. */
  others: boolean
}

/** Something that a human should decide; it is in no calendar. */
export interface Waiting {
  /** What `approve` and `reject` take. */
  id: string
  key: string
  talk: string | null
  field: CorrectableField | null
  from: string
  subject: string
  date: string
  start: string | null
  title: string | null
  /** Uid of the event that it would change; null when it would be a new one. */
  event: string | null
  reasons: string[]
}

/** A short name for what waits: "3f9a2c1e07", "3f9a2c1e07.0", "3f9a2c1e07.0.location". */
export function waitingIdOf(key: string, talk: string | null, field: string | null = null): string {
  return [key.slice(0, 10), talk, field].filter((part) => part !== null).join('.')
}
