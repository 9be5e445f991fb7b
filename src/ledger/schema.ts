import type { Kysely } from 'kysely'

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
  /** JSON of the Message without its text; null until it is read. */
  announcement: string | null
  /** `pending` until read; `waiting` for a human; `ignored` is not the list's. */
  state: 'pending' | 'read' | 'waiting' | 'ignored'
  reason: string | null
}

/** A mail that the server lists and does not hand out; a row goes when it was read after all. */
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

/** What a language model answered of a mail; asked once for each model and prompt. */
export interface AnswerRow {
  /** In one count with decisions: the fold's order. */
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

/** What a human confirmed of a mail, as later mails of its office are read by it: made of mails and decisions, and may be thrown away. */
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

type Migration = (db: Kysely<Tables>) => Promise<void>

/** Applied once each, in order; never edited after a release. */
export const migrations: readonly { name: string; up: Migration }[] = [
  {
    name: '2026-11-first-tables',
    async up(db) {
      await db.schema
        .createTable('message')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('number', 'integer', (column) => column.notNull().unique())
        .addColumn('message_id', 'text', (column) => column.notNull())
        .addColumn('body_hash', 'text', (column) => column.notNull())
        .addColumn('date', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('source', 'blob', (column) => column.notNull())
        .addColumn('announcement', 'text')
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .execute()
      await db.schema.createIndex('message_by_id').on('message').column('message_id').execute()
      await db.schema
        .createTable('cursor')
        .addColumn('mailbox', 'text', (column) => column.primaryKey())
        .addColumn('uid_validity', 'text', (column) => column.notNull())
        .addColumn('last_uid', 'integer', (column) => column.notNull())
        .addColumn('polled_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('outbox')
        .addColumn('job', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('epoch', 'bigint', (column) => column.notNull())
        .addColumn('queued_at', 'text')
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('outbox_key', ['job', 'key'])
        .execute()
      await db.schema
        .createTable('event')
        .addColumn('uid', 'text', (column) => column.primaryKey())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sink')
        .addColumn('uid', 'text', (column) => column.primaryKey())
        .addColumn('remote_id', 'text', (column) => column.notNull())
        .addColumn('etag', 'text', (column) => column.notNull())
        .addColumn('written', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('lease')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('note')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '2026-11-decisions',
    async up(db) {
      await db.schema
        .createTable('decision')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('after', 'integer', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('who', 'text', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addColumn('act', 'text', (column) => column.notNull())
        .execute()
      // Readings and events have another form: every mail is read anew, and folded anew after that.
      await db.deleteFrom('event').execute()
      await db
        .insertInto('outbox')
        .columns(['job', 'key', 'epoch', 'queued_at', 'created_at'])
        .expression(
          db
            .selectFrom('message')
            .where('state', '=', 'read')
            .select((build) => [
              build.val('read-message').as('job'),
              'key',
              build.val(1).as('epoch'),
              build.lit(null).as('queued_at'),
              'date as created_at',
            ]),
        )
        .onConflict((clash) => clash.doNothing())
        .execute()
      await db.schema.alterTable('event').dropColumn('hash').execute()
      // How an event is known in Google changed its form: the events are found there again by their ids.
      await db.deleteFrom('sink').execute()
      await db.schema
        .alterTable('sink')
        .addColumn('state', 'text', (column) => column.notNull().defaultTo('held'))
        .execute()
    },
  },
  {
    name: '2026-11-missing-mails',
    async up(db) {
      await db.schema
        .createTable('missing')
        .addColumn('mailbox', 'text', (column) => column.notNull())
        .addColumn('uid_validity', 'text', (column) => column.notNull())
        .addColumn('uid', 'integer', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .addColumn('tried_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('missing_key', ['mailbox', 'uid_validity', 'uid'])
        .execute()
    },
  },
  {
    name: '2026-11-alerts',
    async up(db) {
      await db.schema
        .createTable('alert')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('since', 'text', (column) => column.notNull())
        .addColumn('over_at', 'text')
        .execute()
      await db.schema
        .createTable('told')
        .addColumn('alert', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('over', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('told_key', ['alert', 'channel', 'over'])
        .execute()
      await db
        .updateTable('message')
        .set({ state: 'waiting' })
        .where('state', '=', 'quarantined' as 'waiting')
        .execute()
      await db.updateTable('note').set({ name: 'waiting' }).where('name', '=', 'held').execute()
      await db.schema
        .createTable('refused')
        .addColumn('uid', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '2026-11-answers',
    async up(db) {
      await db.schema
        .createTable('answer')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('after', 'integer', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('model', 'text', (column) => column.notNull())
        .addColumn('prompt', 'text', (column) => column.notNull())
        .addColumn('answer', 'text', (column) => column.notNull())
        .addColumn('reading', 'text')
        .addUniqueConstraint('answer_once', ['key', 'model', 'prompt'])
        .execute()
    },
  },
  {
    name: '2026-11-examples',
    async up(db) {
      await db.schema
        .createTable('example')
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('mail', 'text', (column) => column.notNull())
        .addColumn('after', 'integer', (column) => column.notNull())
        .addColumn('office', 'text', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('date', 'text', (column) => column.notNull())
        .addColumn('head', 'text', (column) => column.notNull())
        .addColumn('facts', 'text', (column) => column.notNull())
        .addColumn('shape', 'text')
        .addPrimaryKeyConstraint('example_key', ['number', 'mail'])
        .execute()
      for (const column of ['sender', 'office', 'head', 'mail'] as const)
        await db.schema.createIndex(`example_by_${column}`).on('example').column(column).execute()
    },
  },
  {
    name: '2026-11-arrivals',
    async up(db) {
      await db.schema.alterTable('message').addColumn('arrived_at', 'text').execute()
    },
  },
]

/** Brings the tables up to date; safe to run by several processes at once. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .execute()
  const applied = db as unknown as Kysely<{ migration: { name: string } }>
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (transaction) => {
      const claimed = await (transaction as unknown as typeof applied)
        .insertInto('migration')
        .values({ name })
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .execute()
      if (claimed.length > 0) await up(transaction)
    })
  }
}
