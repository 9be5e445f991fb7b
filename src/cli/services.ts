import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readList, readLists, type List } from '../../config/lists.ts'
import { ledgerPlace } from '../../jobs/run/paths.ts'
import { openServices, type Services } from '../../jobs/run/services.ts'
import { openLog } from '../log.ts'

interface Wanted {
  needsInbox?: boolean
  makesLedger?: boolean
}

/** Runs a command's work over the services of its list, and closes them; throws where there is no ledger yet. */
export async function withServices<Result>(
  work: (services: Services) => Promise<Result>,
  wanted: Wanted = {},
): Promise<Result> {
  return over(await readList(process.env, wanted), work, wanted)
}

/** The same for the list that is named, or for all of them, one after the other. */
export async function withEach<Result>(
  work: (services: Services) => Promise<Result>,
  wanted: Wanted = {},
): Promise<Result[]> {
  const lists = process.env['LIST']
    ? [await readList(process.env, wanted)]
    : await readLists(process.env, wanted)
  const results: Result[] = []
  for (const list of lists) results.push(await over(list, work, wanted))
  return results
}

async function over<Result>(
  { profile, settings }: List,
  work: (services: Services) => Promise<Result>,
  { makesLedger = false }: Wanted,
): Promise<Result> {
  const place = ledgerPlace(settings)
  if (!makesLedger && typeof place === 'string' && !existsSync(place))
    throw new Error(
      `There is no ledger in ${resolve(settings.dataFolder)}: run this where .env is, or set DATA_FOLDER. The first start of the worker, or “statlist import”, makes it.`,
    )
  const services = await openServices(settings, profile, openLog('warn'))
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}
