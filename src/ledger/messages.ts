import { gunzipSync } from 'node:zlib'
import type { Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import { countOf, countUp } from './notes.ts'
import { addWork } from './outbox.ts'
import type { MessageRow, Tables } from './schema.ts'

/** How far a mailbox has been read; null before the first poll. */
export async function cursorOf(
  ledger: Ledger,
  mailbox: string,
): Promise<{ uidValidity: string; lastUid: number } | null> {
  const row = await ledger.selectFrom('cursor').selectAll().where('mailbox', '=', mailbox).executeTakeFirst()
  return row === undefined ? null : { uidValidity: row.uid_validity, lastUid: row.last_uid }
}

/** Makes the next poll read the whole mailbox again; the ledger knows what it has. */
export async function forgetCursor(ledger: Ledger, mailbox: string): Promise<void> {
  await ledger.deleteFrom('cursor').where('mailbox', '=', mailbox).execute()
}

/** Raw bytes of a mail; null when there is no such key. */
export async function sourceOf(
  ledger: Ledger,
  key: string,
): Promise<
  | (Pick<MessageRow, 'number' | 'date' | 'state' | 'announcement'> & {
      arrivedAt: string | null
      source: Buffer
    })
  | null
> {
  const row = await ledger
    .selectFrom('message')
    .select(['number', 'source', 'date', 'arrived_at as arrivedAt', 'state', 'announcement'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, source: gunzipSync(row.source) }
}

/**
 * Notes how a mail was read and that the calendar must be folded anew, in one transaction.
 * @param readAgain a language model is to be asked about it
 */
export async function recordReading(
  ledger: Ledger,
  key: string,
  reading: { state: 'read' | 'waiting' | 'ignored'; reason: string | null; announcement: string | null },
  now: string,
  readAgain = false,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    const before = await transaction
      .selectFrom('message')
      .select(['announcement', 'state'])
      .where('key', '=', key)
      .executeTakeFirst()
    await transaction.updateTable('message').set(reading).where('key', '=', key).execute()
    await transaction.deleteFrom('outbox').where('job', '=', 'read-message').where('key', '=', key).execute()
    if (before?.announcement !== reading.announcement || before?.state !== reading.state) {
      if (before?.state !== 'pending') await noteChange(transaction, now)
      await addWork(transaction, 'publish-feed', 'feed', now)
    }
    if (readAgain && reading.state === 'read') await addWork(transaction, 'read-again', key, now)
  })
}

/** A mail as it lies in the ledger, for another reading. */
export type ReadableMail = Pick<MessageRow, 'key' | 'number' | 'date' | 'announcement' | 'state'> & {
  arrivedAt: string | null
  source: Buffer
}

const page = 200

/** Every mail that can be read (again), in order of arrival, page by page; `of`: how many there are. */
export async function* mailsToRead(ledger: Ledger): AsyncGenerator<{ mail: ReadableMail; of: number }> {
  const counts = await countMessages(ledger)
  const of = counts.pending + counts.read + counts.ignored
  for (let last = 0; ;) {
    const rows = await ledger
      .selectFrom('message')
      .select(['key', 'number', 'date', 'arrived_at as arrivedAt', 'announcement', 'state', 'source'])
      .where('state', 'in', ['pending', 'read', 'ignored'])
      .where('number', '>', last)
      .orderBy('number')
      .limit(page)
      .execute()
    for (const row of rows) yield { mail: { ...row, source: gunzipSync(row.source) }, of }
    if (rows.length < page) return
    last = rows.at(-1)?.number ?? last
  }
}

/** What every mail after a number announced, as it was stored, in order of arrival. */
export async function announcements(
  ledger: Ledger,
  after = 0,
  most: number | null = null,
): Promise<{ key: string; number: number; arrivedAt: string | null; announcement: string }[]> {
  const all = ledger
    .selectFrom('message')
    .select(['key', 'number', 'arrived_at', 'announcement'])
    .where('state', '=', 'read')
    .where('announcement', 'is not', null)
    .where('number', '>', after)
    .orderBy('number')
  const rows = await (most === null ? all : all.limit(most)).execute()
  return rows.flatMap(({ key, number, arrived_at: arrivedAt, announcement }) =>
    announcement === null ? [] : [{ key, number, arrivedAt, announcement }],
  )
}

