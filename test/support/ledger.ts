import { randomUUID } from 'node:crypto'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'

/** An empty ledger: in memory, or, where TEST_DATABASE_URL is set, a schema of its own in that PostgreSQL. */
export async function openTestLedger(): Promise<Ledger> {
  const url = process.env['TEST_DATABASE_URL']
  return openLedger(url === undefined ? ':memory:' : { url, schema: `t${randomUUID().slice(0, 8)}` })
}
