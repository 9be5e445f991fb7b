import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SettingsError } from '../../config/settings.ts'
import { isBug, messageOf } from '../errors.ts'
import type { Command } from './command.ts'

/** Commands by name; each is loaded when it is called, so that the worker holds nothing that it does not use. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import('./list.ts')).list,
  setup: async () => (await import('./setup.ts')).setup,
  doctor: async () => (await import('./doctor.ts')).doctor,
  start: async () => (await import('./start.ts')).start,
  status: async () => (await import('./status.ts')).status,
  review: async () => (await import('./review.ts')).review,
  approve: async () => (await import('./approve.ts')).approve,
  reject: async () => (await import('./approve.ts')).reject,
  correct: async () => (await import('./correct.ts')).correct,
  merge: async () => (await import('./events.ts')).merge,
  split: async () => (await import('./events.ts')).split,
  withdraw: async () => (await import('./events.ts')).withdraw,
  restore: async () => (await import('./backup.ts')).restore,
  reinstate: async () => (await import('./events.ts')).reinstate,
  create: async () => (await import('./create.ts')).create,
  history: async () => (await import('./history.ts')).history,
  mails: async () => (await import('./mails.ts')).mails,
  show: async () => (await import('./show.ts')).show,
  decisions: async () => (await import('./decisions.ts')).decisionsCommand,
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./login.ts')).logout,
  undo: async () => (await import('./decisions.ts')).undoCommand,
  habits: async () => (await import('./habits.ts')).habits,
  retry: async () => (await import('./retry.ts')).retry,
  resync: async () => (await import('./resync.ts')).resyncNow,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  backup: async () => (await import('./backup.ts')).backup,
  move: async () => (await import('./move.ts')).move,
  import: async () => (await import('./import.ts')).importFiles,
  parse: async () => (await import('./parse.ts')).parse,
  read: async () => (await import('./read.ts')).read,
  demo: async () => (await import('./demo.ts')).demo,
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(async (load) => load()))
  return `statlist: reads the announcements of a mailing list and keeps calendars right.

  statlist <command> [--list NAME] [options]
  statlist --version

${all.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

Each command explains itself with --help. --list names the list where there are several. Settings: .env.example and docs/settings.md.
Exit codes: 0 done, 1 failed, 2 wrong use or settings.
`
}

/** Why .env can't be read; null when it was, or when there is none. */
function loadEnvFile(): string | null {
  try {
    // Node takes a file that it may not read for none.
    if (existsSync('.env')) accessSync('.env', constants.R_OK)
    process.loadEnvFile('.env')
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    return `${resolve('.env')} can’t be read (${code ?? messageOf(error)}): it must be readable by the user that runs this program`
  }
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

async function main(given: string[]): Promise<number> {
  const { list, rest } = takeList(given)
  const [name, ...args] = rest
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview())
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    process.stdout.write(`statlist ${version()}, Node ${process.versions.node}\n`)
    return 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    process.stderr.write(`There is no command “${name.slice(0, 40)}”.\n\n${await overview()}`)
    return 2
  }
  const command = await load()
  if (list === '' || (list !== null && name === 'start')) {
    process.stderr.write(
      list === ''
        ? '--list needs the name of a list: --list NAME\n'
        : '“start” serves all lists: leave --list out\n',
    )
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help.trim()}\n`)
    return 0
  }
  const unreadable = loadEnvFile()
  if (unreadable !== null) {
    process.stderr.write(`${unreadable}\n`)
    return 2
  }
  if (list !== null) process.env['LIST'] = list
  try {
    return await command.run(args)
  } catch (error) {
    return explain(command, error)
  }
}

/** The list that a command is for stands before it, or anywhere behind: `--list physics`. */
function takeList(given: readonly string[]): { list: string | null; rest: string[] } {
  const at = given.findIndex((word) => word === '--list' || word.startsWith('--list='))
  if (at === -1) return { list: null, rest: [...given] }
  const word = given[at] ?? ''
  const isLong = word.includes('=')
  const list = isLong ? word.slice('--list='.length) : (given[at + 1] ?? '')
  return { list, rest: [...given.slice(0, at), ...given.slice(isLong ? at + 1 : at + 2)] }
}

function explain(command: Command, error: unknown): number {
  const usage =
    error instanceof SettingsError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${messageOf(error)}\n`)
  if (error instanceof SettingsError && command.name === 'start')
    process.stderr.write(
      '\nNothing was started. “npx statlist setup” guides you through the settings (docs/settings.md); to see the program at work without any: npm run demo\n',
    )
  else if (error instanceof SettingsError)
    process.stderr.write('\nSee docs/settings.md, or run “npx statlist doctor”.\n')
  else if (usage) process.stderr.write(`\n${command.help.trim()}\n`)
  else if (isBug(error)) process.stderr.write(`${error.stack ?? ''}\n`)
  return usage ? 2 : 1
}

// When the launcher is killed, this must not go on alone; unref, so that its channel keeps no command alive.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
// Mails, decisions and keys are for nobody else on this machine.
process.umask(0o077)
process.exit(await main(process.argv.slice(2)))
