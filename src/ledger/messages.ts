import { gunzipSync, gzipSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import { noteMissing, settleMissing } from './missing.ts'
import { addWork } from './outbox.ts'
import type { MessageRow, Tables } from './schema.ts'

/** A mail to be kept: its raw bytes and what tells it from others. */
export interface MailRecord {
  key: string
  messageId: string
  bodyHash: string
  date: string
  /** ISO instant at which the mail server had it; an import has none. */
  arrivedAt?: string
  subject: string
  source: Buffer
  /** Why it can't be used as it is; null when it can. */
  problem: string | null
  /** It came over our list, whatever other lists it was sent to as well. */
  isOurs?: boolean
  /** Its UID when it comes from a mailbox, and whether the server handed it out. */
  imap?: { uid: number; missing: boolean }
}

export interface Recorded {
  added: number
  known: number
  /** Same Message-ID, other body: kept apart for a human. */
  conflicts: number
}

/** Keeps mails, the cursor and the work to do in one transaction; known mails change nothing. */
export async function recordMails(
  ledger: Ledger,
  mails: readonly MailRecord[],
  cursor: { mailbox: string; uidValidity: string; lastUid: number } | null,
  now: string,
): Promise<Recorded> {
  const packed = mails.map((mail) => ({ mail, source: gzipSync(mail.source) }))
  return ledger.transaction().execute(async (transaction) => {
    const recorded = { added: 0, known: 0, conflicts: 0 }
    const twins = await keysById(transaction, mails)
    for (const { mail, source } of packed) {
      const twin = twins.get(mail.messageId)
      const conflict = twin !== undefined && twin !== mail.key
      // The same bytes are the same mail, however an earlier version read them.
      const isSame = conflict && (await sourceOf(transaction, twin))?.source.equals(mail.source) === true
      const reason = mail.problem ?? (conflict ? 'the Message-ID of another mail with another body' : null)
      const inserted = isSame ? false : await insertMail(transaction, mail, source, reason)
      if (cursor !== null && mail.imap?.missing === true)
        await noteMissing(transaction, cursor, { uid: mail.imap.uid, key: mail.key }, now)
      twins.set(mail.messageId, twin ?? mail.key)
      if (!inserted) {
        recorded.known += 1
        // Sent to two lists, and the other one's copy came first: that one was set aside.
        if (mail.isOurs === true) await takeUp(transaction, mail.key, source, now)
      } else {
        recorded.added += 1
        if (conflict) recorded.conflicts += 1
        if (reason === null) await addWork(transaction, 'read-message', mail.key, now)
      }
    }
    if (cursor !== null) {
      const handedOut = mails.flatMap(({ imap }) => (imap?.missing === false ? [imap.uid] : []))
      await settleMissing(transaction, cursor, handedOut)
      const row = { uid_validity: cursor.uidValidity, last_uid: cursor.lastUid, polled_at: now }
      await transaction
        .insertInto('cursor')
        .values({ mailbox: cursor.mailbox, ...row })
        .onConflict((clash) => clash.column('mailbox').doUpdateSet(row))
        .execute()
    }
    return recorded
  })
}

/** Key of the first mail with each Message-ID. */
async function keysById(
  transaction: Transaction<Tables>,
  mails: readonly MailRecord[],
): Promise<Map<string, string>> {
  if (mails.length === 0) return new Map()
  const ids = mails.map(({ messageId }) => messageId)
  const rows = await transaction
    .selectFrom('message')
    .select(['key', 'message_id'])
    .where('message_id', 'in', ids)
    .orderBy('number', 'desc')
    .execute()
  return new Map(rows.map(({ key, message_id: id }) => [id, key]))
}

/** False: the ledger has it. */
async function insertMail(
  transaction: Transaction<Tables>,
  mail: MailRecord,
  source: Uint8Array,
  reason: string | null,
): Promise<boolean> {
  const rows = await transaction
    .insertInto('message')
    .values({
      key: mail.key,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from message)`,
      message_id: mail.messageId,
      body_hash: mail.bodyHash,
      date: mail.date,
      arrived_at: mail.arrivedAt ?? null,
      subject: mail.subject,
      source,
      announcement: null,
      state: reason === null ? 'pending' : 'waiting',
      reason,
    })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .execute()
  return rows.length > 0
}

async function takeUp(
  transaction: Transaction<Tables>,
  key: string,
  source: Uint8Array,
  now: string,
): Promise<void> {
  const taken = await transaction
    .updateTable('message')
    .set({ state: 'pending', reason: null, source })
    .where('key', '=', key)
    .where('state', '=', 'ignored')
    .where('reason', 'like', `${ofAnotherList}%`)
    .returning('key')
    .execute()
  if (taken.length > 0) await addWork(transaction, 'read-message', key, now)
}

/** How the reason begins for which a mail is set aside that came over other lists only. */
export const ofAnotherList = 'of another list'

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
    if (before?.announcement !== reading.announcement || before?.state !== reading.state)
      await addWork(transaction, 'publish-feed', 'feed', now)
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

/** What every mail announced, as it was stored, in order of arrival. */
export async function announcements(
  ledger: Ledger,
): Promise<{ key: string; number: number; arrivedAt: string | null; announcement: string }[]> {
  const rows = await ledger
    .selectFrom('message')
    .select(['key', 'number', 'arrived_at', 'announcement'])
    .where('state', '=', 'read')
    .where('announcement', 'is not', null)
    .orderBy('number')
    .execute()
  return rows.flatMap(({ key, number, arrived_at: arrivedAt, announcement }) =>
    announcement === null ? [] : [{ key, number, arrivedAt, announcement }],
  )
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
    if (rows.length > 0 && state === 'pending') await addWork(transaction, 'read-message', key, now)
    return rows.length > 0
  })
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
