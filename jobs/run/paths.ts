import { join } from 'node:path'
import type { Settings } from '../../config/settings.ts'

/** Where the ledger lies. */
export function ledgerPath({ dataFolder }: Pick<Settings, 'dataFolder'>): string {
  return join(dataFolder, 'ledger.sqlite')
}
