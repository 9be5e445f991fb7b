import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseEnv } from 'node:util'
import { settingsTable } from '../../config/settings-table.ts'
import type { Command } from './command.ts'
import { tellFindings } from './doctor.ts'

const path = '.env'

type Ask = (question: string, fallback: string, secret?: boolean) => Promise<string>
type Values = Record<string, string>

class EndOfInputError extends Error {}

export const setup: Command = {
  name: 'setup',
  summary: 'lead through the settings, the service account and the sharing; write .env',
  help: `
statlist setup

Asks for what the worker needs, a question each, with the present value in brackets (Enter keeps it), checks
everything as “doctor” does, and writes .env, readable for you alone. Lines of .env that it does not ask for stay.
Nothing is written before the last question is answered.`,
  async run() {
    let hidden = false
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (!hidden) process.stdout.write(chunk)
        done()
      },
    })
    const terminal = process.stdin.isTTY
    const lines = createInterface({ input: process.stdin, output, terminal })
    const input = lines[Symbol.asyncIterator]()
    const say = (text: string) => process.stdout.write(text)
    const ask: Ask = async (question, fallback, secret = false) => {
      const shown = secret && fallback !== '' ? 'as it is' : fallback
      say(`${question}${shown === '' ? '' : ` [${shown}]`}: `)
      hidden = secret
      const { value, done } = await input.next()
      hidden = false
      if (!terminal || secret) say('\n')
      if (done) throw new EndOfInputError()
      return value.trim() || fallback
    }
    try {
      const before = existsSync(path) ? (parseEnv(readFileSync(path, 'utf8')) as Values) : {}
      const values = {
        ...before,
        ...(await askInbox(ask, before, say)),
        ...(await askGoogle(ask, before, say)),
        ...(await askReader(ask, before, say)),
        ...(await askWeb(ask, before, say)),
      }
      say('\nChecking …\n')
      const failed = await tellFindings({ ...process.env, ...values })
      const answer =
        failed === 0
          ? 'yes'
          : await ask(`\n${failed} of these failed. Write ${path} all the same? yes or no`, 'yes')
      if (!/^y/i.test(answer)) {
        say('Nothing was written.\n')
        return 1
      }
      writeEnv(values)
      say(`\n${path} is written. Start the worker: npm start\n`)
      return 0
    } catch (error) {
      if (!(error instanceof EndOfInputError)) throw error
      process.stderr.write('The input ended before the last question: nothing was written.\n')
      return 1
    } finally {
      lines.close()
    }
  },
}

function aboutOf(name: string): string {
  return settingsTable.find((setting) => setting.name === name)?.about ?? name
}

async function askEach(ask: Ask, before: Values, names: readonly string[]): Promise<Values> {
  const values: Values = {}
  for (const name of names) {
    const setting = settingsTable.find((row) => row.name === name)
    const secret = setting !== undefined && 'secret' in setting
    values[name] = await ask(`${name} – ${aboutOf(name)}`, before[name] ?? setting?.fallback ?? '', secret)
  }
  return values
}

async function askInbox(ask: Ask, before: Values, say: (text: string) => void): Promise<Values> {
  say('The inbox. Subscribe an address of its own to the list first; it is only ever read.\n')
  say(
    'Microsoft 365 and Google Workspace let programs in by OAuth only: docs/inbox.md says what to set up there.\n\n',
  )
  const server = await askEach(ask, before, ['IMAP_HOST', 'IMAP_PORT', 'IMAP_TLS', 'IMAP_USER', 'IMAP_LOGIN'])
  const login = await askEach(ask, before, loginSettings(server['IMAP_LOGIN'] ?? '', before))
  return { ...server, ...login, ...(await askEach(ask, before, ['IMAP_MAILBOX'])) }
}

