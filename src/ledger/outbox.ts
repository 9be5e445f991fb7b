import type { Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import type { OutboxRow, Tables } from './schema.ts'

/**
 * Notes work to do; work already noted is marked as new again.
 * Epochs begin with the time, so one is not used again after its row is gone: BullMQ silently drops a job id that it still knows.
 */
export async function addWork(
  ledger: Ledger | Transaction<Tables>,
  job: string,
  key: string,
  now: string,
): Promise<void> {
  await ledger
    .insertInto('outbox')
    .values({ job, key, epoch: Date.parse(now), queued_at: null, created_at: now })
    .onConflict((clash) =>
      clash
        .columns(['job', 'key'])
        .doUpdateSet((build) => ({ epoch: build('outbox.epoch', '+', 1), queued_at: null })),
    )
    .execute()
}

/** Takes work that is not in the queue, oldest first, and marks it as queued. */
export async function takeWork(
  ledger: Ledger,
  now: string,
  limit: number,
): Promise<Pick<OutboxRow, 'job' | 'key' | 'epoch'>[]> {
  return ledger.transaction().execute(async (transaction) => {
    const due = await transaction
      .selectFrom('outbox')
      .select(['job', 'key'])
      .where('queued_at', 'is', null)
      .orderBy('created_at')
      .limit(limit)
      .execute()
    const taken: Pick<OutboxRow, 'job' | 'key' | 'epoch'>[] = []
    for (const { job, key } of due) {
      const rows = await transaction
        .updateTable('outbox')
        .set((build) => ({ queued_at: now, epoch: build('epoch', '+', 1) }))
        .where('job', '=', job)
        .where('key', '=', key)
        .returning(['job', 'key', 'epoch'])
        .execute()
      taken.push(...rows)
    }
    return taken
  })
}

/** Work of one job that was queued before a time (or by a clock that was ahead of `now`) and is not done yet. */
export async function queuedWork(
  ledger: Ledger,
  job: string,
  { before, now }: { before: string; now: string },
  limit: number,
): Promise<(OutboxRow & { queued_at: string })[]> {
  const rows = await ledger
    .selectFrom('outbox')
    .selectAll()
    .where('job', '=', job)
    .where((build) => build.or([build('queued_at', '<', before), build('queued_at', '>', now)]))
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => (row.queued_at === null ? [] : [{ ...row, queued_at: row.queued_at }]))
}

/** Gives work back that could not be queued. */
export async function returnWork(
  ledger: Ledger,
  work: readonly Pick<OutboxRow, 'job' | 'key'>[],
): Promise<void> {
  for (const { job, key } of work)
    await ledger
      .updateTable('outbox')
      .set({ queued_at: null })
      .where('job', '=', job)
      .where('key', '=', key)
      .execute()
}

/** Keys of one job's open work, of all or of what was noted since an instant. */
export async function openKeys(ledger: Ledger, job: string, since = ''): Promise<string[]> {
  const rows = await ledger
    .selectFrom('outbox')
    .select('key')
    .where('job', '=', job)
    .where('created_at', '>=', since)
    .execute()
  return rows.map(({ key }) => key)
}

/** The state of one piece of work; null when it is done. */
export async function workAt(ledger: Ledger, job: string, key: string): Promise<OutboxRow | null> {
  return (
    (await ledger
      .selectFrom('outbox')
      .selectAll()
      .where('job', '=', job)
      .where('key', '=', key)
      .executeTakeFirst()) ?? null
  )
}

/** Work is done, unless it was noted anew in the meantime (its epoch has grown). */
export async function finishWork(
  ledger: Ledger,
  job: string,
  key: string,
  epoch: number,
  now: string,
): Promise<void> {
  const done = await ledger
    .deleteFrom('outbox')
    .where('job', '=', job)
    .where('key', '=', key)
    .where('epoch', '=', epoch)
    .returning('key')
    .execute()
  // What was noted meanwhile counts as new: the work made progress.
  if (done.length === 0)
    await ledger
      .updateTable('outbox')
      .set({ created_at: now })
      .where('job', '=', job)
      .where('key', '=', key)
      .execute()
}

/** Age of the oldest open work of each job: the time when it was first noted. */
export async function oldestWork(ledger: Ledger): Promise<Record<string, string>> {
  const rows = await ledger
    .selectFrom('outbox')
    .select(['job', (build) => build.fn.min('created_at').as('at')])
    .groupBy('job')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.job, row.at]))
}

/** Open work by job. */
export async function countWork(ledger: Ledger): Promise<Record<string, number>> {
  const rows = await ledger
    .selectFrom('outbox')
    .select(['job', (build) => build.fn.countAll<number | string>().as('count')])
    .groupBy('job')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.job, Number(row.count)]))
}
