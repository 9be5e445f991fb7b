import { sql } from 'kysely'
import type { Act, Decision } from '../calendar/decision.ts'
import type { Ledger } from './ledger.ts'
import { addWork } from './outbox.ts'

/** Keeps a decision and notes that the calendar must be folded anew, in one transaction; gives its number. */
export async function recordDecision(
  ledger: Ledger,
  { who, why, act }: Pick<Decision, 'who' | 'why' | 'act'>,
  now: string,
): Promise<number> {
  return ledger.transaction().execute(async (transaction) => {
    const { number } = await transaction
      .insertInto('decision')
      .values({
        number: sql<number>`(select coalesce(max(number), 0) + 1 from decision)`,
        after: sql<number>`(select coalesce(max(number), 0) from message)`,
        at: now,
        who,
        why,
        act: JSON.stringify(act),
      })
      .returning('number')
      .executeTakeFirstOrThrow()
    await addWork(transaction, 'publish-feed', 'feed', now)
    return number
  })
}

/** All decisions, oldest first. */
export async function decisions(ledger: Ledger): Promise<Decision[]> {
  const rows = await ledger.selectFrom('decision').selectAll().orderBy('number').execute()
  return rows.map((row) => ({ ...row, act: JSON.parse(row.act) as Act }))
}
