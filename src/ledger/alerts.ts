import type { Ledger } from './ledger.ts'

/** Something that an admin should know: what waits, what fails; its `name` stays the same while it lasts. */
export interface Alert {
  name: string
  text: string
}

/** What is still to be told over one channel. */
export interface Untold {
  begun: Alert[]
  over: Alert[]
}

/** Makes the table hold exactly these alerts: new ones begin now, those that are gone are over. */
export async function syncAlerts(ledger: Ledger, current: readonly Alert[], now: string): Promise<void> {
  await ledger.transaction().execute(async (transaction) => {
    const before = new Map(
      (await transaction.selectFrom('alert').selectAll().execute()).map((row) => [row.name, row]),
    )
    const names = new Set(current.map(({ name }) => name))
    for (const { name, text } of new Map(current.map((alert) => [alert.name, alert])).values()) {
      const row = before.get(name)
      if (row === undefined)
        await transaction.insertInto('alert').values({ name, text, since: now, over_at: null }).execute()
      else if (row.over_at !== null) {
        // It comes back: a new story, told anew.
        await transaction.deleteFrom('told').where('alert', '=', name).execute()
        await transaction
          .updateTable('alert')
          .set({ text, since: now, over_at: null })
          .where('name', '=', name)
          .execute()
      }
    }
    for (const { name, over_at } of before.values())
      if (over_at === null && !names.has(name))
        await transaction.updateTable('alert').set({ over_at: now }).where('name', '=', name).execute()
  })
}

/** What has not been told over a channel yet; what is over before anybody heard of it is not told at all. */
export async function untold(ledger: Ledger, channel: string): Promise<Untold> {
  const rows = await ledger.selectFrom('alert').selectAll().orderBy('since').execute()
  const told = await ledger.selectFrom('told').selectAll().where('channel', '=', channel).execute()
  const has = (name: string, over: number) => told.some((row) => row.alert === name && row.over === over)
  return {
    begun: rows.filter(({ name, over_at }) => over_at === null && !has(name, 0)),
    over: rows.filter(({ name, over_at }) => over_at !== null && has(name, 0) && !has(name, 1)),
  }
}

/** Notes what was told, and forgets alerts that are over for every channel. */
export async function noteTold(
  ledger: Ledger,
  channel: string,
  { begun, over }: Untold,
  channels: readonly string[],
): Promise<void> {
  const rows = [
    ...begun.map(({ name }) => ({ alert: name, channel, over: 0 })),
    ...over.map(({ name }) => ({ alert: name, channel, over: 1 })),
  ]
  if (rows.length > 0)
    await ledger
      .insertInto('told')
      .values(rows)
      .onConflict((clash) => clash.doNothing())
      .execute()
  await forgetOver(ledger, channels)
}

/** Drops alerts that are over, once everybody who was told of them knows that. */
export async function forgetOver(ledger: Ledger, channels: readonly string[]): Promise<void> {
  const owed = new Set<string>()
  for (const channel of channels) for (const { name } of (await untold(ledger, channel)).over) owed.add(name)
  const over = await ledger.selectFrom('alert').select('name').where('over_at', 'is not', null).execute()
  for (const { name } of over.filter((row) => !owed.has(row.name))) {
    await ledger.deleteFrom('told').where('alert', '=', name).execute()
    await ledger.deleteFrom('alert').where('name', '=', name).execute()
  }
}

/** Since when the oldest alert of a kind has lasted, an ISO instant; null when there is none. */
export async function oldestAlert(ledger: Ledger, prefix: string): Promise<string | null> {
  const row = await ledger
    .selectFrom('alert')
    .select((build) => build.fn.min('since').as('since'))
    .where('over_at', 'is', null)
    .where('name', 'like', `${prefix}%`)
    .executeTakeFirst()
  return row?.since ?? null
}

/** Names of the alerts that are not over. */
export async function alertNames(ledger: Ledger): Promise<ReadonlySet<string>> {
  const rows = await ledger.selectFrom('alert').select('name').where('over_at', 'is', null).execute()
  return new Set(rows.map(({ name }) => name))
}
