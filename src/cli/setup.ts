import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { readSettings, SettingsError } from '../../config/settings.ts'
import { settingsTable } from '../../config/settings-table.ts'
import type { Command } from './command.ts'
import { examine } from './doctor.ts'
import { readEnvFile, removeEnvFile, unwritable, writeEnvFile, type Values } from './env-file.ts'
import { askLine, askOne, askYes, BrokenOffError, intro, log, note, outro, spinner } from './prompts.ts'

const path = '.env'
/** Answers so far: whoever stops early continues from there. */
const draft = '.env.draft'

export const setup: Command = {
  name: 'setup',
  summary: 'guide you through settings, service account and sharing; write .env',
  help: `
statlist setup

Asks for what the worker needs, one by one, with the present value (Enter keeps it). Each answer is checked as you
give it; inbox, Google and language model are tried. Lines of .env that it does not ask about stay. If you stop
early, the next setup offers your answers again (.env.draft); .env is written at the end, readable by you alone.
With Docker the same .env is used: docker compose up -d.`,
  async run() {
    const values = { ...readEnvFile(path), ...readEnvFile(draft) }
    intro('statlist setup')
    if (existsSync(draft)) log.info('Your answers from last time are offered again.')
    try {
      await askInbox(values)
      await askGoogle(values)
      await askReader(values)
      await askWeb(values)
    } catch (error) {
      if (!(error instanceof BrokenOffError)) throw error
      process.stderr.write(
        `\n${path} was not written.${existsSync(draft) ? ` The answers so far are in ${draft}: “statlist setup” continues there.` : ''}\n`,
      )
      return 1
    }
    writeEnvFile(path, values)
    removeEnvFile(draft)
    outro(
      `${path} is written. Start the worker: npm start (or docker compose up -d), then open the desk: npx statlist login`,
    )
    return 0
  },
}

/** Notes an answer, and keeps it for the next setup. */
function keep(values: Values, name: string, value: string): void {
  values[name] = value
  writeEnvFile(draft, { [name]: value }, { keepsEmpty: true })
}

async function askEach(values: Values, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const setting = settingsTable.find((row) => row.name === name)
    const answer = await askLine({
      message: `${name} – ${setting?.about ?? ''}`,
      present: values[name] ?? setting?.fallback ?? '',
      secret: setting !== undefined && 'secret' in setting,
      problemOf: (value) => unwritable(value) ?? problemOf(name, { ...values, [name]: value }),
    })
    // Docker mounts files from where they are: by their absolute path.
    keep(values, name, answer !== '' && isFile(name) ? resolve(answer) : answer)
  }
}

function isFile(name: string): boolean {
  return name.endsWith('_FILE') || name === 'NODE_EXTRA_CA_CERTS'
}

/** What is wrong with one setting, by the settings' own rules; null: nothing. */
function problemOf(name: string, values: Values): string | null {
  try {
    readSettings({ ...process.env, ...values })
    return null
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return error.problems.find((problem) => problem.startsWith(name)) ?? null
  }
}

/** Runs one of doctor's checks over what was answered; gives what failed. */
async function tryOut(what: string, values: Values): Promise<string[]> {
  const trying = spinner()
  trying.start(`Trying ${what} …`)
  const failed: string[] = []
  const told: string[] = []
  for await (const finding of examine({ ...process.env, ...values }, [what]))
    (finding.state === 'fail' ? failed : told).push(finding.text)
  if (failed.length > 0) trying.error(failed.join('\n'))
  else trying.stop(told.join('\n'))
  return failed
}

/** Asks, tries, and asks again until it works or the admin leaves it as it is. */
async function untilItWorks(
  what: string,
  values: Values,
  ask: (failed: string[]) => Promise<void>,
): Promise<void> {
  for (let failed: string[] = []; ;) {
    await ask(failed)
    failed = await tryOut(what, values)
    if (failed.length === 0) return
    const choices = [
      { value: 'again', label: 'Go through the answers again' },
      { value: 'leave', label: 'Leave it as it is; “statlist doctor” checks it again later' },
    ] as const
    if ((await askOne('That did not work.', choices, 'again')) === 'leave') return
  }
}

async function askInbox(values: Values): Promise<void> {
  note(
    'Subscribe an address of its own to the list first; it is only ever read.\nMicrosoft 365 and Google Workspace let programs in by OAuth only: docs/inbox.md says what to set up there.',
    'The inbox',
  )
  await untilItWorks('inbox', values, async (failed) => {
    if (failed.some((text) => text.includes('NODE_EXTRA_CA_CERTS'))) await askOwnCa(values)
    await askEach(values, ['IMAP_HOST', 'IMAP_PORT', 'IMAP_TLS', 'IMAP_USER', 'IMAP_LOGIN'])
    await askEach(values, [...loginSettings(values), 'IMAP_MAILBOX'])
  })
}

