import { gzipSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import { noteChange, sourceOf } from './messages.ts'
import { noteMissing, settleMissing } from './missing.ts'
import { addWork } from './outbox.ts'
import type { Tables } from './schema.ts'

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

/**
 * Keeps mails, the cursor and the work to do in one transaction; known mails change nothing.
 * @param cursor with `passed`, the UIDs that were handed out and are another list's
 */
export async function recordMails(
  ledger: Ledger,
  mails: readonly MailRecord[],
  cursor: { mailbox: string; uidValidity: string; lastUid: number; passed?: readonly number[] } | null,
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
      const reason =
        mail.problem ?? (conflict ? 'it has the Message-ID of another mail, but another body' : null)
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
      await settleMissing(transaction, cursor, [...handedOut, ...(cursor.passed ?? [])])
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

/** False when the ledger has it already. */
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
  if (taken.length === 0) return
  await noteChange(transaction, now)
  await addWork(transaction, 'read-message', key, now)
}

/** How the reason begins for setting aside a mail that came over other lists only. */
export const ofAnotherList = 'of another list'
