import { readFileSync } from 'node:fs'

/** Everything an admin can set, as values; made by `readSettings`, passed down in parts. */
export interface Settings {
  imap: { host: string; port: number; user: string; password: string; mailbox: string; tls: ImapTls } | null
  google: { calendarId: string; keyFile: string; apiUrl: string | null } | null
  /** The language model that reads, too; null = off. */
  reader: { url: string; model: string; key: string | null } | null
  redisUrl: string | null
  dataFolder: string
  pollEverySeconds: number
  web: { host: string; port: number; publicUrl: string | null; adminToken: string | null }
  /** How the admin is told what needs one; null = not that way. */
  notify: { url: string | null; smtp: SmtpSettings | null }
  logLevel: LogLevel
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

/** `implicit` is port 993; `starttls` upgrades and refuses to go on without; `none` is for loopback only. */
export type ImapTls = 'implicit' | 'starttls' | 'none'
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

interface Setting {
  name: string
  about: string
  /** Written when the setting is absent; null = none. */
  fallback: string | null
  /** Never printed; may come from the file that NAME_FILE names. */
  secret?: true
}

/** The one table of settings; `.env.example` and the README follow it. */
export const settingsTable = [
  { name: 'IMAP_HOST', about: 'the mail server of the inbox that is subscribed to the list', fallback: null },
  { name: 'IMAP_PORT', about: 'its port, 1 to 65535', fallback: '993' },
  {
    name: 'IMAP_TLS',
    about: 'implicit, starttls, or none (only for a server on this machine)',
    fallback: 'implicit',
  },
  { name: 'IMAP_USER', about: 'the account', fallback: null },
  { name: 'IMAP_PASSWORD', about: 'its password (or an app password)', fallback: null, secret: true },
  { name: 'IMAP_MAILBOX', about: 'the mailbox that holds the list mail', fallback: 'INBOX' },
  { name: 'POLL_EVERY_SECONDS', about: 'how often to look for mail, 10 to 3600', fallback: '120' },
  { name: 'GOOGLE_CALENDAR_ID', about: 'the shared calendar; without it Google is off', fallback: null },
  { name: 'GOOGLE_KEY_FILE', about: 'the service account’s JSON key file', fallback: null },
  {
    name: 'GOOGLE_API_URL',
    about: 'another server that speaks the Calendar API (tests, demo)',
    fallback: null,
  },
  {
    name: 'READER_URL',
    about:
      'address of a language model that reads each mail, too (OpenAI’s protocol: Ollama, vLLM, a service); off without',
    fallback: null,
  },
  { name: 'READER_MODEL', about: 'name of the model, as that server knows it', fallback: null },
  { name: 'READER_KEY', about: 'its key, when it needs one', fallback: null, secret: true },
  {
    name: 'REDIS_URL',
    about: 'redis:// or rediss:// address; without it a private Redis is started',
    fallback: null,
    secret: true,
  },
  { name: 'DATA_FOLDER', about: 'where the ledger, the feed and the private Redis live', fallback: 'data' },
  { name: 'WEB_HOST', about: 'address to listen on', fallback: '127.0.0.1' },
  { name: 'WEB_PORT', about: 'port to listen on, 0 to 65535 (0 = any free one)', fallback: '8080' },
  { name: 'PUBLIC_URL', about: 'http(s) address under which readers reach the page', fallback: null },
  {
    name: 'ADMIN_TOKEN',
    about: 'bearer token of POST /admin/resync, 32 characters or more; off without',
    fallback: null,
    secret: true,
  },
  {
    name: 'NOTIFY_URL',
    about: 'webhook that gets {"text": …} when something needs you, and when it is over',
    fallback: null,
    secret: true,
  },
  { name: 'NOTIFY_MAIL', about: 'address (or several, with commas) that is told the same', fallback: null },
  { name: 'SMTP_HOST', about: 'the mail server for NOTIFY_MAIL', fallback: null },
  { name: 'SMTP_PORT', about: 'its port, 1 to 65535', fallback: '587' },
  {
    name: 'SMTP_TLS',
    about: 'implicit, starttls, or none (only for a server on this machine)',
    fallback: 'starttls',
  },
  { name: 'SMTP_USER', about: 'the account, when it needs one', fallback: null },
  { name: 'SMTP_PASSWORD', about: 'its password', fallback: null, secret: true },
  { name: 'NOTIFY_FROM', about: 'sender of these mails; the first of NOTIFY_MAIL without', fallback: null },
  { name: 'LOG_LEVEL', about: 'debug, info, warn or error', fallback: 'info' },
] as const satisfies readonly Setting[]

type Name = (typeof settingsTable)[number]['name']

const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/

/** Reads single settings, and collects what is wrong with them. */
interface Reader {
  problems: string[]
  text(name: Name): string | null
  required(name: Name): string
  integer(name: Name, min: number, max: number): number
  oneOf<Value extends string>(name: Name, allowed: readonly Value[]): Value
  url(name: Name, protocols: readonly string[]): string | null
}

function openReader(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Reader {
  const problems: string[] = []
  const rowOf = (name: Name): Setting => settingsTable.find((row) => row.name === name)!

  function text(name: Name): string | null {
    const setting = rowOf(name)
    const file = env[`${name}_FILE`]
    const plain = env[name]?.trim() || null
    if (!setting.secret || !file) return plain ?? setting.fallback
    if (plain) problems.push(`${name} and ${name}_FILE are both set: keep one`)
    try {
      return readFile(file).trim() || null
    } catch (error) {
      problems.push(`${name}_FILE: ${file} can’t be read (${(error as NodeJS.ErrnoException).code})`)
      return null
    }
  }

  return {
    problems,
    text,
    required(name) {
      const value = text(name)
      if (value === null) problems.push(`${name} is missing: ${rowOf(name).about}`)
      return value ?? ''
    },
    integer(name, min, max) {
      const value = text(name) ?? ''
      if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max)
        problems.push(`${name} is “${value}”: a whole number from ${min} to ${max} is allowed`)
      return Number(value)
    },
    oneOf<Value extends string>(name: Name, allowed: readonly Value[]) {
      const value = text(name) ?? ''
      if (!(allowed as readonly string[]).includes(value))
        problems.push(`${name} is “${value}”: allowed is ${allowed.join(', ')}`)
      return value as Value
    },
    url(name, protocols) {
      const value = text(name)
      if (value === null) return null
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/$/, '')
      const found = rowOf(name).secret ? 'not an address of that kind' : `“${value}”`
      problems.push(
        `${name} is ${found}: an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')} is allowed`,
      )
      return null
    },
  }
}

