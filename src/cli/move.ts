import { existsSync, renameSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readList, readLists, type List } from '../../config/lists.ts'
import { planWhole } from '../../jobs/publish-feed.ts'
import { ledgerFile, ledgerPlace } from '../../jobs/run/paths.ts'
import { openServices } from '../../jobs/run/services.ts'
import { copyLedger } from '../ledger/copy.ts'
import { openLedger } from '../ledger/ledger.ts'
import { openLog } from '../log.ts'
import type { Command } from './command.ts'
import { openProgress } from './progress.ts'

export const move: Command = {
  name: 'move',
  summary: 'move the ledger from its file into the database of DATABASE_URL',
  help: `
statlist move

Copies the ledgers of all lists, or of the one that --list names, from their files in DATA_FOLDER into the
PostgreSQL of DATABASE_URL, folds both, and compares the events byte for byte. Only then the file gets another
name (ledger.sqlite.moved); whatever goes wrong before leaves it as it is. Stop the worker first. Back again:
“statlist backup FILE” with DATABASE_URL, “statlist restore FILE” without.`,
  async run(args) {
    parseArgs({ args, options: {} })
    const options = { needsInbox: false }
    const lists = process.env['LIST']
      ? [await readList(process.env, options)]
      : await readLists(process.env, options)
    for (const list of lists) process.stdout.write(`${await moveList(list)}\n`)
    return 0
  },
}

async function moveList({ id, profile, settings }: List): Promise<string> {
  const file = ledgerFile(settings)
  if (settings.databaseUrl === null) throw new Error('DATABASE_URL is not set: where should the ledger go?')
  if (!existsSync(file))
    throw new Error(`${id}: there is no ledger ${file}: it has moved already, or DATA_FOLDER is another one`)
  const eventsIn = async (databaseUrl: string | null) => {
    const services = await openServices({ ...settings, databaseUrl }, profile, openLog('warn'))
    try {
      return JSON.stringify((await planWhole(services)).events)
    } finally {
      await services.close()
    }
  }
  const before = await eventsIn(null)
  const rows = await copyInto(file, settings)
  if ((await eventsIn(settings.databaseUrl)) !== before)
    throw new Error(
      `${id}: the database gives other events than ${file}: was a worker running? Stop it, drop the schema and begin anew`,
    )
  renameSync(file, `${file}.moved`)
  return `${id}: ${rows} rows are in the database, and give the same events, byte for byte. The file is kept as ${file}.moved`
}

async function copyInto(file: string, settings: List['settings']): Promise<number> {
  const [from, to] = [await openLedger(file), await openLedger(ledgerPlace(settings))]
  try {
    const there = await to.selectFrom('message').select('number').limit(1).execute()
    if (there.length > 0) throw new Error('the database has a ledger of this list already: use an empty one')
    const tell = openProgress()
    return await copyLedger(from, to, (done, of) => tell('rows', done, of))
  } finally {
    await from.destroy()
    await to.destroy()
  }
}
