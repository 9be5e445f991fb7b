import { sql } from 'kysely'
import type { Lesson } from '../talks/reading.ts'
import type { Ledger } from './ledger.ts'
import type { ExampleRow } from './schema.ts'

/** What tells one lesson's row from another. */
export interface ExampleKey {
  number: number
  mail: string
}

/** Number of the newest decision; null when there is none. */
export async function lastDecision(ledger: Ledger): Promise<number | null> {
  const row = await ledger
    .selectFrom('decision')
    .select((build) => build.fn.max('number').as('last'))
    .executeTakeFirst()
  return row?.last ?? null
}

/** The lessons that have an example, with the facts that it was made of. */
export async function knownLessons(ledger: Ledger): Promise<(ExampleKey & Pick<ExampleRow, 'facts'>)[]> {
  return ledger.selectFrom('example').select(['number', 'mail', 'facts']).execute()
}

/** Keeps what lessons show; `shape` is null when the mail does not show where its facts stand. */
export async function recordExample(
  ledger: Ledger,
  { number, after, mail, office, from, date }: Lesson,
  { head, facts, shape }: Pick<ExampleRow, 'head' | 'facts' | 'shape'>,
): Promise<void> {
  const row = { number, after, mail, office, sender: from, date, head, facts, shape }
  await ledger
    .insertInto('example')
    .values(row)
    .onConflict((clash) => clash.columns(['number', 'mail']).doUpdateSet(row))
    .execute()
}

/** Examples are made of mails and decisions alone, and may be made anew. */
export async function forgetExamples(ledger: Ledger, gone: readonly ExampleKey[] | 'all'): Promise<void> {
  if (gone === 'all') await ledger.deleteFrom('example').execute()
  else
    for (const { number, mail } of gone)
      await ledger.deleteFrom('example').where('number', '=', number).where('mail', '=', mail).execute()
}

/** How many of an office's newest examples are used, and of others' with subjects that begin alike. */
const most = { own: 12, foreign: 4 }

/** The examples a mail may be read by: confirmed before it came, the latest of each mail, newest first. */
export async function examplesFor(
  ledger: Ledger,
  { from, head, number }: { from: string; head: string; number: number },
): Promise<{ own: ExampleRow[]; foreign: ExampleRow[] }> {
  const before = () =>
    ledger
      .selectFrom('example')
      .selectAll()
      .where(({ eb, selectFrom }) =>
        eb(
          'example.number',
          '=',
          selectFrom('example as later')
            .whereRef('later.mail', '=', 'example.mail')
            .where('later.after', '<', number)
            .select((build) => build.fn.max('later.number').as('last')),
        ),
      )
      .where('shape', 'is not', null)
      .orderBy('number', 'desc')
  const office = sql<string>`(select office from example where sender = ${from} and after < ${number})`
  const own = await before()
    .where((build) => build.or([build('sender', '=', from), build('office', 'in', office)]))
    .limit(most.own)
    .execute()
  const foreign =
    own.length > 0 || head === '' ? [] : await before().where('head', '=', head).limit(most.foreign).execute()
  return { own, foreign }
}

/** Every example, newest first, for `statlist habits`. */
export async function allExamples(ledger: Ledger): Promise<ExampleRow[]> {
  return ledger.selectFrom('example').selectAll().orderBy('number', 'desc').execute()
}
