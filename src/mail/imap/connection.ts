import { ImapFlow } from 'imapflow'
import { MailError } from '../../errors.ts'
import { toMailError, type InboxSettings } from './error.ts'
import { accessToken } from './oauth.ts'

const deadlineMs = 120_000
/** A literal longer than this closes the connection: of a larger mail only the beginning is asked for. */
export const maxMessageBytes = 10_000_000

/** Logs in, acts and logs out, within two minutes whatever the server does. Throws `MailError`. */
export async function withConnection<Result>(
  settings: InboxSettings,
  silenceMs: number,
  act: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const { user, login } = settings
  const secret =
    login.by === 'password' ? { pass: login.password } : { accessToken: await accessToken(login, user) }
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    // true: refuse to log in when the server (or somebody between) does not offer STARTTLS.
    doSTARTTLS: settings.tls === 'starttls',
    auth: { user, ...secret },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: silenceMs,
    maxLiteralSize: maxMessageBytes + 1000,
  })
  // Network failures come here and nowhere else; without a listener they end the process (imapflow #47).
  let networkError: unknown
  client.on('error', (error) => (networkError ??= error))
  let timedOut = false
  const deadline = setTimeout(() => {
    timedOut = true
    client.close()
  }, deadlineMs)
  try {
    await client.connect()
    const result = await act(client)
    await Promise.race([
      client.logout().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, 3000).unref()),
    ])
    return result
  } catch (error) {
    if (timedOut) throw new MailError('silent', `the poll took longer than ${deadlineMs / 1000} s`, error)
    throw toMailError(networkError ?? error, error, settings)
  } finally {
    clearTimeout(deadline)
    client.close()
  }
}
