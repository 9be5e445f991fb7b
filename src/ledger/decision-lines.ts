import { sql } from 'kysely'
import type { Act, Decision } from '../talks/decision.ts'
import { placeNow } from './decisions.ts'
import type { Ledger } from './ledger.ts'
import { addWork } from './outbox.ts'

/** A decision without this ledger's numbers: `behind` is the key of the newest mail at that time. */
export type DecisionLine = Pick<Decision, 'at' | 'who' | 'why' | 'act'> & { behind: string | null }

/** Every decision, oldest first, a JSON line each: names of mails, talks and events are the same in every ledger. */
export async function exportDecisions(ledger: Ledger): Promise<string[]> {
  const rows = await ledger
    .selectFrom('decision')
    .leftJoin('message', 'message.number', 'decision.after')
    .select(['decision.at', 'decision.who', 'decision.why', 'decision.act', 'message.key as behind'])
    .orderBy('decision.number')
    .execute()
  return rows.map(({ at, who, why, act, behind }) =>
    lineOf({ at, who, why, act: JSON.parse(act) as Act, behind }),
  )
}

function lineOf({ at, who, why, behind, act }: DecisionLine): string {
  return JSON.stringify({ at, who, why, behind, act })
}

/** What two copies of one decision share, wherever they stand. */
export function identityOfLine(line: string): string {
  const { at, who, act } = JSON.parse(line) as DecisionLine
  return JSON.stringify([at, who, act])
}

/** Adds the decisions that the ledger lacks, after those it has; returns how many were new. */
export async function importDecisions(
  ledger: Ledger,
  lines: readonly string[],
  now: string,
): Promise<number> {
  const known = new Set((await exportDecisions(ledger)).map(identityOfLine))
  const fresh = lines.filter((line) => !known.has(identityOfLine(line)))
  if (fresh.length === 0) return 0
  await ledger.transaction().execute(async (transaction) => {
    for (const line of fresh) {
      const { at, who, why, behind, act } = JSON.parse(line) as DecisionLine
      await transaction
        .insertInto('decision')
        .values({
          number: placeNow.number,
          after:
            behind === null
              ? 0
              : sql<number>`coalesce((select number from message where key = ${behind}), (select max(number) from message), 0)`,
          at,
          who,
          why,
          act: JSON.stringify(act),
        })
        .execute()
    }
    await addWork(transaction, 'publish-feed', 'feed', now)
  })
  return fresh.length
}