function readImap({ problems, text, required, integer, oneOf }: Reader): Settings['imap'] {
  const imap = {
    host: required('IMAP_HOST'),
    port: integer('IMAP_PORT', 1, 65535),
    user: required('IMAP_USER'),
    password: required('IMAP_PASSWORD'),
    mailbox: text('IMAP_MAILBOX')!,
    tls: oneOf('IMAP_TLS', ['implicit', 'starttls', 'none'] as const),
  }
  if (imap.tls === 'none' && !loopback.test(imap.host)) problems.push(withoutTls('IMAP_TLS', imap.host))
  return imap
}

function withoutTls(name: Name, host: string): string {
  return `${name} is “none” for ${host}: without TLS only this machine (127.0.0.1, localhost) is allowed`
}

function readGoogle({ problems, text, url }: Reader): Settings['google'] {
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

function readReader({ problems, text, url }: Reader): Settings['reader'] {
  const [address, model, key] = [
    url('READER_URL', ['https:', 'http:']),
    text('READER_MODEL'),
    text('READER_KEY'),
  ]
  if (address !== null && new URL(address).username !== '')
    problems.push('READER_URL holds a name or a password: put the key into READER_KEY')
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    problems.push('READER_KEY holds blanks or letters that no key has: copy it again')
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

function readSmtp({ problems, text, required, integer, oneOf }: Reader): SmtpSettings | null {
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
    problems.push('of SMTP_USER and SMTP_PASSWORD one is missing: set both, or neither')
  return smtp
}

function readAdminToken({ problems, text }: Reader): string | null {
  const adminToken = text('ADMIN_TOKEN')
  if (adminToken !== null && adminToken.length < 32)
    problems.push(
      `ADMIN_TOKEN has ${adminToken.length} characters: 32 or more are needed (openssl rand -hex 32)`,
    )
  return adminToken
}

/**
 * Reads all settings from an environment; throws `SettingsError` that names every problem at once.
 * @param needsInbox false for commands that do not read mail
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  { needsInbox = true, readFile = (path: string) => readFileSync(path, 'utf8') } = {},
): Settings {
  const reader = openReader(env, readFile)
  const { problems, text, integer, oneOf, url } = reader
  const adminToken = readAdminToken(reader)
  const settings: Settings = {
    imap: needsInbox || text('IMAP_HOST') ? readImap(reader) : null,
    google: readGoogle(reader),
    reader: readReader(reader),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    dataFolder: text('DATA_FOLDER')!,
    pollEverySeconds: integer('POLL_EVERY_SECONDS', 10, 3600),
    web: {
      host: text('WEB_HOST')!,
      port: integer('WEB_PORT', 0, 65535),
      publicUrl: url('PUBLIC_URL', ['https:', 'http:']),
      adminToken,
    },
    notify: { url: url('NOTIFY_URL', ['https:', 'http:']), smtp: readSmtp(reader) },
    logLevel: oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error'] as const),
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return settings
}
