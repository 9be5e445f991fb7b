import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { readListFile } from './list-file.ts'
import { statlist } from './lists/statlist.ts'
import type { ListProfile } from './profile.ts'
import { readSettings, SettingsError, type Settings } from './settings.ts'

/** A mailing list that this program serves. */
export interface List {
  /** Its name in addresses and commands: "physics". */
  id: string
  profile: ListProfile
  /** The program's, with what is this list's own. */
  settings: Settings
}

/** At least one. */
export type Lists = readonly [List, ...List[]]

type Env = Readonly<Record<string, string | undefined>>

/** The list that is served when no others are set. */
const only = 'statlist'

/** Addresses at the root that are no list's. */
const taken = new Set(
  'archive talks board embed search health metrics admin years robots sitemap favicon lists login logout'.split(
    ' ',
  ),
)

/** Settings of the process: a list has none of its own. */
const shared =
  /^(?:LISTS?|DATA_FOLDER|WEB_HOST|WEB_PORT|TRUST_PROXY|PUBLIC_URL|ADMIN_\w+|REDIS_URL|DATABASE_URL|LOG_LEVEL|NODE_EXTRA_CA_CERTS)(?:_FILE)?$/

/**
 * All lists that are served, by name: Statlist alone, or a profile each (NAME.json) in the folder LISTS, with settings
 * of its own beside it (NAME.env). Throws a `SettingsError` that names every problem at once.
 */
export async function readLists(env: Env, { needsInbox = true } = {}): Promise<Lists> {
  const folder = env['LISTS']?.trim()
  if (!folder) return [{ id: only, profile: statlist, settings: readSettings(env, { needsInbox }) }]
  const problems: string[] = []
  const lists: List[] = []
  for (const id of namesIn(folder, problems)) {
    const read = await readFileOf(folder, id)
    if ('problems' in read) {
      problems.push(...read.problems)
      continue
    }
    try {
      const own = ownOf(folder, id, problems)
      const inherited = withoutTwins(read.root ? env : withoutFirst(env, own), own)
      const settings = readSettings({ ...inherited, ...own }, { needsInbox })
      lists.push({ id, profile: read.profile, settings: settingsOf(settings, id, read.root) })
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      problems.push(...error.problems.map((problem) => `${id}: ${problem}`))
    }
  }
  problems.push(...clashesOf(lists))
  const [first, ...others] = lists
  if (problems.length > 0 || first === undefined) throw new SettingsError([...new Set(problems)])
  const ids = lists.flatMap(({ profile }) => profile.listIds)
  const boxOf = ({ settings: { imap } }: List) => `${imap?.user}@${imap?.host} ${imap?.mailboxes.join()}`
  const beside = (list: List): List => {
    // The list at the root, or else the first, takes the mails without a List-Id of a mailbox that several read.
    const sharers = lists.filter((other) => boxOf(other) === boxOf(list))
    const taker = sharers.find(({ settings }) => settings.list.path === '') ?? sharers[0]
    const others = ids.filter((id) => !list.profile.listIds.includes(id))
    const place = { ...list.settings.list, others, takesStrays: taker?.id === list.id }
    return { ...list, settings: { ...list.settings, list: place } }
  }
  return [beside(first), ...others.map(beside)]
}

/** The one list that a command is for: the only one, or the one that LIST names. */
export async function readList(env: Env, options: { needsInbox?: boolean } = {}): Promise<List> {
  const lists = await readLists(env, options)
  // Without LISTS there is nothing to choose from.
  const name = (env['LISTS']?.trim() && env['LIST']?.trim()) || null
  const found = name === null && lists.length === 1 ? lists[0] : lists.find(({ id }) => id === name)
  if (found !== undefined) return found
  const names = lists.map(({ id }) => id).join(', ')
  throw new SettingsError([
    name === null
      ? `there are several lists: name one of them with --list (${names})`
      : `there is no list “${name}”: there are ${names}`,
  ])
}

/** The profile of the list that a command without settings reads mails for: the one that LIST names, else Statlist's. */
export async function readProfile(env: Env): Promise<ListProfile> {
  const [folder, name] = [env['LISTS']?.trim() || null, env['LIST']?.trim() || null]
  if (folder === null || name === null) return statlist
  if (problemWithName(name) !== null || !existsSync(join(folder, `${name}.json`)))
    throw new SettingsError([`there is no list “${name}” in ${folder}`])
  const read = await readFileOf(folder, name)
  if ('problems' in read) throw new SettingsError(read.problems)
  return read.profile
}

/** Statlist's profile as a file of the folder LISTS, served at the root as if it were alone. */
export function statlistFile(): string {
  return `${JSON.stringify({ ...statlist, gazetteer: 'switzerland', root: true }, null, 2)}\n`
}

