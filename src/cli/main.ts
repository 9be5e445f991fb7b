import { SettingsError } from '../../config/settings.ts'
import { CalendarError, MailError, messageOf } from '../errors.ts'
import type { Command } from './command.ts'
import { approve, reject } from './approve.ts'
import { correct } from './correct.ts'
import { UnknownNameError } from './decision.ts'
import { create } from './create.ts'
import { decisionsCommand } from './decisions.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { merge, reinstate, restore, split, withdraw } from './events.ts'
import { habits } from './habits.ts'
import { history } from './history.ts'
import { importFiles } from './import.ts'
import { mails } from './mails.ts'
import { parse } from './parse.ts'
import { read } from './read.ts'
import { rebuild } from './rebuild.ts'
import { resyncNow } from './resync.ts'
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
  resyncNow,
  rebuild,
  importFiles,
  parse,
  read,
  demo,
]

const help = `statlist: reads the announcements of a mailing list and keeps calendars right.

  statlist <command> [options]

${commands.map((command) => `  ${command.name.padEnd(9)} ${command.summary}`).join('\n')}

Each command explains itself with --help. Settings: .env.example and README.md.
Exit codes: 0 done, 1 failed, 2 wrong use or settings.
`

function loadEnvFile(): void {
  try {
    process.loadEnvFile('.env')
  } catch {
    // no .env: the environment alone
  }
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help)
    return name === undefined ? 2 : 0
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
  loadEnvFile()
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
  else if (![MailError, CalendarError, UnknownNameError].some((kind) => error instanceof kind))
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`)
  return usage ? 2 : 1
}

process.exit(await main(process.argv.slice(2)))
