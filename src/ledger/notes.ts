import { sql, type Transaction } from 'kysely'
import type { CalendarError, MailError } from '../errors.ts'
import type { Waiting } from '../talks/reading.ts'
import type { Ledger } from './ledger.ts'
import type { Tables } from './schema.ts'

/** Names of the notes that the program leaves for `status`, `/health` and itself. */
export type NoteName =
  | 'last-poll'
  | 'poll-error'
  | 'redis-error'
  | 'google-calendar'
  | 'google-error'
  | 'google-paused'
  | 'google-emptied'
  | 'google-sync'
  | 'google-agreed'
  | 'google-drift'
  | 'events-written'
  | 'readings-changed'
  | 'feed-refused'
  | 'decisions-missing'
  | 'waiting'
  | 'read-by'
  | 'upgrade'
  | 'reader-error'
  | 'read-with'
  | 'learnt'
  | 'instance'
  | 'public-url'
  | 'last-backup'
  | 'backup-error'
  | 'resyncs'

/** Leaves a note; an empty value takes it away. */
export async function leaveNote(
  ledger: Ledger | Transaction<Tables>,
  name: NoteName,
  value: string,
  now: string,
): Promise<void> {
  if (value === '') await ledger.deleteFrom('note').where('name', '=', name).execute()
  else
    await ledger
      .insertInto('note')
      .values({ name, value, at: now })
      .onConflict((clash) => clash.column('name').doUpdateSet({ value, at: now }))
      .execute()
}

/** How often something was counted under a name. */
export async function countOf(ledger: Ledger | Transaction<Tables>, name: NoteName): Promise<number> {
  const row = await ledger.selectFrom('note').select('value').where('name', '=', name).executeTakeFirst()
  return Number(row?.value ?? 0)
}

/** Counts once more. */
export async function countUp(transaction: Transaction<Tables>, name: NoteName, now: string): Promise<void> {
  await leaveNote(transaction, name, String((await countOf(transaction, name)) + 1), now)
}

/** Leaves a note about something that lasts: its text is renewed, its instant stays that of the beginning. */
export async function leaveLastingNote(
  ledger: Ledger,
  name: NoteName,
  value: string,
  now: string,
): Promise<void> {
  await ledger
    .insertInto('note')
    .values({ name, value, at: now })
    .onConflict((clash) => clash.column('name').doUpdateSet({ value }))
    .execute()
}

/** Why the last poll failed; null when it did not. */
export interface PollFailure {
  reason: MailError['reason']
  text: string
  /** ISO instant of the first failure of this row. */
  since: string
}

/** Reads the note of a failed poll; one of an older version counts as a passing failure. */
export function pollFailureOf(note: { value: string; at: string } | undefined): PollFailure | null {
  if (note === undefined) return null
  try {
    return JSON.parse(note.value) as PollFailure
  } catch {
    return { reason: 'transient', text: note.value, since: note.at }
  }
}

/** Why all writing to Google rests, and until when; null when it does not. */
export interface GooglePause {
  reason: CalendarError['reason']
  /** ISO instant. */
  until: string
  text: string
}

export function googlePauseOf(note: { value: string } | undefined): GooglePause | null {
  if (note === undefined) return null
  const [reason, until, text] = JSON.parse(note.value) as [GooglePause['reason'], string, string]
  return { reason, until, text }
}

/** True when only a human can end the pause; an exhausted quota mends itself. */
export function needsHuman(pause: GooglePause | null): boolean {
  return pause !== null && (pause.reason === 'auth' || pause.reason === 'notShared')
}

/** The talks that wait for a human. */
export function waitingOf(note: { value: string } | undefined): Waiting[] {
  return note === undefined ? [] : (JSON.parse(note.value) as Waiting[])
}

export async function leaveGooglePause(
  ledger: Ledger,
  { reason, until, text }: GooglePause,
  now: string,
): Promise<void> {
  await leaveNote(ledger, 'google-paused', JSON.stringify([reason, until, text]), now)
}

/** Notes by name, with the instant of each. */
export type Notes = Partial<Record<NoteName, { value: string; at: string }>>

/** All that is noted now. */
export async function notes(ledger: Ledger): Promise<Notes> {
  const rows = await ledger.selectFrom('note').selectAll().execute()
  return Object.fromEntries(rows.map(({ name, value, at }) => [name, { value, at }]))
}

/** What time it is for all hosts of a PostgreSQL, as an ISO instant. */
export async function serverTime(ledger: Ledger): Promise<string> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(ledger)
  const [row] = rows
  if (row === undefined) throw new Error('the database does not say what time it is')
  return row.now.toISOString()
}

/** Takes a lease when nobody else holds it, in any process; one that runs far too long is a wrong clock's. */
export async function takeLease(
  ledger: Ledger,
  name: string,
  holder: string,
  now: string,
  until: string,
): Promise<boolean> {
  const impossible = Temporal.Instant.from(until)
    .add({ seconds: 60 })
    .toString({ smallestUnit: 'millisecond' })
  const rows = await ledger
    .insertInto('lease')
    .values({ name, holder, until })
    .onConflict((clash) =>
      clash
        .column('name')
        .doUpdateSet({ holder, until })
        .where((build) =>
          build.or([
            build('lease.until', '<', now),
            build('lease.until', '>', impossible),
            build('lease.holder', '=', holder),
          ]),
        ),
    )
    .returning('name')
    .execute()
  return rows.length > 0
}

export async function dropLease(ledger: Ledger, name: string, holder: string): Promise<void> {
  await ledger.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute()
}
