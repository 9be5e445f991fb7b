import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that gives tokens (RFC 6749) as Microsoft's and Google's do, and tells Dovecot whose they are (RFC 7662). */
export interface TokenServer {
  url: string
  /** Where Dovecot asks; a token is appended. */
  introspectionUrl: string
  client: { clientId: string; clientSecret: string }
  refreshToken: string
  /** JSON key file of a service account. */
  keyFile: string
  /** Whose mailbox the client and the refresh token are for. */
  user: string
  /** Instead of a token: a status and a body. */
  broken: { status: number; body: string } | null
  given: number
  /** No token that was given is good any more. */
  revokeAll(): void
  close(): Promise<void>
}

export async function openTokenServer(user: string): Promise<TokenServer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const good = new Map<string, string>()
  const account = 'bot@project.iam.example'
  const state = {
    user,
    client: { clientId: 'app-1', clientSecret: 'secret of the app' },
    refreshToken: 'refresh-1',
    keyFile: JSON.stringify({ type: 'service_account', client_email: account, private_key: privateKey }),
    broken: null as TokenServer['broken'],
    given: 0,
  }

  /** Whose mailbox a request is for; or why it gets no token. */
  function ownerOf(form: URLSearchParams): string | { error: string; error_description: string } {
    const isClient =
      form.get('client_id') === state.client.clientId &&
      form.get('client_secret') === state.client.clientSecret
    switch (form.get('grant_type')) {
      case 'client_credentials':
        if (!isClient)
          return {
            error: 'invalid_client',
            error_description: 'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1',
          }
        if (form.get('scope') !== 'https://outlook.office365.com/.default')
          return { error: 'invalid_scope', error_description: 'AADSTS70011: The scope is not valid.' }
        return state.user
      case 'refresh_token':
        return isClient && form.get('refresh_token') === state.refreshToken
          ? state.user
          : { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }
      case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
        return ownerOfAssertion(form.get('assertion') ?? '')
      case null:
      default:
        return { error: 'unsupported_grant_type', error_description: 'no such grant' }
    }
  }

  function ownerOfAssertion(assertion: string): ReturnType<typeof ownerOf> {
    const [head = '', body = '', signature = ''] = assertion.split('.')
    const claim = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    )
    const isFresh = Number(claim['exp']) - Number(claim['iat']) <= 3600
    return isSigned && isFresh && claim['iss'] === account && claim['scope'] === 'https://mail.google.com/'
      ? String(claim['sub'])
      : { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
      const answer = (status: number, body: object | string) =>
        response
          .writeHead(status, { 'Content-Type': 'application/json' })
          .end(typeof body === 'string' ? body : JSON.stringify(body))
      if (pathname === '/introspect') {
        const owner = good.get(searchParams.get('token') ?? '')
        return answer(
          200,
          owner === undefined ? { active: false } : { active: true, email: owner, scope: 'imap' },
        )
      }
      if (state.broken !== null) return answer(state.broken.status, state.broken.body)
      const owner = ownerOf(new URLSearchParams(await bodyOf(request)))
      if (typeof owner !== 'string') return answer(owner.error === 'invalid_client' ? 401 : 400, owner)
      const token = randomUUID()
      good.set(token, owner)
      state.given += 1
      return answer(200, { token_type: 'Bearer', expires_in: 3599, access_token: token })
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    url: `${base}/token`,
    introspectionUrl: `${base}/introspect?token=`,
    revokeAll: () => good.clear(),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
