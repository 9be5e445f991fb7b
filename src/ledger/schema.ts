/** The ledger's tables, in the dialect that SQLite and PostgreSQL share: text ids, ISO times, JSON as text. */
export interface Tables {
  message: MessageRow
  cursor: { mailbox: string; uid_validity: string; last_uid: number; polled_at: string }
  missing: MissingRow
  alert: AlertRow
  refused: { uid: string; text: string }
  told: { alert: string; channel: string; over: number }
  outbox: OutboxRow
  event: EventRow
  sink: SinkRow
  lease: { name: string; holder: string; until: string }
  note: { name: string; value: string; at: string }
  decision: DecisionRow
  answer: AnswerRow
  example: ExampleRow
  session: SessionRow
  remark: RemarkRow
  bad_day: { day: string; part: string; minutes: number }
  publication: { name: string; version: string; content: Uint8Array }
}

/** Who may come to the admin's desk. */
export interface SessionRow {
  /** SHA-256 of the key that the browser has: whoever reads the ledger can't log in with it. */
  hash: string
  /** A link is used up by the session that it opens. */
  kind: 'link' | 'session'
  who: string
  /** ISO instant. */
  until: string
}

/** One mail: raw bytes (gzip) and how far it has been read. */
export interface MessageRow {
  /** SHA-256 of Message-ID and body. */
  key: string
  /** Order of arrival, 1, 2, 3 …: the fold's order. */
  number: number
  message_id: string
  body_hash: string
  date: string
  /** When the mail server had it, as an ISO instant; null: it was imported, or read before version 0.2. */
  arrived_at: string | null
  subject: string
  source: Uint8Array
  /** JSON of the stored reading; null until it is read. */
  announcement: string | null
  /** `pending` until read; `waiting` for a human; `ignored` is not the list's. */
  state: 'pending' | 'read' | 'waiting' | 'ignored'
  reason: string | null
}

/** A mail that the server lists but does not hand out; a row goes when it was read after all. */
export interface MissingRow {
  mailbox: string
  uid_validity: string
  uid: number
  /** Of the message that waits in its place. */
  key: string
  tries: number
  tried_at: string
}

/** Something that an admin should know; a row goes when it is over and everybody who heard of it has heard that too. */
export interface AlertRow {
  name: string
  text: string
  since: string
  over_at: string | null
}

/** Work to do; a row goes when the work is done. The queue only carries its key. */
export interface OutboxRow {
  job: string
  key: string
  /** Raised each time the row is queued anew: job ids of BullMQ are never used twice. */
  epoch: number
  queued_at: string | null
  created_at: string
}

export interface EventRow {
  uid: string
  /** JSON of the CalendarEvent. */
  event: string
  /** In which it starts: "2026-12". */
  month: string
  /** Its last day. */
  until: string
  /** Its LAST-MODIFIED. */
  changed: string
}

/** What a reader says is wrong with a talk. */
export interface RemarkRow {
  number: number
  /** UID of the talk. */
  event: string
  text: string
  at: string
  /** Who looked at it; null: it waits. */
  settled_by: string | null
}

/** What Google held of an event when we looked last. */
export interface SinkRow {
  uid: string
  remote_id: string
  etag: string
  /** `held`, `hand-deleted` or `removed`. */
  state: string
  /** JSON: what we sent, and how Google kept it. */
  written: string
}

/** What a human decided; rows are only ever added. */
export interface DecisionRow {
  number: number
  /** Number of the newest mail at that time. */
  after: number
  at: string
  who: string
  why: string
  /** JSON of the act. */
  act: string
}

/** What a language model answered about a mail; asked once for each model and prompt. */
export interface AnswerRow {
  /** Counted together with decisions: the fold's order. */
  number: number
  /** Number of the newest mail at that time. */
  after: number
  at: string
  /** Of the mail. */
  key: string
  model: string
  prompt: string
  /** JSON: a text for each piece of the mail, as the model gave them. */
  answer: string
  /** JSON of what our grammar makes of it; null when it can't be used. */
  reading: string | null
}

/**
 * What a human confirmed of a mail, for reading later ones of its office: made from mails and decisions
 * alone.
 */
export interface ExampleRow {
  /** Of the decision. */
  number: number
  /** Key of the mail. */
  mail: string
  /** Number of the newest mail at that time. */
  after: number
  office: string
  sender: string
  date: string
  /** What the mail's subject begins with. */
  head: string
  /** JSON of the confirmed events. */
  facts: string
  /** JSON of the shape; null when the mail does not show where they stand. */
  shape: string | null
}
