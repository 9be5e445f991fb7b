import type { Transaction } from 'kysely'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Written } from '../google/calendar.ts'
import type { Ledger } from './ledger.ts'
import { countOf, countUp } from './notes.ts'
import { addWork } from './outbox.ts'
import type { SinkRow, Tables } from './schema.ts'

type LedgerOrTransaction = Ledger | Transaction<Tables>

/** All events, in the order of their uids. */
export async function storedEvents(ledger: Ledger): Promise<CalendarEvent[]> {
  const rows = await ledger.selectFrom('event').select('event').orderBy('uid').execute()
  return rows.map((row) => JSON.parse(row.event) as CalendarEvent)
}

export async function storedEvent(ledger: Ledger, uid: string): Promise<CalendarEvent | null> {
  const row = await ledger.selectFrom('event').select('event').where('uid', '=', uid).executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.event) as CalendarEvent)
}

/** How often events were written: a plan made at one count is not carried out at another. */
export async function eventsWritten(ledger: LedgerOrTransaction): Promise<number> {
  return countOf(ledger, 'events-written')
}

/** What a fold changes in the stored events. */
export interface EventChanges {
  put: readonly CalendarEvent[]
  /** UIDs. */
  remove: readonly string[]
  /** `eventsWritten` before the fold's mails, decisions and stored events were read. */
  over: number
}

/**
 * Writes what a fold changed and notes each changed event for the other calendars, in one transaction with
 * `save`; false, and nothing is done, when events were written since the fold began.
 */
export async function applyEvents(
  ledger: Ledger,
  { put, remove, over }: EventChanges,
  now: string,
  save: (transaction: Transaction<Tables>) => void | Promise<void>,
): Promise<boolean> {
  return ledger.transaction().execute(async (transaction) => {
    if ((await eventsWritten(transaction)) !== over) return false
    for (const event of put)
      await transaction
        .insertInto('event')
        .values({ uid: event.uid, event: JSON.stringify(event) })
        .onConflict((clash) => clash.column('uid').doUpdateSet({ event: JSON.stringify(event) }))
        .execute()
    for (const uid of remove) await transaction.deleteFrom('event').where('uid', '=', uid).execute()
    for (const uid of [...put.map((event) => event.uid), ...remove])
      await addWork(transaction, 'publish-event', uid, now)
    if (put.length + remove.length > 0) await countUp(transaction, 'events-written', now)
    await save(transaction)
    return true
  })
}

/** What Google holds of an event; null when it was never written. */
export async function writtenOf(ledger: Ledger, uid: string): Promise<Written | null> {
  const row = await ledger.selectFrom('sink').selectAll().where('uid', '=', uid).executeTakeFirst()
  return row === undefined ? null : toWritten(row)
}

/** The same for all events, by uid. */
export async function allWritten(ledger: Ledger): Promise<Map<string, Written>> {
  const rows = await ledger.selectFrom('sink').selectAll().orderBy('uid').execute()
  return new Map(rows.map((row) => [row.uid, toWritten(row)]))
}

export async function recordWritten(
  ledger: LedgerOrTransaction,
  uid: string,
  written: Written,
): Promise<void> {
  const { remoteId, etag, state, sent, kept } = written
  const row = { uid, remote_id: remoteId, etag, state, written: JSON.stringify({ sent, kept }) }
  await ledger
    .insertInto('sink')
    .values(row)
    .onConflict((clash) => clash.column('uid').doUpdateSet(row))
    .execute()
}

export async function forgetWritten(ledger: Ledger, uids: readonly string[]): Promise<void> {
  for (const uid of uids) await ledger.deleteFrom('sink').where('uid', '=', uid).execute()
}

/** Forgets what was written: another calendar holds nothing of ours yet. */
export async function forgetAllWritten(ledger: Ledger): Promise<void> {
  await ledger.deleteFrom('sink').execute()
}

function toWritten(row: SinkRow): Written {
  const { sent, kept } = JSON.parse(row.written) as Pick<Written, 'sent' | 'kept'>
  return { remoteId: row.remote_id, etag: row.etag, state: row.state as Written['state'], sent, kept }
}

/** Keeps why Google refuses an event for good; null: it has taken it, or need not have it. */
export async function noteRefused(ledger: Ledger, uid: string, text: string | null): Promise<void> {
  if (text === null) await ledger.deleteFrom('refused').where('uid', '=', uid).execute()
  else
    await ledger
      .insertInto('refused')
      .values({ uid, text })
      .onConflict((clash) => clash.column('uid').doUpdateSet({ text }))
      .execute()
}

/** Events that Google refuses, by uid. */
export async function refusedEvents(ledger: Ledger): Promise<{ uid: string; text: string }[]> {
  return ledger.selectFrom('refused').selectAll().orderBy('uid').execute()
}

/** Forgets refusals: another calendar, or none, has refused nothing. */
export async function forgetRefused(ledger: Ledger): Promise<void> {
  await ledger.deleteFrom('refused').execute()
}
