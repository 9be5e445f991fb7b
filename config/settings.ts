import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { readImap, type ImapSettings, type ImapTls } from './inbox-settings.ts'
import { loopback, namesIn, openSettingReader, withoutTls, type SettingReader } from './setting-reader.ts'

/** Everything an admin can set, as values; made by `readSettings`, passed down in parts. */
export interface Settings {
  list: ListSettings
  imap: ImapSettings | null
  google: { calendarId: string; keyFile: string; apiUrl: string | null } | null
  /** The language model that reads, too; null = off. */
  reader: { url: string; model: string; key: string | null } | null
  redisUrl: string | null
  /** The PostgreSQL that holds the ledger; null: a file in the data folder does. */
  databaseUrl: string | null
  dataFolder: string
  /** Where the private Redis of the process lives. */
  redisFolder: string
  pollEverySeconds: number
  web: WebSettings
  /** The admin's desk; null = off. */
  desk: DeskSettings | null
  /** How the admin is told of what needs attention; null = not that way. */
  notify: { url: string | null; smtp: SmtpSettings | null }
  /** Requested every minute while all is well. */
  pingUrl: string | null
  logLevel: LogLevel
}

/** Which list the settings are for, and where it is found. */
export interface ListSettings {
  id: string
  /** What its addresses begin with: "/physics"; '' at the root. */
  path: string
  /** Its first page: "/physics/"; "/" where it is alone, "/statlist" for the one at the root. */
  home: string
  /** The List-Ids of the other lists that are served. */
  others: readonly string[]
  /** A mail without a List-Id waits here; of several lists only one takes those of a shared mailbox. */
  takesStrays: boolean
}

export interface WebSettings {
  host: string
  port: number
  publicUrl: string | null
  adminToken: string | null
  /** Addresses, networks or names of networks (`loopback`, `uniquelocal`) whose X-Forwarded-For is believed. */
  trustProxy: string[]
  /** Whose pages may show lists of talks in a frame: `*`, or origins (CSP 3, 6.4.2.1). */
  embedFrom: string
}

export interface DeskSettings {
  host: string
  port: number
  /** Where the admin's browser finds it. */
  url: string
}

export interface SmtpSettings {
  host: string
  port: number
  tls: ImapTls
  user: string | null
  password: string | null
  from: string
  /** Addresses, separated by commas. */
  to: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** All that is wrong with the settings, a sentence each. */
export class SettingsError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
    this.problems = problems
  }
}

function readGoogle({ problems, text, url }: SettingReader): Settings['google'] {
  const calendarId = text('GOOGLE_CALENDAR_ID')
  const keyFile = text('GOOGLE_KEY_FILE')
  const apiUrl = url('GOOGLE_API_URL', ['https:', 'http:'])
  if (apiUrl && !apiUrl.startsWith('https:') && !loopback.test(new URL(apiUrl).hostname))
    problems.push('GOOGLE_API_URL is plain http to another machine: use https')
  if (!calendarId && !keyFile) return null
  if (calendarId && keyFile) return { calendarId, keyFile, apiUrl }
  problems.push(
    calendarId
      ? 'GOOGLE_KEY_FILE is missing although GOOGLE_CALENDAR_ID is set: name the service account’s key file'
      : 'GOOGLE_CALENDAR_ID is missing although GOOGLE_KEY_FILE is set: copy it from the calendar’s settings page',
  )
  return null
}

function readReader({ problems, text, url }: SettingReader): Settings['reader'] {
  const [address, model, key] = [
    url('READER_URL', ['https:', 'http:']),
    text('READER_MODEL'),
    text('READER_KEY'),
  ]
  if (address !== null && new URL(address).username !== '')
    problems.push('READER_URL holds a name or a password: put the key into READER_KEY')
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    problems.push('READER_KEY holds spaces or characters that no key has: copy it again')
  if (address !== null && model !== null) return { url: address, model, key }
  if (address !== null)
    problems.push(
      'READER_MODEL is missing although READER_URL is set: name the model as that server knows it',
    )
  else if (model !== null || key !== null)
    problems.push(
      'READER_URL is missing although READER_MODEL or READER_KEY is set: give the server’s address',
    )
  return null
}

function readSmtp({ problems, text, required, integer, oneOf }: SettingReader): SmtpSettings | null {
  const to = text('NOTIFY_MAIL')
  if (to === null) return null
  const addresses = to.split(',').map((address) => address.trim())
  for (const address of addresses)
    if (!/^[^\s@,<>]+@[^\s@,<>]+$/.test(address))
      problems.push(`NOTIFY_MAIL holds “${address}”, which is no mail address`)
  const smtp = {
    host: required('SMTP_HOST'),
    port: integer('SMTP_PORT', 1, 65535),
    tls: oneOf('SMTP_TLS', ['implicit', 'starttls', 'none'] as const),
    user: text('SMTP_USER'),
    password: text('SMTP_PASSWORD'),
    from: text('NOTIFY_FROM') ?? addresses[0]!,
    to: addresses.join(', '),
  }
  if (smtp.tls === 'none' && !loopback.test(smtp.host)) problems.push(withoutTls('SMTP_TLS', smtp.host))
  if ((smtp.user === null) !== (smtp.password === null))
    problems.push('one of SMTP_USER and SMTP_PASSWORD is missing: set both, or neither')
  return smtp
}

