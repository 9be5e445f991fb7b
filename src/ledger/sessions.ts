import { createHash } from 'node:crypto'
import type { Ledger } from './ledger.ts'
import type { SessionRow } from './schema.ts'

type Kind = SessionRow['kind']

/** Opens a link or a session under a key that only the browser keeps; what is over is forgotten. */
export async function openSession(
  ledger: Ledger,
  { key, kind, who, until }: { key: string; kind: Kind; who: string; until: string },
  now: string,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('session').where('until', '<=', now).execute()
    await transaction
      .insertInto('session')
      .values({ hash: hashOf(key), kind, who, until })
      .execute()
  })
}

/** Whose it is; null when there is none, or it is over. */
export async function sessionOf(
  ledger: Ledger,
  kind: Kind,
  key: string,
  now: string,
): Promise<string | null> {
  const row = await ledger
    .selectFrom('session')
    .select('who')
    .where('hash', '=', hashOf(key))
    .where('kind', '=', kind)
    .where('until', '>', now)
    .executeTakeFirst()
  return row?.who ?? null
}

/** Uses a link up: of two who open it at once, one gets in. Returns whose it was. */
export async function takeLink(ledger: Ledger, key: string, now: string): Promise<string | null> {
  const row = await ledger
    .deleteFrom('session')
    .where('hash', '=', hashOf(key))
    .where('kind', '=', 'link')
    .where('until', '>', now)
    .returning('who')
    .executeTakeFirst()
  return row?.who ?? null
}

/** Ends one session, or every session and link; gives how many. */
export async function endSessions(ledger: Ledger, key: string | null): Promise<number> {
  const query = ledger.deleteFrom('session')
  const { numDeletedRows } = await (
    key === null ? query : query.where('hash', '=', hashOf(key))
  ).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
