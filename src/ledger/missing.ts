import type { Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import type { Tables } from './schema.ts'

/** A mailbox as it was numbered when it was read. */
export interface NumberedMailbox {
  mailbox: string
  uidValidity: string
}

const firstWaitSeconds = 60
const longestWaitSeconds = 6 * 3600
const maxAtOnce = 20

/** UIDs that the server did not hand out and that should be asked for again now: after a minute, two, four … at most six hours. */
export async function missingUids(
  ledger: Ledger,
  { mailbox, uidValidity }: NumberedMailbox,
  now: string,
): Promise<number[]> {
  const rows = await ledger
    .selectFrom('missing')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('uid_validity', '=', uidValidity)
    .orderBy('tried_at')
    .execute()
  return rows
    .filter(({ tries, tried_at }) => {
      const wait = Math.min(firstWaitSeconds * 2 ** (tries - 1), longestWaitSeconds)
      return Math.abs(Temporal.Instant.from(tried_at).until(now).total('seconds')) >= wait
    })
    .slice(0, maxAtOnce)
    .map(({ uid }) => uid)
}

/** Notes that a mail was not handed out, once more. */
export async function noteMissing(
  transaction: Transaction<Tables>,
  { mailbox, uidValidity }: NumberedMailbox,
  { uid, key }: { uid: number; key: string },
  now: string,
): Promise<void> {
  await transaction
    .insertInto('missing')
    .values({ mailbox, uid_validity: uidValidity, uid, key, tries: 1, tried_at: now })
    .onConflict((clash) =>
      clash
        .columns(['mailbox', 'uid_validity', 'uid'])
        .doUpdateSet((build) => ({ tries: build('missing.tries', '+', 1), tried_at: now })),
    )
    .execute()
}

/** These mails were handed out after all: what waits in their place needs no human any more. */
export async function settleMissing(
  transaction: Transaction<Tables>,
  { mailbox, uidValidity }: NumberedMailbox,
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0) return
  const rows = await transaction
    .deleteFrom('missing')
    .where('mailbox', '=', mailbox)
    .where('uid_validity', '=', uidValidity)
    .where('uid', 'in', uids)
    .returning('key')
    .execute()
  for (const { key } of rows)
    await transaction
      .updateTable('message')
      .set({ state: 'ignored', reason: 'the server has handed it out since, or no longer has it' })
      .where('key', '=', key)
      .where('state', '=', 'waiting')
      .execute()
}

/** What the server no longer lists is gone, and what stood under an older numbering was read anew: nothing waits for them. */
export async function settleGone(
  ledger: Ledger,
  { mailbox, uidValidity }: NumberedMailbox,
  gone: readonly number[],
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    await settleMissing(transaction, { mailbox, uidValidity }, gone)
    const former = await transaction
      .selectFrom('missing')
      .select(['uid', 'uid_validity'])
      .where('mailbox', '=', mailbox)
      .where('uid_validity', '!=', uidValidity)
      .execute()
    for (const { uid, uid_validity } of former)
      await settleMissing(transaction, { mailbox, uidValidity: uid_validity }, [uid])
  })
}
