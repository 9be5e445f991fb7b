import { join } from 'node:path'
import type { Settings } from '../../config/settings.ts'
import type { LedgerPlace } from '../../src/ledger/ledger.ts'

type Placed = Pick<Settings, 'dataFolder' | 'databaseUrl' | 'list'>

/** Where the ledger lies: a file of its own, or a schema of its own in the database that all lists share. */
export function ledgerPlace(settings: Placed): LedgerPlace {
  const { databaseUrl, list } = settings
  return databaseUrl === null
    ? ledgerFile(settings)
    : { url: databaseUrl, schema: `list_${list.id.replaceAll('-', '_')}` }
}

/** The ledger’s file, where there is no database. */
export function ledgerFile({ dataFolder }: Pick<Settings, 'dataFolder'>): string {
  return join(dataFolder, 'ledger.sqlite')
}
