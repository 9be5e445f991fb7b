import { sql } from 'kysely'
import type { Ledger } from './ledger.ts'

/** The part whose rows say on which days the program ran. */
export const ran = 'ran'

/** Counts a minute of a day on which something was wrong with these parts; the day itself is noted once. */
export async function noteMinute(ledger: Ledger, day: string, bad: readonly string[]): Promise<void> {
  await ledger
    .insertInto('bad_day')
    .values({ day, part: ran, minutes: 0 })
    .onConflict((clash) => clash.doNothing())
    .execute()
  for (const part of bad)
    await ledger
      .insertInto('bad_day')
      .values({ day, part, minutes: 1 })
      .onConflict((clash) =>
        clash.columns(['day', 'part']).doUpdateSet({ minutes: sql`bad_day.minutes + 1` }),
      )
      .execute()
}

/** Minutes of trouble by day and part, from a day on. */
export async function badDays(
  ledger: Ledger,
  from: string,
): Promise<{ day: string; part: string; minutes: number }[]> {
  return ledger
    .selectFrom('bad_day')
    .selectAll()
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('part')
    .execute()
}