/** A list's profile, or what is wrong with its file. */
async function readFileOf(folder: string, id: string): Promise<ReturnType<typeof readListFile>> {
  const file = `${id}.json`
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    return { problems: [`${file} can’t be read (${(error as NodeJS.ErrnoException).code})`] }
  }
  // Only whoever has many lists pays for the checker of their profiles.
  const checker = await import('./list-file.ts')
  const read = checker.readListFile(text)
  return 'problems' in read ? { problems: read.problems.map((problem) => `${file}: ${problem}`) } : read
}

function namesIn(folder: string, problems: string[]): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    problems.push(`LISTS: there is no folder ${folder}: “statlist list add” makes it`)
    return []
  }
  let files: string[]
  try {
    files = readdirSync(folder)
  } catch (error) {
    problems.push(
      `LISTS: ${folder} can’t be read (${(error as NodeJS.ErrnoException).code}): it must be readable by the worker’s user`,
    )
    return []
  }
  const names = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()
  if (names.length === 0)
    problems.push(`LISTS: ${folder} holds no profile (NAME.json): “statlist list add” makes one`)
  return names.filter((name) => {
    const problem = problemWithName(name)
    if (problem !== null) problems.push(problem)
    return problem === null
  })
}

/** Why a list can’t be called so; null when it can. */
export function problemWithName(name: string): string | null {
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(name))
    return `“${name}” can’t be the name of a list: 2 to 40 small letters, digits and hyphens, a letter first`
  return taken.has(name)
    ? `“${name}” can’t be the name of a list: the page has an address of that name`
    : null
}

function ownOf(folder: string, id: string, problems: string[]): Env {
  const file = join(folder, `${id}.env`)
  if (!existsSync(file)) return {}
  const own = parseEnv(readFileSync(file, 'utf8'))
  for (const name of Object.keys(own))
    if (shared.test(name)) problems.push(`${id}.env sets ${name}: it is for all lists, and belongs into .env`)
  return Object.fromEntries(Object.entries(own).filter(([name]) => !shared.test(name)))
}

/** Calendar and monitor of .env are those of the list at the root: another one has its own, or none. */
function withoutFirst(env: Env, own: Env): Env {
  const calendar = own['GOOGLE_CALENDAR_ID'] ? {} : { GOOGLE_KEY_FILE: undefined }
  return { ...env, PING_URL: undefined, PING_URL_FILE: undefined, GOOGLE_CALENDAR_ID: undefined, ...calendar }
}

/** What a list sets as a value replaces a file of .env, and the other way round; the account of .env is for its server alone. */
function withoutTwins(env: Env, own: Env): Env {
  const names = Object.keys(own)
  const twins = names.flatMap((name) => [`${name}_FILE`, name.replace(/_FILE$/, '')])
  const account = names.includes('IMAP_HOST') ? Object.keys(env).filter((name) => accountOf.test(name)) : []
  const dropped = new Set([...twins, ...account].filter((name) => !names.includes(name)))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.has(name)))
}

const accountOf = /^IMAP_(?:USER|PASSWORD|LOGIN|OAUTH_\w+)(?:_FILE)?$/

/** Where a list keeps its data and is found: the one at the root as if it were alone. */
function settingsOf(settings: Settings, id: string, root: boolean): Settings {
  const path = root ? '' : `/${id}`
  const { web, desk, dataFolder } = settings
  return {
    ...settings,
    list: { id, path, home: root ? `/${id}` : `${path}/`, others: [], takesStrays: true },
    dataFolder: root ? dataFolder : join(dataFolder, 'lists', id),
    web: { ...web, publicUrl: web.publicUrl === null ? null : `${web.publicUrl}${path}` },
    desk: desk === null ? null : { ...desk, url: `${desk.url}/${id}` },
  }
}

/** What two lists may not share. */
function clashesOf(lists: readonly List[]): string[] {
  const problems: string[] = []
  const once = (what: string, values: (list: List) => readonly (string | null)[], why: string) => {
    const owners = new Map<string, string>()
    for (const list of lists)
      for (const value of values(list)) {
        if (value === null) continue
        const owner = owners.get(value)
        if (owner !== undefined && owner !== list.id)
          problems.push(`${what} ${value} is that of ${owner} and ${list.id}: ${why}`)
        owners.set(value, list.id)
      }
  }
  once('the List-Id', ({ profile }) => profile.listIds, 'a mail belongs to one list')
  once(
    'GOOGLE_CALENDAR_ID',
    ({ settings }) => [settings.google?.calendarId ?? null],
    'give each list a calendar of its own, in NAME.env',
  )
  once(
    'PING_URL',
    ({ settings }) => [settings.pingUrl],
    'it tells of one list: give each its own, in NAME.env',
  )
  const places = lists.find(({ settings }) => settings.list.path === '')?.profile.gazetteer
  const views = new Set([...(places?.cities ?? []), ...(places?.institutions ?? [])].map(({ slug }) => slug))
  for (const { id } of lists)
    if (views.has(id))
      problems.push(`a list can’t be called “${id}”: the list at the root has a page of that name`)
  once('root', ({ settings }) => [settings.list.path === '' ? 'true' : null], 'one list can be at the root')
  return problems
}
