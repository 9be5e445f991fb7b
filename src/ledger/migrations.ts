import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'

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
  {
    name: '2026-11-sessions',
    async up(db) {
      await db.schema
        .createTable('session')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('who', 'text', (column) => column.notNull())
        .addColumn('until', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('bad_day')
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('part', 'text', (column) => column.notNull())
        .addColumn('minutes', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('bad_day_key', ['day', 'part'])
        .execute()
    },
  },
  {
    name: '2026-11-remarks',
    async up(db) {
      await db.schema
        .createTable('remark')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('event', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('settled_by', 'text')
        .execute()
    },
  },
  {
    name: '2026-11-publication',
    async up(db) {
      await db.schema
        .createTable('publication')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('content', 'blob', (column) => column.notNull())
        .execute()
    },
  },
  {
    name: '2026-11-months',
    async up(db) {
      for (const name of ['month', 'until', 'changed'])
        await db.schema
          .alterTable('event')
          .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
          .execute()
      for (const { uid, event } of await db.selectFrom('event').select(['uid', 'event']).execute()) {
        const { start, end, lastModified } = JSON.parse(event) as Record<
          'start' | 'end' | 'lastModified',
          string
        >
        await db
          .updateTable('event')
          .set({ month: start.slice(0, 7), until: end.slice(0, 10), changed: lastModified })
          .where('uid', '=', uid)
          .execute()
      }
      for (const name of ['month', 'until', 'changed'])
        await db.schema.createIndex(`event_by_${name}`).on('event').column(name).execute()
    },
  },
  {
    name: '2026-11-states',
    async up(db) {
      // Each publication counts the mails in each state: without reading the mails themselves.
      await db.schema.createIndex('message_by_state').on('message').columns(['state', 'number']).execute()
    },
  },
]