function readEmbedFrom({ problems, text }: SettingReader): string {
  const origins = namesIn(text('EMBED_FROM')!)
  for (const origin of origins)
    if (origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin))
      problems.push(
        `EMBED_FROM holds “${origin}”: * or comma-separated origins like https://www.example.org are allowed`,
      )
  return origins.join(' ')
}

function readDesk({ problems, text, integer, url }: SettingReader): DeskSettings | null {
  const [host, port, given] = [
    text('ADMIN_HOST')!,
    integer('ADMIN_PORT', 0, 65535),
    url('ADMIN_URL', ['https:', 'http:']),
  ]
  // The session cookie is sent by browsers only over TLS, or to the machine itself.
  if (given?.startsWith('http:') === true && !loopback.test(new URL(given).hostname))
    problems.push('ADMIN_URL is plain http to another machine: use https (docs/run.md, “The desk”)')
  if (given !== null && new URL(given).pathname !== '/')
    problems.push('ADMIN_URL has a path: the desk needs a name of its own, like https://desk.example.org')
  return port === 0 ? null : { host, port, url: (given ?? `http://localhost:${port}`).replace(/\/$/, '') }
}

function readTrustProxy({ problems, text }: SettingReader): string[] {
  const names = namesIn(text('TRUST_PROXY')!)
  for (const name of names) {
    const [address = '', bits, ...rest] = name.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    const isNetwork =
      isIP(address) !== 0 && (bits === undefined || (/^[1-9]\d*$/.test(bits) && Number(bits) <= most))
    if (!/^(?:loopback|linklocal|uniquelocal)$/.test(name) && (!isNetwork || rest.length > 0))
      problems.push(
        `TRUST_PROXY holds “${name}”: addresses, networks (10.0.0.0/8), loopback, linklocal and uniquelocal are allowed`,
      )
  }
  return names
}

/** Node ignores a missing file with a mere warning: here it is a problem. */
function checkOwnCa({ problems, text }: SettingReader, readFile: (path: string) => string): void {
  const file = text('NODE_EXTRA_CA_CERTS')
  if (file === null) return
  try {
    if (!readFile(file).includes('-----BEGIN CERTIFICATE-----'))
      problems.push(
        `NODE_EXTRA_CA_CERTS: ${file} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`,
      )
  } catch (error) {
    problems.push(`NODE_EXTRA_CA_CERTS: ${file} can’t be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function readAdminToken({ problems, text }: SettingReader): string | null {
  const adminToken = text('ADMIN_TOKEN')
  if (adminToken !== null && adminToken.length < 32)
    problems.push(
      `ADMIN_TOKEN has ${adminToken.length} characters: 32 or more are needed (openssl rand -hex 32)`,
    )
  return adminToken
}

/**
 * Reads all settings from an environment; throws a `SettingsError` that names every problem at once.
 * @param needsInbox false for commands that do not read mail
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  { needsInbox = true, readFile = (path: string) => readFileSync(path, 'utf8') } = {},
): Settings {
  const reader = openSettingReader(env, readFile)
  const { problems, text, integer, oneOf, url } = reader
  const adminToken = readAdminToken(reader)
  checkOwnCa(reader, readFile)
  const settings: Settings = {
    imap: needsInbox || text('IMAP_HOST') ? readImap(reader) : null,
    google: readGoogle(reader),
    reader: readReader(reader),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    list: { id: 'statlist', path: '', home: '/', others: [], takesStrays: true },
    dataFolder: text('DATA_FOLDER')!,
    redisFolder: join(text('DATA_FOLDER')!, 'redis'),
    pollEverySeconds: integer('POLL_EVERY_SECONDS', 10, 3600),
    web: {
      host: text('WEB_HOST')!,
      port: integer('WEB_PORT', 0, 65535),
      publicUrl: url('PUBLIC_URL', ['https:', 'http:']),
      adminToken,
      trustProxy: readTrustProxy(reader),
      embedFrom: readEmbedFrom(reader),
    },
    desk: readDesk(reader),
    notify: { url: url('NOTIFY_URL', ['https:', 'http:']), smtp: readSmtp(reader) },
    pingUrl: url('PING_URL', ['https:', 'http:']),
    logLevel: oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error'] as const),
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return settings
}
