import type { CalendarEvent } from '../calendar/event.ts'
import type { LeftOut } from '../calendar/left-out.ts'
import type { Written } from '../google/calendar.ts'
import type { Changes, Ledger } from './ledger.ts'
import { countOf, countUp } from './notes.ts'
import { addWork } from './outbox.ts'
import type { EventRow, SinkRow } from './schema.ts'

/** All events, in the order of their uids. */
export async function storedEvents(ledger: Ledger): Promise<CalendarEvent[]> {
  return (await ledger.selectFrom('event').select('event').orderBy('uid').execute()).map(eventIn)
}

export async function storedEvent(ledger: Ledger, uid: string): Promise<CalendarEvent | null> {
  const row = await ledger.selectFrom('event').select('event').where('uid', '=', uid).executeTakeFirst()
  return row === undefined ? null : eventIn(row)
}

/** How often events were written: a plan made at one count is not carried out at another. */
export async function eventsWritten(ledger: Ledger): Promise<number> {
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
 * `save`, which gets the months of the changed events and the new count; false, and nothing is done, when
 * events were written since the fold began.
 */
export async function applyEvents(
  ledger: Ledger,
  { put, remove, over }: EventChanges,
  now: string,
  save: (transaction: Changes, months: ReadonlySet<string>, over: number) => void | Promise<void>,
): Promise<boolean> {
  return ledger.transaction().execute(async (transaction) => {
    if ((await eventsWritten(transaction)) !== over) return false
    const uids = [...put.map((event) => event.uid), ...remove]
    const before = await rowsOf(transaction, uids)
    for (const event of put) await putEvent(transaction, event)
    for (const uid of remove) await transaction.deleteFrom('event').where('uid', '=', uid).execute()
    for (const uid of uids) await addWork(transaction, 'publish-event', uid, now)
    if (uids.length > 0) await countUp(transaction, 'events-written', now)
    const months = new Set([...before, ...put.map(rowOf)].map(({ month }) => month))
    await save(transaction, months, over + (uids.length > 0 ? 1 : 0))
    return true
  })
}

function rowOf(event: CalendarEvent): EventRow {
  return {
    uid: event.uid,
    event: JSON.stringify(event),
    month: event.start.slice(0, 7),
    until: event.end.slice(0, 10),
    changed: event.lastModified,
  }
}

async function putEvent(transaction: Changes, event: CalendarEvent): Promise<void> {
  const row = rowOf(event)
  await transaction
    .insertInto('event')
    .values(row)
    .onConflict((clash) => clash.column('uid').doUpdateSet(row))
    .execute()
}

/** UIDs in one statement: far below the parameters that SQLite and PostgreSQL allow. */
const uidsAtOnce = 500

async function rowsOf(ledger: Ledger, uids: readonly string[]): Promise<EventRow[]> {
  const rows: EventRow[] = []
  for (let at = 0; at < uids.length; at += uidsAtOnce)
    rows.push(
      ...(await ledger
        .selectFrom('event')
        .selectAll()
        .where('uid', 'in', uids.slice(at, at + uidsAtOnce))
        .execute()),
    )
  return rows
}

function eventIn({ event }: Pick<EventRow, 'event'>): CalendarEvent {
  return JSON.parse(event) as CalendarEvent
}

/** These events, as far as they are stored. */
export async function eventsWith(ledger: Ledger, uids: readonly string[]): Promise<CalendarEvent[]> {
  return (await rowsOf(ledger, uids)).map(eventIn)
}

/** UIDs of all events. */
export async function storedUids(ledger: Ledger): Promise<string[]> {
  return (await ledger.selectFrom('event').select('uid').execute()).map(({ uid }) => uid)
}

/** The months in which events start. */
export async function monthsOfEvents(ledger: Ledger): Promise<string[]> {
  const rows = await ledger.selectFrom('event').select('month').distinct().orderBy('month').execute()
  return rows.map(({ month }) => month)
}

export async function eventsOfMonth(ledger: Ledger, month: string): Promise<CalendarEvent[]> {
  return (await ledger.selectFrom('event').select('event').where('month', '=', month).execute()).map(eventIn)
}

/** LAST-MODIFIED of the event that changed last; null when there is none. */
export async function lastChange(ledger: Ledger): Promise<string | null> {
  const row = await ledger
    .selectFrom('event')
    .select(({ fn }) => fn.max('changed').as('last'))
    .executeTakeFirst()
  return row?.last ?? null
}

/** The events that last until a day, or longer. */
export async function eventsUntil(ledger: Ledger, day: string): Promise<CalendarEvent[]> {
  return (await ledger.selectFrom('event').select('event').where('until', '>=', day).execute()).map(eventIn)
}

/** How many events there are. */
export async function countEvents(ledger: Ledger): Promise<number> {
  const row = await ledger
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** The last events before a day, and what there is besides: how many, the first day, the last change. */
export async function lastEventsBefore(
  ledger: Ledger,
  day: string,
  most: number,
): Promise<{ last: CalendarEvent[]; rest: LeftOut | null }> {
  const rows = await ledger
    .selectFrom('event')
    .select(['event'])
    .where('until', '<', day)
    .orderBy('until', 'desc')
    .orderBy('uid')
    .limit(most)
    .execute()
  const beyond = ledger
    .selectFrom('event')
    .select(['until', 'changed'])
    .where('until', '<', day)
    .orderBy('until', 'desc')
    .orderBy('uid')
    .offset(most)
    .limit(Number.MAX_SAFE_INTEGER)
  const rest = await ledger
    .selectFrom(beyond.as('rest'))
    .select(({ fn }) => [
      fn.countAll<number | string>().as('count'),
      fn.min('until').as('first'),
      fn.max('changed').as('changed'),
    ])
    .executeTakeFirst()
  const count = Number(rest?.count ?? 0)
  return {
    last: rows.map(eventIn),
    rest: count === 0 ? null : { count, first: rest?.first ?? '', changed: rest?.changed ?? '' },
  }
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

export async function recordWritten(ledger: Ledger, uid: string, written: Written): Promise<void> {
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
