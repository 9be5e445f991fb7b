import type { Ledger } from './ledger.ts'
import { addWork } from './outbox.ts'
import type { SinkRow } from './schema.ts'

/** An event as it is stored: JSON and its hash. */
export interface StoredEvent {
  uid: string
  event: string
  hash: string
}

/** All events, by uid. */
export async function storedEvents(ledger: Ledger): Promise<StoredEvent[]> {
  return ledger.selectFrom('event').selectAll().orderBy('uid').execute()
}

export async function storedEvent(ledger: Ledger, uid: string): Promise<StoredEvent | null> {
  return (await ledger.selectFrom('event').selectAll().where('uid', '=', uid).executeTakeFirst()) ?? null
}

/** Writes what a fold changed and notes each changed event for the other calendars, in one transaction. */
export async function applyEvents(
  ledger: Ledger,
  put: readonly StoredEvent[],
  remove: readonly string[],
  now: string,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    for (const event of put)
      await transaction
        .insertInto('event')
        .values(event)
        .onConflict((clash) => clash.column('uid').doUpdateSet({ event: event.event, hash: event.hash }))
        .execute()
    for (const uid of remove) await transaction.deleteFrom('event').where('uid', '=', uid).execute()
    for (const uid of [...put.map((event) => event.uid), ...remove])
      await addWork(transaction, 'publish-event', uid, now)
  })
}

/** What Google holds of an event; null when it was never written. */
export async function sinkOf(ledger: Ledger, uid: string): Promise<SinkRow | null> {
  return (await ledger.selectFrom('sink').selectAll().where('uid', '=', uid).executeTakeFirst()) ?? null
}

export async function sinks(ledger: Ledger): Promise<SinkRow[]> {
  return ledger.selectFrom('sink').selectAll().orderBy('uid').execute()
}

export async function recordSink(ledger: Ledger, row: SinkRow): Promise<void> {
  await ledger
    .insertInto('sink')
    .values(row)
    .onConflict((clash) => clash.column('uid').doUpdateSet(row))
    .execute()
}

export async function forgetSink(ledger: Ledger, uid: string): Promise<void> {
  await ledger.deleteFrom('sink').where('uid', '=', uid).execute()
}
