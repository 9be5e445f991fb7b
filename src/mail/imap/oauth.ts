import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { MailError, messageOf } from '../../errors.ts'
import { headOf } from '../../text.ts'

/** How the inbox is opened: by a password, or by an OAuth 2 token that is asked for anew at each login. */
export type Login =
  | { by: 'password'; password: string }
  /** RFC 6749, 4.4: an app of Microsoft Entra acts for itself. */
  | { by: 'client-credentials'; tokenUrl: string; scope: string; clientId: string; clientSecret: string }
  /** RFC 6749, 6: somebody has consented once. */
  | { by: 'refresh-token'; tokenUrl: string; clientId: string; clientSecret: string; refreshToken: string }
  /** RFC 7523: a service account of Google acts for the inbox (domain-wide delegation). */
  | { by: 'service-account'; tokenUrl: string; scope: string; keyFile: string }

const timeoutMs = 15_000

/** A token for the inbox of `user`; throws `MailError` with the words of the server that gives none. */
export async function accessToken(login: Exclude<Login, { by: 'password' }>, user: string): Promise<string> {
  const where = new URL(login.tokenUrl).host
  let response: Response
  let text: string
  try {
    response = await fetch(login.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams(grantOf(login, user)),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = (await response.text()).slice(0, 20_000)
  } catch (error) {
    if (error instanceof MailError) throw error
    throw new MailError('transient', `${where} gives no token: ${causeOf(error)}`, error)
  }
  const answer = fieldsOf(text)
  if (response.ok && typeof answer['access_token'] === 'string') return answer['access_token']
  const said = [answer['error_description'], answer['error']].find((one) => typeof one === 'string')
  const words = headOf(said ?? `HTTP ${response.status}`, /[\r\n]/).slice(0, 300)
  const isRefused = response.status >= 400 && response.status < 500 && response.status !== 429
  throw new MailError(
    isRefused ? 'credential' : 'transient',
    `${where} gives no token for ${user}: “${words}”${isRefused ? `; check ${settingsOf(login)}` : ''}`,
  )
}

function grantOf(login: Exclude<Login, { by: 'password' }>, user: string): Record<string, string> {
  switch (login.by) {
    case 'client-credentials':
      return {
        grant_type: 'client_credentials',
        client_id: login.clientId,
        client_secret: login.clientSecret,
        scope: login.scope,
      }
    case 'refresh-token':
      return {
        grant_type: 'refresh_token',
        client_id: login.clientId,
        client_secret: login.clientSecret,
        refresh_token: login.refreshToken,
      }
    case 'service-account':
      return {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertionOf(login, user),
      }
  }
}

/** A claim that the service account signs (RFC 7519), for an hour at most. */
function assertionOf(
  { keyFile, tokenUrl, scope }: Extract<Login, { by: 'service-account' }>,
  user: string,
): string {
  const key = fieldsOf(read(keyFile))
  const { client_email: issuer, private_key: secret } = key
  if (typeof issuer !== 'string' || typeof secret !== 'string')
    throw new MailError('credential', `${keyFile} holds no service account’s key: check IMAP_OAUTH_KEY_FILE`)
  const now = Math.floor(Date.now() / 1000)
  const claim = { iss: issuer, sub: user, scope, aud: tokenUrl, iat: now, exp: now + 3600 }
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claim]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  try {
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(secret, 'base64url')}`
  } catch (error) {
    throw new MailError('credential', `the key in ${keyFile} can’t sign (${messageOf(error)})`, error)
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new MailError('credential', `IMAP_OAUTH_KEY_FILE can’t be read: ${messageOf(error)}`, error)
  }
}

function fieldsOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? messageOf(error.cause) : messageOf(error)
}

function settingsOf({ by }: Login): string {
  switch (by) {
    case 'client-credentials':
      return 'IMAP_OAUTH_TENANT, IMAP_OAUTH_CLIENT_ID and IMAP_OAUTH_CLIENT_SECRET'
    case 'refresh-token':
      return 'IMAP_OAUTH_CLIENT_ID, IMAP_OAUTH_CLIENT_SECRET and IMAP_OAUTH_REFRESH_TOKEN'
    case 'service-account':
      return 'IMAP_OAUTH_KEY_FILE, and that the domain’s admin lets the account act for mailboxes'
    case 'password':
      return 'IMAP_PASSWORD'
  }
}
