import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readListFile } from '../../config/list-file.ts'
import { problemWithName, readLists, statlistFile } from '../../config/lists.ts'
import type { Command } from './command.ts'
import { messageOf } from '../errors.ts'
import { giveTo, unwritable, writeEnvFile } from './env-file.ts'
import { askLine, BrokenOffError } from './prompts.ts'

/** Where profiles are kept when LISTS does not say. */
const usualFolder = 'lists'

export const list: Command = {
  name: 'list',
  summary: 'show the lists that are served, or add one',
  help: `
statlist list
statlist list add NAME [--title TITLE] [--list-id ID[,ID…]] [--time-zone ZONE] [--organiser ADDRESS[,…]]
                       [--archive URL] [--mailbox MAILBOX] [--calendar ID]

Shows each list with its page, mailbox and data. “add” writes a profile, NAME.json, and the list's own settings,
NAME.env, into the folder LISTS (lists, when there is none yet: then it is set in .env, and the list that was served
alone keeps its addresses and its data). What is not named and must be is asked for.

  --title      how readers know the list: “Physics Colloquia”
  --list-id    what its mails have in List-Id, without the angle brackets
  --time-zone  where its talks take place: Europe/Zurich
  --organiser  who may change every talk: addresses, or @domain
  --archive    address of its archive for a month, with YYYY and Month in it
  --mailbox    its IMAP mailbox; without it all lists share one, and each takes its own mails
  --calendar   its Google calendar; without it this list has none

Restart the worker afterwards. A list is removed by moving its NAME.json away; its data stay.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        title: { type: 'string' },
        'list-id': { type: 'string' },
        'time-zone': { type: 'string' },
        organiser: { type: 'string', default: '' },
        archive: { type: 'string' },
        mailbox: { type: 'string', default: '' },
        calendar: { type: 'string', default: '' },
      },
    })
    const [what, name, ...more] = positionals
    if (what === undefined) return show()
    if (what !== 'add' || name === undefined || more.length > 0) {
      process.stderr.write(`${this.help.trim()}\n`)
      return 2
    }
    try {
      return await add(name, values)
    } catch (error) {
      if (!(error instanceof BrokenOffError)) throw error
      process.stderr.write('\nNothing was written.\n')
      return 1
    }
  },
}

async function show(): Promise<number> {
  for (const { id, profile, settings } of await readLists(process.env, { needsInbox: false })) {
    const { web, imap, google, dataFolder } = settings
    const { path, home } = settings.list
    const base = web.publicUrl ?? `http://localhost:${web.port}${path}`
    const page = `${base}${home.slice(path.length)}`
    const lines = [
      `${id}  ${profile.name}`,
      `  page      ${page}   feed ${base}/${id}.ics`,
      `  mails     ${profile.listIds.join(', ')} in ${imap?.mailboxes.join(', ') ?? 'no mailbox'}`,
      `  Google    ${google?.calendarId ?? 'off'}`,
      `  data      ${dataFolder}`,
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  return 0
}

interface Given {
  title?: string | undefined
  'list-id'?: string | undefined
  'time-zone'?: string | undefined
  organiser: string
  archive?: string | undefined
  mailbox: string
  calendar: string
}

async function add(name: string, given: Given): Promise<number> {
  const set = process.env['LISTS']?.trim() || null
  const folder = set ?? usualFolder
  // The list that was served alone until now comes along, wherever the folder is.
  const isFirst = !existsSync(folder) || readdirSync(folder).every((file) => !file.endsWith('.json'))
  const file = join(folder, `${name}.json`)
  if (isFirst && name === 'statlist')
    return refuse('“statlist” is the list that is served already: add another one, and it keeps its place')
  const problem =
    problemWithName(name) ??
    (existsSync(file) ? `${file} already exists: edit it, or choose another name` : null)
  if (problem !== null) return refuse(problem)
  const ask = async (message: string, present = '') =>
    askLine({ message, present, problemOf: (answer) => (answer === '' ? 'an answer is needed' : null) })
  const profile = {
    name: given.title ?? (await ask('How do readers know the list?')),
    listIds: wordsIn(given['list-id'] ?? (await ask('What do its mails have in List-Id, without the < >?'))),
    timeZone:
      given['time-zone'] ?? (await ask('In which time zone do its talks take place?', 'Europe/Zurich')),
    organisers: wordsIn(given.organiser),
    ...(given.archive === undefined ? {} : { archiveUrl: given.archive }),
  }
  const text = `${JSON.stringify(profile, null, 2)}\n`
  const read = readListFile(text)
  if ('problems' in read) return refuse(read.problems.join('\n'))
  const own = { IMAP_MAILBOX: given.mailbox, GOOGLE_CALENDAR_ID: given.calendar }
  const unfit = Object.values(own)
    .map(unwritable)
    .find((one) => one !== null)
  if (unfit !== undefined) return refuse(unfit)
  mkdirSync(folder, { recursive: true })
  const settings = join(folder, `${name}.env`)
  const first = isFirst && beginLists(folder)
  writeFileSync(file, text, { flag: 'wx' })
  writeEnvFile(settings, own)
  try {
    // What the next start would refuse is not left behind.
    await readLists({ ...process.env, LISTS: folder }, { needsInbox: false })
  } catch (error) {
    for (const path of [file, settings, ...(first ? [join(folder, statlistName)] : [])])
      rmSync(path, { force: true })
    return refuse(messageOf(error))
  }
  if (isFirst)
    process.stdout.write(
      `${join(folder, statlistName)} is the list that was served until now; it keeps its addresses.\n`,
    )
  if (set === null) {
    writeEnvFile('.env', { LISTS: folder })
    process.stdout.write(`LISTS=${folder} is set in .env.\n`)
  }
  for (const path of [folder, file, settings, join(folder, statlistName)]) giveTo(path, '.env')
  process.stdout.write(`${file} is written. Its settings: ${settings}. Restart the worker.\n`)
  return 0
}

const statlistName = 'statlist.json'

/** The list that was served alone becomes the one at the root: its addresses, uids and data stay as they are. True: it is written. */
function beginLists(folder: string): boolean {
  const path = join(folder, statlistName)
  if (existsSync(path)) return false
  writeFileSync(path, statlistFile())
  return true
}

function wordsIn(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
}

function refuse(problem: string): number {
  process.stderr.write(`${problem}\nNothing was written.\n`)
  return 2
}