/** Number of the first mail that is still to be read; null when all are. */
export async function firstPending(ledger: Ledger): Promise<number | null> {
  const row = await ledger
    .selectFrom('message')
    .select('number')
    .where('state', '=', 'pending')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}

/** A mail as a list of all shows it. */
export type ListedMail = Pick<MessageRow, 'key' | 'date' | 'subject' | 'state' | 'reason'>

/** Every mail, newest first. */
export async function allMails(ledger: Ledger): Promise<ListedMail[]> {
  return ledger
    .selectFrom('message')
    .select(['key', 'date', 'subject', 'state', 'reason'])
    .orderBy('number', 'desc')
    .execute()
}

/** Mails that wait for a human, newest first. */
export async function waitingMails(
  ledger: Ledger,
  limit: number,
): Promise<Pick<MessageRow, 'key' | 'subject' | 'date' | 'reason'>[]> {
  return ledger
    .selectFrom('message')
    .select(['key', 'subject', 'date', 'reason'])
    .where('state', '=', 'waiting')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}

/** Settles a mail that waits: to be read after all, or to be left alone; false when no such mail is there. */
export async function settleMail(
  ledger: Ledger,
  key: string,
  state: 'pending' | 'ignored',
  now: string,
): Promise<boolean> {
  return ledger.transaction().execute(async (transaction) => {
    const rows = await transaction
      .updateTable('message')
      .set({ state })
      .where('key', '=', key)
      .where('state', '=', 'waiting')
      .returning('key')
      .execute()
    if (rows.length > 0 && state === 'pending') {
      await noteChange(transaction, now)
      await addWork(transaction, 'read-message', key, now)
    }
    return rows.length > 0
  })
}

/** A mail that a human has settled waits again, as if it had never been read. */
export async function reopenMail(ledger: Ledger, key: string, reason: string, now: string): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('message')
      .set((build) => ({
        state: 'waiting',
        announcement: null,
        reason: build.fn.coalesce('reason', build.val(reason)),
      }))
      .where('key', '=', key)
      .where('state', 'in', ['read', 'ignored'])
      .execute()
    await noteChange(transaction, now)
  })
}

/**
 * Notes that an older mail is read differently now, or is still to be read: whoever keeps a fold of the older
 * mails makes it anew.
 */
export async function noteChange(transaction: Transaction<Tables>, now: string): Promise<void> {
  await countUp(transaction, 'readings-changed', now)
}

/** How often that was so. */
export async function readingsChanged(ledger: Ledger): Promise<number> {
  return countOf(ledger, 'readings-changed')
}

/** Those of these keys whose mails are not in the ledger. */
export async function unknownMails(ledger: Ledger, keys: readonly string[]): Promise<string[]> {
  const unknown: string[] = []
  for (const key of new Set(keys)) {
    const row = await ledger.selectFrom('message').select('number').where('key', '=', key).executeTakeFirst()
    if (row === undefined) unknown.push(key)
  }
  return unknown
}

/** ISO instants at which the last mails of the list came, newest first. */
export async function arrivals(ledger: Ledger, most = 200): Promise<string[]> {
  const rows = await ledger
    .selectFrom('message')
    .select(['arrived_at', 'date'])
    .where('state', '!=', 'ignored')
    .orderBy((build) => build.fn.coalesce('arrived_at', 'date'), 'desc')
    .limit(most)
    .execute()
  return rows.map(({ arrived_at, date }) => arrived_at ?? date)
}

/** Number of mails in each state. */
export async function countMessages(ledger: Ledger): Promise<Record<MessageRow['state'], number>> {
  const rows = await ledger
    .selectFrom('message')
    .select(['state', (build) => build.fn.countAll<number | string>().as('count')])
    .groupBy('state')
    .execute()
  const counts = { pending: 0, read: 0, waiting: 0, ignored: 0 }
  for (const row of rows) counts[row.state] = Number(row.count)
  return counts
}
