import { MailError, messageOf } from '../errors.ts'

export interface InboxSettings {
  host: string
  port: number
  user: string
  password: string
  mailbox: string
  tls: 'implicit' | 'starttls' | 'none'
}

interface ImapFailure {
  authenticationFailed?: boolean
  code?: string
  responseText?: string
  mailboxMissing?: boolean
}

/** What a failure of the mail server means, by what to do about it. */
export function toMailError(
  cause: unknown,
  thrown: unknown,
  { host, port, user, mailbox }: InboxSettings,
): MailError {
  const failure = { ...(thrown as ImapFailure), ...(cause as ImapFailure) }
  const text = failure.responseText ?? messageOf(cause)
  const where = `${host}:${port}`
  if (failure.code === 'ETIMEOUT')
    return new MailError('silent', `${where} stopped answering: ${text}`, cause)
  if (failure.code === 'ETHROTTLE')
    return new MailError('silent', `${where} asks to slow down: ${text}`, cause)
  if (failure.authenticationFailed)
    return new MailError(
      'credential',
      `${where} refuses the login of ${user}: check IMAP_USER and IMAP_PASSWORD`,
      cause,
    )
  if (/authenticated but not connected/i.test(text))
    return new MailError(
      'credential',
      `${where} lets ${user} in but not to the mailbox: IMAP must be allowed for it`,
      cause,
    )
  if (failure.mailboxMissing)
    return new MailError('credential', `${where} has no mailbox “${mailbox}”: check IMAP_MAILBOX`, cause)
  if (/CERT|self.signed|ERR_TLS|altnames/i.test(`${failure.code} ${messageOf(cause)}`))
    return new MailError(
      'credential',
      `${where} has no certificate that can be trusted (${failure.code ?? messageOf(cause)})`,
      cause,
    )
  if (/STARTTLS/i.test(messageOf(cause)))
    return new MailError(
      'credential',
      `${where} does not offer STARTTLS: nothing was sent; check IMAP_PORT and IMAP_TLS`,
      cause,
    )
  return new MailError('transient', `${where} can’t be read: ${text}`, cause)
}
