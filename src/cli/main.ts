import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SettingsError } from '../../config/settings.ts'
import { messageOf } from '../errors.ts'
import type { Command } from './command.ts'
import { approve, reject } from './approve.ts'
import { correct } from './correct.ts'
import { create } from './create.ts'
import { decisionsCommand } from './decisions.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { backup, restore } from './backup.ts'
import { merge, reinstate, split, withdraw } from './events.ts'
import { habits } from './habits.ts'
import { history } from './history.ts'
import { importFiles } from './import.ts'
import { mails } from './mails.ts'
import { parse } from './parse.ts'
import { read } from './read.ts'
import { rebuild } from './rebuild.ts'
import { resyncNow } from './resync.ts'
import { retry } from './retry.ts'
import { review } from './review.ts'
import { setup } from './setup.ts'
import { show } from './show.ts'
import { start } from './start.ts'
import { status } from './status.ts'

const commands: readonly Command[] = [
  setup,
  doctor,
  start,
  status,
  review,
  approve,
  reject,
  correct,
  merge,
  split,
  withdraw,
  restore,
  reinstate,
  create,
  history,
  mails,
  show,
  decisionsCommand,
  habits,
  retry,
  resyncNow,
  rebuild,
  backup,
  importFiles,
  parse,
  read,
  demo,
]

const help = `statlist: reads the announcements of a mailing list and keeps calendars right.

  statlist <command> [options]
  statlist --version

${commands.map((command) => `  ${command.name.padEnd(9)} ${command.summary}`).join('\n')}

Each command explains itself with --help. Settings: .env.example and README.md.
Exit codes: 0 done, 1 failed, 2 wrong use or settings.
`

/** Why .env can't be read; null when it was, or when there is none. */
function loadEnvFile(): string | null {
  try {
    process.loadEnvFile('.env')
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    return `${resolve('.env')} can’t be read (${code ?? messageOf(error)}): it must be readable for the user that runs this program`
  }
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help)
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    process.stdout.write(`statlist ${version()}, Node ${process.versions.node}\n`)
    return 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    process.stderr.write(`There is no command “${name.slice(0, 40)}”.\n\n${help}`)
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
  try {
    return await command.run(args)
  } catch (error) {
    return explain(command, error)
  }
}

function explain(command: Command, error: unknown): number {
  const usage =
    error instanceof SettingsError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${messageOf(error)}\n`)
  if (error instanceof SettingsError)
    process.stderr.write(
      '\nNothing was started. See .env.example and README.md; to see the program at work without settings: npm run demo\n',
    )
  else if (usage) process.stderr.write(`\n${command.help.trim()}\n`)
  else if ([TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind))
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`)
  return usage ? 2 : 1
}

// The launcher was killed: what it started must not go on alone. Its channel keeps no finished command alive.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
// Mails, decisions and keys are for nobody else on this machine.
process.umask(0o077)
process.exit(await main(process.argv.slice(2)))
