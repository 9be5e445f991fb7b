import { sql } from 'kysely'
import type { Ledger } from './ledger.ts'

/** What a reader says is wrong with a talk, and nobody has looked at yet. */
export interface Remark {
  number: number
  /** UID of the talk. */
  event: string
  text: string
  /** ISO instant. */
  at: string
}

/** At most this many wait: strangers must not fill the disk, and nobody reads more. */
const mostOpen = 100

/** Keeps a remark, once; false when too many wait already. */
export async function keepRemark(
  ledger: Ledger,
  { event, text, at }: Omit<Remark, 'number'>,
): Promise<boolean> {
  return ledger.transaction().execute(async (transaction) => {
    const open = await transaction.selectFrom('remark').selectAll().where('settled_by', 'is', null).execute()
    if (open.some((one) => one.event === event && one.text === text)) return true
    if (open.length >= mostOpen) return false
    const number = sql<number>`(select coalesce(max(number), 0) + 1 from remark)`
    await transaction.insertInto('remark').values({ number, event, text, at, settled_by: null }).execute()
    return true
  })
}

/** The remarks that wait, the oldest first. */
export async function openRemarks(ledger: Ledger): Promise<Remark[]> {
  return ledger
    .selectFrom('remark')
    .select(['number', 'event', 'text', 'at'])
    .where('settled_by', 'is', null)
    .orderBy('number')
    .execute()
}

/** Notes who has looked at it; false when it does not wait. */
export async function settleRemark(ledger: Ledger, number: number, who: string): Promise<boolean> {
  const settled = await ledger
    .updateTable('remark')
    .set({ settled_by: who })
    .where('number', '=', number)
    .where('settled_by', 'is', null)
    .returning('number')
    .execute()
  return settled.length > 0
}
