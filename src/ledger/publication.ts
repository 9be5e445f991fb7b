import { gunzipSync, gzipSync } from 'node:zlib'
import type { Transaction } from 'kysely'
import type { Ledger } from './ledger.ts'
import type { Tables } from './schema.ts'

/*
 * The last publication as files, for the hosts that did not make it. A month's file has its content in its
 * name, so a new publication adds one or two of them and the manifest that names all.
 */

/** A publication's files. */
export interface PublicationFiles {
  /** Hash of all of it. */
  version: string
  manifest: string
  /** Of the talks' files. */
  names: readonly string[]
  /** Null where it is missing or damaged. */
  textOf(name: string): string | null
}

const manifestName = 'publication.json'

/** Puts a publication in place of the last one; files that are there already are not sent again. */
export async function sharePublication(
  transaction: Transaction<Tables>,
  { version, manifest, names, textOf }: PublicationFiles,
): Promise<void> {
  const there = new Set(await namesOf(transaction))
  for (const name of names) {
    if (there.has(name)) continue
    const text = textOf(name)
    if (text === null) throw new Error(`${name} of the publication is missing or damaged`)
    await transaction
      .insertInto('publication')
      .values({ name, version: '', content: gzipSync(text) })
      .execute()
  }
  const row = { version, content: gzipSync(manifest) }
  await transaction
    .insertInto('publication')
    .values({ name: manifestName, ...row })
    .onConflict((clash) => clash.column('name').doUpdateSet(row))
    .execute()
  const old = [...there].filter((name) => name !== manifestName && !names.includes(name))
  for (const name of old) await transaction.deleteFrom('publication').where('name', '=', name).execute()
}

/** The version of the last publication; null before the first one. */
export async function lastVersion(ledger: Ledger): Promise<string | null> {
  const row = await ledger
    .selectFrom('publication')
    .select('version')
    .where('name', '=', manifestName)
    .executeTakeFirst()
  return row?.version ?? null
}

/** The last publication, without the files that a host has. */
export async function sharedPublication(
  ledger: Ledger,
  known: ReadonlySet<string>,
): Promise<{ manifest: string; talks: ReadonlyMap<string, string> } | null> {
  // In one transaction: the next publication deletes what it no longer names.
  const reading = ledger.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return reading.execute(async (transaction) => {
    const read = async (name: string) => {
      const row = await transaction
        .selectFrom('publication')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return gunzipSync(row.content).toString()
    }
    const names = await namesOf(transaction)
    if (!names.includes(manifestName)) return null
    const manifest = await read(manifestName)
    const talks = new Map<string, string>()
    for (const name of names) if (name !== manifestName && !known.has(name)) talks.set(name, await read(name))
    return { manifest, talks }
  })
}

async function namesOf(transaction: Transaction<Tables>): Promise<string[]> {
  const rows = await transaction.selectFrom('publication').select('name').orderBy('name').execute()
  return rows.map(({ name }) => name)
}
