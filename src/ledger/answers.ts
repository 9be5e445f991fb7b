import { sql } from 'kysely'
import type { SecondReading, StoredSecond } from '../talks/reading.ts'
import { placeNow } from './decisions.ts'
import type { Ledger } from './ledger.ts'
import { noteChange } from './messages.ts'
import { addWork } from './outbox.ts'
import type { AnswerRow } from './schema.ts'

/** Who is asked, and with which words. */
export interface Asked {
  model: string
  prompt: string
}

/** Keeps an answer with its reading, once for each mail, model and prompt; the calendar is folded anew. */
export async function recordAnswer(
  ledger: Ledger,
  key: string,
  { model, prompt }: Asked,
  { answers, reading }: { answers: readonly string[]; reading: StoredSecond | null },
  now: string,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    const row = {
      ...placeNow,
      // An older mail may still be unread: no answer is heard before its mail.
      after: sql<number>`(select max(number) from (select ${placeNow.after} as number union all select number from message where key = ${key}) as place)`,
      at: now,
      answer: JSON.stringify(answers),
      reading: reading === null ? null : JSON.stringify(reading),
    }
    await transaction
      .insertInto('answer')
      .values({ ...row, key, model, prompt })
      // One that could not be used may be replaced.
      .onConflict((clash) =>
        clash.columns(['key', 'model', 'prompt']).doUpdateSet(row).where('answer.reading', 'is', null),
      )
      .execute()
    await transaction.deleteFrom('outbox').where('job', '=', 'read-again').where('key', '=', key).execute()
    if (reading !== null) await addWork(transaction, 'publish-feed', 'feed', now)
  })
}

/** The second readings that are numbered after this, oldest first. */
export async function secondReadings(ledger: Ledger, after = 0): Promise<SecondReading[]> {
  const rows = await ledger
    .selectFrom('answer')
    .select(['number', 'after', 'at', 'key', 'reading'])
    .where('reading', 'is not', null)
    .where('number', '>', after)
    .orderBy('number')
    .execute()
  return rows.flatMap(({ reading, ...row }) =>
    reading === null ? [] : [{ ...row, ...(JSON.parse(reading) as StoredSecond) }],
  )
}

/** Every answer about a mail, oldest first. */
export async function answersTo(
  ledger: Ledger,
  key: string,
): Promise<(Omit<AnswerRow, 'answer'> & { answers: string[] })[]> {
  const rows = await ledger
    .selectFrom('answer')
    .selectAll()
    .where('key', '=', key)
    .orderBy('number')
    .execute()
  return rows.map(({ answer, ...row }) => ({ ...row, answers: JSON.parse(answer) as string[] }))
}

/** Stores what another parser reads in an answer. */
export async function rereadAnswer(
  ledger: Ledger,
  number: number,
  reading: StoredSecond,
  now: string,
): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('answer')
      .set({ reading: JSON.stringify(reading) })
      .where('number', '=', number)
      .execute()
    await noteChange(transaction, now)
  })
}

/** Notes the mails to be asked about, except those with a usable answer; returns how many. */
export async function askAgain(
  ledger: Ledger,
  keys: readonly string[],
  { model, prompt }: Asked,
  now: string,
): Promise<number> {
  const rows = await ledger
    .selectFrom('answer')
    .select('key')
    .where('model', '=', model)
    .where('prompt', '=', prompt)
    .where('reading', 'is not', null)
    .execute()
  const answered = new Set(rows.map(({ key }) => key))
  const open = [...new Set(keys)].filter((key) => !answered.has(key))
  for (const key of open) await addWork(ledger, 'read-again', key, now)
  return open.length
}
