import { MailError, messageOf } from '../../errors.ts'
import type { Login } from './oauth.ts'

export interface InboxSettings {
  host: string
  port: number
  user: string
  login: Login
  mailbox: string
  tls: 'implicit' | 'starttls' | 'none'
}

interface ImapFailure {
  authenticationFailed?: boolean
  code?: string
  responseText?: string
  /** The whole answer to a login. */
  response?: string
  /** RFC 5530. */
  serverResponseCode?: string
  oauthError?: { status?: string; error?: string; error_description?: string } | false
  mailboxMissing?: boolean
}

/** What a failure of the mail server means, by what to do about it. */
export function toMailError(
  cause: unknown,
  thrown: unknown,
  { host, port, user, mailbox, login }: InboxSettings,
): MailError {
  if (cause instanceof MailError) return cause
  const failure = { ...(thrown as ImapFailure), ...(cause as ImapFailure) }
  const text = failure.responseText ?? messageOf(cause)
  const where = `${host}:${port}`
  if (failure.code === 'ETIMEOUT')
    return new MailError('silent', `${where} stopped answering: ${text}`, cause)
  if (failure.code === 'ETHROTTLE')
    return new MailError('silent', `${where} asks to slow down: ${text}`, cause)
  // RFC 5530, 3: the server, not the password, is the trouble.
  if (/^(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/.test(failure.serverResponseCode ?? ''))
    return new MailError('transient', `${where} lets nobody in now: ${saidOf(failure)}`, cause)
  if (failure.authenticationFailed)
    return new MailError(
      'credential',
      `${where} refuses the login of ${user}: ${saidOf(failure)}; ${adviceFor(saidOf(failure), login)}`,
      cause,
    )
  if (/authenticated but not connected/i.test(text))
    return new MailError(
      'credential',
      `${where} lets ${user} in but not to the mailbox: IMAP must be allowed for it`,
      cause,
    )
  if (failure.mailboxMissing)
    return new MailError('settings', `${where} has no mailbox “${mailbox}”: check IMAP_MAILBOX`, cause)
  if (/CERT|self.signed|ERR_TLS|altnames/i.test(`${failure.code} ${messageOf(cause)}`))
    return new MailError(
      'settings',
      `${where} has no certificate that can be trusted (${failure.code ?? messageOf(cause)})${adviceForCertificate(failure.code)}`,
      cause,
    )
  if (/STARTTLS/i.test(messageOf(cause)))
    return new MailError(
      'settings',
      `${where} does not offer STARTTLS: nothing was sent; check IMAP_PORT and IMAP_TLS`,
      cause,
    )
  return new MailError('transient', `${where} can’t be read: ${text}`, cause)
}

/** The server's own words about a login, on one line. */
function saidOf({ response, responseText, oauthError }: ImapFailure): string {
  const oauth = oauthError || {}
  const said = oauth.error_description ?? oauth.error ?? response ?? responseText ?? ''
  const plain = said
    .replace(/^\S+ (?:NO|BAD) /, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return plain === '' ? 'it says nothing more' : `“${plain.slice(0, 200)}”`
}

function adviceForCertificate(code = ''): string {
  if (/EXPIRED|NOT_YET/.test(code)) return ': its owner must renew it; is the clock here right?'
  if (/ALTNAME/.test(code)) return ': it is another server’s; check IMAP_HOST'
  return /SELF_SIGNED|ISSUER|VERIFY_LEAF/.test(code)
    ? ': if it is from a CA of your own, name the CA’s certificate in NODE_EXTRA_CA_CERTS'
    : ''
}

function adviceFor(said: string, login: Login): string {
  if (/basic.?auth/i.test(said)) return 'Microsoft 365 takes no passwords: set IMAP_LOGIN=microsoft'
  if (/application-specific|app(?:lication)?[- ]password/i.test(said))
    return 'make an app password for IMAP_PASSWORD, or set IMAP_LOGIN=google'
  if (/not enabled|disabled/i.test(said)) return 'allow IMAP for the account'
  if (login.by === 'password') return 'check IMAP_USER and IMAP_PASSWORD'
  return 'the token is good, but its app may not read this mailbox: give it access (docs/inbox.md)'
}
