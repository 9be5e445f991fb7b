import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMessage, type Message } from '../../src/mail/message.ts'
import { statlist } from '../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import type { Label } from './label.ts'
import { scoreCase, type CaseScore } from './score.ts'

/** A labelled mail of test/cases. */
export interface Case {
  folder: string
  id: string
  message: Message
  label: Label
}

export const casesFolder = join(import.meta.dirname, '../cases')

/** Folders of labelled mails, in the order in which they are learnt from and reported. */
export const folders: readonly string[] = [
  'statlist',
  'own',
  'lists',
  'near',
  'offices',
  'made/digest',
  'made/latin',
  'made/life',
  'made/swiss-de',
  'made/swiss-en',
  'made/world',
  'made/autumn',
  'made/winter',
  'made/solstice',
  'made/thaw',
  'made/harvest',
  'made/orchard',
]

/** A folder of test/cases, or any other by its path. */
export function pathOf(folder: string): string {
  const own = join(casesFolder, folder)
  return existsSync(own) ? own : folder
}

/** Reads every pair of a folder of test/cases, or of any other by its path. */
export async function readCases(folder: string): Promise<Case[]> {
  const path = pathOf(folder)
  const ids = readdirSync(path)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => file.slice(0, -4))
    .toSorted()
  return Promise.all(
    ids.map(async (id) => ({
      folder,
      id,
      message: await readMessage(readFileSync(join(path, `${id}.eml`)), '2099-01-01T00:00:00Z'),
      label: JSON.parse(readFileSync(join(path, `${id}.json`), 'utf8')) as Label,
    })),
  )
}

/** Reads and scores every pair of a folder of test/cases, or of another by its path. */
export async function scoreFolder(folder: string): Promise<CaseScore[]> {
  const cases = await readCases(folder)
  return cases.map(({ id, label, message }) => ({
    ...scoreCase(id, label, parseAnnouncement(message, statlist)),
    folder,
  }))
}