/** What each way to log in needs. */
function loginSettings(login: string, before: Values): string[] {
  if (login === 'microsoft') return ['IMAP_OAUTH_TENANT', 'IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_CLIENT_SECRET']
  if (login !== 'google') return ['IMAP_PASSWORD']
  return before['IMAP_OAUTH_REFRESH_TOKEN']
    ? ['IMAP_OAUTH_CLIENT_ID', 'IMAP_OAUTH_CLIENT_SECRET', 'IMAP_OAUTH_REFRESH_TOKEN']
    : ['IMAP_OAUTH_KEY_FILE']
}

async function askGoogle(ask: Ask, before: Values, say: (text: string) => void): Promise<Values> {
  say('\nGoogle Calendar. Without it, readers have the feed alone; it can be turned on later.\n\n')
  const wanted = await ask(
    'Push into a shared Google Calendar? yes or no',
    before['GOOGLE_CALENDAR_ID'] ? 'yes' : 'no',
  )
  if (!/^y/i.test(wanted)) return { GOOGLE_CALENDAR_ID: '', GOOGLE_KEY_FILE: '' }
  say(`
 1. https://console.cloud.google.com/ : make a project, enable the “Google Calendar API”,
    make a service account (IAM, Service accounts), and a key for it (Keys, Add key, JSON).
    Save the key beside this program, readable for it alone.
`)
  const file = await ask('GOOGLE_KEY_FILE – path of that key file', before['GOOGLE_KEY_FILE'] ?? '')
  say(`
 2. https://calendar.google.com/ , as yourself: make a new calendar (not as the service account: it would own it
    for ever). In its settings: “Make available to public”, and under “Share with specific people” add
        ${accountOf(file)}
    with the right “Make changes to events”.
 3. Copy the “Calendar ID” from “Integrate calendar”.
`)
  const id = await ask('GOOGLE_CALENDAR_ID', before['GOOGLE_CALENDAR_ID'] ?? '')
  return { GOOGLE_CALENDAR_ID: id, GOOGLE_KEY_FILE: file }
}

async function askReader(ask: Ask, before: Values, say: (text: string) => void): Promise<Values> {
  say(
    '\nA language model that reads each mail, too. It only points at lines; what is believed is read by this program.\nThe mails go to its server. Without it, more of them wait for you; it can be turned on later (docs/reader.md).\n\n',
  )
  const wanted = await ask('Use a language model? yes or no', before['READER_URL'] ? 'yes' : 'no')
  if (!/^y/i.test(wanted)) return { READER_URL: '', READER_MODEL: '', READER_KEY: '' }
  return askEach(ask, before, ['READER_URL', 'READER_MODEL', 'READER_KEY'])
}

async function askWeb(ask: Ask, before: Values, say: (text: string) => void): Promise<Values> {
  say('\nThe page and the feed.\n\n')
  const values = await askEach(ask, before, ['PUBLIC_URL', 'WEB_HOST', 'WEB_PORT'])
  return { ...values, ADMIN_TOKEN: before['ADMIN_TOKEN'] || randomBytes(32).toString('hex') }
}

function accountOf(file: string): string {
  try {
    const key = JSON.parse(readFileSync(file, 'utf8')) as { client_email?: string }
    return key.client_email ?? `the client_email of ${file} (there is none: is it the right file?)`
  } catch {
    return `the address that stands as client_email in ${file || 'the key file'} (the file can’t be read yet)`
  }
}

/** The old lines with new values, then what is new; written as a whole, for the owner alone. */
function writeEnv(values: Values): void {
  const quoted = (value: string) =>
    /^[\w@%+./:-]*$/.test(value) ? value : value.includes("'") ? `"${value}"` : `'${value}'`
  const left = new Map(Object.entries(values))
  const lines = (existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []).flatMap((line) => {
    const name = /^\s*([A-Z_]+)\s*=/.exec(line)?.[1]
    if (name === undefined || !left.has(name)) return [line]
    const value = left.get(name)!
    left.delete(name)
    return value === '' ? [] : [`${name}=${quoted(value)}`]
  })
  const fresh = [...left]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${quoted(value)}`)
  const draft = `${path}.new`
  writeFileSync(draft, `${[...lines, ...fresh].join('\n')}\n`, { mode: 0o600 })
  renameSync(draft, path)
}
