import { sql, type Transaction } from 'kysely'
import type { Act, Decision } from '../talks/decision.ts'
import type { Written } from '../google/calendar.ts'
import { recordWritten } from './events.ts'
import type { Ledger } from './ledger.ts'
import { addWork } from './outbox.ts'
import type { Tables } from './schema.ts'

type Made = Pick<Decision, 'who' | 'why' | 'act'>

/** Keeps a decision and notes that the calendar must be folded anew, in one transaction; gives its number. */
export async function recordDecision(ledger: Ledger, made: Made, now: string): Promise<number> {
  return recordDecisions(ledger, [made], now)
}

/** The same for several that belong together; returns the number of the first. */
export async function recordDecisions(ledger: Ledger, all: readonly Made[], now: string): Promise<number> {
  return ledger.transaction().execute(async (transaction) => {
    const numbers: number[] = []
    for (const made of all) {
      // What was deleted by hand may be written again when somebody takes that back.
      if (made.act.kind === 'restore')
        await transaction
          .updateTable('sink')
          .set({ state: 'removed' })
          .where('uid', '=', made.act.event)
          .where('state', '=', 'hand-deleted')
          .execute()
      numbers.push(await insert(transaction, made, now))
    }
    return numbers[0] ?? 0
  })
}

/** Keeps what a human did in Google together with what Google holds now: never the one without the other. */
export async function adoptFromGoogle(
  ledger: Ledger,
  { uid, acts, written }: { uid: string; acts: readonly Act[]; written: Written },
  now: string,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    for (const act of acts)
      await insert(transaction, { who: 'Google Calendar', why: 'done there by hand', act }, now)
    await recordWritten(transaction, uid, written)
  })
}

/**
 * Decisions and answers are counted together, each after the newest mail read by then: a mail still to be
 * read comes after them.
 */
export const placeNow = {
  number: sql<number>`(select coalesce(max(number), 0) + 1 from (select number from decision union all select number from answer) as entry)`,
  after: sql<number>`(select coalesce(min(case when state = 'pending' then number - 1 end), max(number), 0) from message)`,
}

async function insert(
  transaction: Transaction<Tables>,
  { who, why, act }: Made,
  now: string,
): Promise<number> {
  const { number } = await transaction
    .insertInto('decision')
    .values({
      ...placeNow,
      at: now,
      who,
      why,
      act: JSON.stringify(act),
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await addWork(transaction, 'publish-feed', 'feed', now)
  return number
}

/** All decisions, oldest first. */
export async function decisions(ledger: Ledger): Promise<Decision[]> {
  const rows = await ledger.selectFrom('decision').selectAll().orderBy('number').execute()
  return rows.map((row) => ({ ...row, act: JSON.parse(row.act) as Act }))
}
