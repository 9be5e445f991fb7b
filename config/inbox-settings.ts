import { loopback, namesIn, withoutTls, type SettingReader } from './setting-reader.ts'

export interface ImapSettings {
  host: string
  port: number
  user: string
  login: ImapLogin
  /** One or several; each is read by itself. */
  mailboxes: string[]
  tls: ImapTls
}

/** A password, or how an OAuth 2 token is got for each login. */
export type ImapLogin =
  | { by: 'password'; password: string }
  | { by: 'client-credentials'; tokenUrl: string; scope: string; clientId: string; clientSecret: string }
  | { by: 'refresh-token'; tokenUrl: string; clientId: string; clientSecret: string; refreshToken: string }
  | { by: 'service-account'; tokenUrl: string; scope: string; keyFile: string }

/** `implicit` is port 993; `starttls` upgrades and refuses to go on without; `none` is for loopback only. */
export type ImapTls = 'implicit' | 'starttls' | 'none'

/** The inbox, or what is wrong with it among the reader's problems. */
export function readImap(reader: SettingReader): ImapSettings {
  const { problems, text, required, integer, oneOf } = reader
  const imap = {
    host: required('IMAP_HOST'),
    port: integer('IMAP_PORT', 1, 65535),
    user: required('IMAP_USER'),
    login: readLogin(reader),
    mailboxes: namesIn(text('IMAP_MAILBOX') ?? ''),
    tls: oneOf('IMAP_TLS', ['implicit', 'starttls', 'none'] as const),
  }
  if (imap.mailboxes.length === 0)
    problems.push('IMAP_MAILBOX names no mailbox: leave it out for INBOX, or name one')
  if (imap.tls === 'none' && !loopback.test(imap.host)) problems.push(withoutTls('IMAP_TLS', imap.host))
  return imap
}

function readLogin({ problems, text, required, oneOf, url }: SettingReader): ImapLogin {
  const by = oneOf('IMAP_LOGIN', ['password', 'microsoft', 'google'] as const)
  if (by === 'password') return { by, password: required('IMAP_PASSWORD') }
  const own = url('IMAP_OAUTH_TOKEN_URL', ['https:', 'http:'])
  if (own?.startsWith('http:') === true && !loopback.test(new URL(own).hostname))
    problems.push('IMAP_OAUTH_TOKEN_URL is plain http to another machine: use https')
  if (by === 'google' && text('IMAP_OAUTH_REFRESH_TOKEN') === null)
    return {
      by: 'service-account',
      tokenUrl: own ?? 'https://oauth2.googleapis.com/token',
      scope: 'https://mail.google.com/',
      keyFile: required('IMAP_OAUTH_KEY_FILE'),
    }
  const client = {
    clientId: required('IMAP_OAUTH_CLIENT_ID'),
    clientSecret: required('IMAP_OAUTH_CLIENT_SECRET'),
  }
  if (by === 'google')
    return {
      by: 'refresh-token',
      tokenUrl: own ?? 'https://oauth2.googleapis.com/token',
      ...client,
      refreshToken: required('IMAP_OAUTH_REFRESH_TOKEN'),
    }
  const tenant = encodeURIComponent(required('IMAP_OAUTH_TENANT'))
  return {
    by: 'client-credentials',
    tokenUrl: own ?? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    scope: 'https://outlook.office365.com/.default',
    ...client,
  }
}