/** For a certificate that no public CA has issued: asks for your own CA's. */
async function askOwnCa(values: Values): Promise<void> {
  await askEach(values, ['NODE_EXTRA_CA_CERTS'])
  const file = values['NODE_EXTRA_CA_CERTS'] ?? ''
  if (file !== '') setDefaultCACertificates([...getCACertificates('default'), readFileSync(file, 'utf8')])
}

/** The settings that each way to log in needs. */
function loginSettings(values: Values): string[] {
  const login = values['IMAP_LOGIN'] ?? ''
  if (login === 'microsoft') return ['IMAP_OAUTH_TENANT', 'IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_CLIENT_SECRET']
  if (login !== 'google') return ['IMAP_PASSWORD']
  return values['IMAP_OAUTH_REFRESH_TOKEN']
    ? ['IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_CLIENT_SECRET', 'IMAP_OAUTH_REFRESH_TOKEN']
    : ['IMAP_OAUTH_KEY_FILE']
}

async function askGoogle(values: Values): Promise<void> {
  note('Without it, readers have the feed alone; it can be turned on later.', 'Google Calendar')
  if (!(await askYes('Push to a shared Google Calendar?', Boolean(values['GOOGLE_CALENDAR_ID'])))) {
    for (const name of ['GOOGLE_CALENDAR_ID', 'GOOGLE_KEY_FILE']) keep(values, name, '')
    return
  }
  note(
    `https://console.cloud.google.com/ : make a project, enable the “Google Calendar API”, make a service account
(IAM, Service accounts), and a key for it (Keys, Add key, JSON). Save the key beside this program.`,
    'Step 1: a service account',
  )
  await untilItWorks('google', values, async () => {
    keep(
      values,
      'GOOGLE_KEY_FILE',
      resolve(
        await askLine({
          message: 'GOOGLE_KEY_FILE – path of that key file',
          present: values['GOOGLE_KEY_FILE'] ?? '',
          problemOf: (file) => unwritable(file) ?? accountOf(file).problem,
        }),
      ),
    )
    const { account } = accountOf(values['GOOGLE_KEY_FILE'] ?? '')
    note(
      `https://calendar.google.com/ , as yourself: make a new calendar (not as the service account: it would own it
for ever). In its settings: “Make available to public”, and under “Share with specific people” add
    ${account}
with the permission “Make changes to events”. Then copy the “Calendar ID” from “Integrate calendar”.`,
      'Step 2: a calendar, shared with it',
    )
    keep(
      values,
      'GOOGLE_CALENDAR_ID',
      await askLine({
        message: 'GOOGLE_CALENDAR_ID',
        present: values['GOOGLE_CALENDAR_ID'] ?? '',
        problemOf: (id) => (id.includes('@') ? null : 'a Calendar ID looks like …@group.calendar.google.com'),
      }),
    )
  })
}

async function askReader(values: Values): Promise<void> {
  note(
    'It only points at lines, which this program then reads itself. The mails go to its server.\nWithout it, more of them wait for you; it can be turned on later (docs/reader.md).',
    'A language model that reads each mail, too',
  )
  if (!(await askYes('Use a language model?', Boolean(values['READER_URL'])))) {
    for (const name of ['READER_URL', 'READER_MODEL', 'READER_KEY']) keep(values, name, '')
    return
  }
  await untilItWorks('reader', values, async () =>
    askEach(values, ['READER_URL', 'READER_MODEL', 'READER_KEY']),
  )
}

async function askWeb(values: Values): Promise<void> {
  note(
    'Put a web server with TLS in front (docs/run.md has the lines); page and feed get its address.',
    'Page and feed',
  )
  await askEach(values, ['PUBLIC_URL', 'WEB_HOST', 'WEB_PORT'])
  keep(values, 'ADMIN_TOKEN', values['ADMIN_TOKEN'] || randomBytes(32).toString('hex'))
  // Docker's worker must be the user who wrote the key file, or it could not read it.
  if (process.getuid !== undefined && process.getgid !== undefined)
    keep(values, 'RUN_AS', `${process.getuid()}:${process.getgid()}`)
}

/** The service account of a key file, or why the file is not one. */
function accountOf(file: string): { account: string; problem: string | null } {
  try {
    const { client_email: account } = JSON.parse(readFileSync(file, 'utf8')) as { client_email?: string }
    if (account !== undefined) return { account, problem: null }
    return { account: '', problem: `${file} has no client_email: is it the right file?` }
  } catch (error) {
    const { code = 'it is not JSON' } = error as NodeJS.ErrnoException
    return { account: '', problem: `${file || 'that'} can’t be read as a key file (${code})` }
  }
}
