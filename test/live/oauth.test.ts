import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { MailError } from '../../src/errors.ts'
import { openLog } from '../../src/log.ts'
import { fetchNew } from '../../src/mail/imap/inbox.ts'
import type { Login } from '../../src/mail/imap/oauth.ts'
import { freePort, openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openScriptedServer } from '../support/imap-server.ts'
import { openTokenServer, type TokenServer } from '../support/token-server.ts'

const user = 'inbox@uni.example'
const log = openLog('error')
let tokens: TokenServer
const servers: Record<string, Dovecot> = {}
let keyFile: string

before(async () => {
  tokens = await openTokenServer(user)
  for (const mechanisms of ['oauthbearer', 'xoauth2']) {
    servers[mechanisms] = await openDovecot({ introspectionUrl: tokens.introspectionUrl, mechanisms })
    await servers[mechanisms].append(user, 'Subject: hello\r\nMessage-ID: <a@b>\r\n\r\nhi\r\n')
  }
  keyFile = join(mkdtempSync(join(tmpdir(), 'oauth-')), 'key.json')
  writeFileSync(keyFile, tokens.keyFile)
})

after(async () => {
  for (const server of Object.values(servers)) await server.close()
  await tokens.close()
})

const logins = (): Record<string, Login> => ({
  'Microsoft 365: client credentials': {
    by: 'client-credentials',
    tokenUrl: tokens.url,
    scope: 'https://outlook.office365.com/.default',
    ...tokens.client,
  },
  'Google: a refresh token': {
    by: 'refresh-token',
    tokenUrl: tokens.url,
    refreshToken: tokens.refreshToken,
    ...tokens.client,
  },
  'Google: a service account': {
    by: 'service-account',
    tokenUrl: tokens.url,
    scope: 'https://mail.google.com/',
    keyFile,
  },
})

async function poll(login: Login, mechanisms = 'oauthbearer', name = user): Promise<number> {
  const { read } = await fetchNew(servers[mechanisms]!.inbox(name, { login }), null, () => {}, log)
  return read
}

test('the inbox is read with a token, and each login asks for a new one', async () => {
  for (const mechanisms of Object.keys(servers))
    for (const [name, login] of Object.entries(logins())) {
      const before = tokens.given
      assert.equal(await poll(login, mechanisms), 1, name)
      tokens.revokeAll()
      assert.equal(await poll(login, mechanisms), 1, `${name}, after all tokens were revoked`)
      assert.equal(tokens.given, before + 2)
    }
})

async function failureOf(act: () => Promise<unknown>): Promise<MailError> {
  try {
    await act()
  } catch (error) {
    assert.ok(error instanceof MailError, String(error))
    return error
  }
  return assert.fail('it should have been refused')
}

test('what the token server refuses is said in its words, with what to do', async () => {
  const all = logins()
  const wrong: [Login, RegExp][] = [
    [
      { ...all['Microsoft 365: client credentials']!, clientSecret: 'old' } as Login,
      /^127\.0\.0\.1:\d+ gives no token for inbox@uni\.example: “AADSTS7000215: Invalid client secret provided\.”; check IMAP_OAUTH_TENANT/,
    ],
    [
      { ...all['Google: a refresh token']!, refreshToken: 'old' } as Login,
      /“Token has been expired or revoked\.”; check .*IMAP_OAUTH_REFRESH_TOKEN/,
    ],
    [
      { ...all['Google: a service account']!, keyFile: '/nowhere' } as Login,
      /IMAP_OAUTH_KEY_FILE can’t be read/,
    ],
  ]
  for (const [login, message] of wrong) {
    const error = await failureOf(async () => poll(login))
    assert.equal(error.reason, 'credential')
    assert.match(error.message, message)
  }
})

test('a token server that is away is tried again, one that talks nonsense too', async () => {
  const login = logins()['Google: a refresh token']!
  for (const broken of [
    { status: 503, body: 'busy' },
    { status: 429, body: '{"error":"slow_down"}' },
    { status: 200, body: '<html>' },
  ]) {
    tokens.broken = broken
    assert.equal((await failureOf(async () => poll(login))).reason, 'transient', broken.body)
  }
  tokens.broken = null
  const port = await freePort()
  const away = await failureOf(async () =>
    poll({ ...login, tokenUrl: `http://127.0.0.1:${port}/token` } as Login),
  )
  assert.equal(away.reason, 'transient')
  assert.match(away.message, /gives no token: .*ECONNREFUSED/)
})

test('a token for another mailbox is refused, and told apart from a wrong password', async () => {
  const error = await failureOf(async () =>
    poll(logins()['Microsoft 365: client credentials']!, 'oauthbearer', 'other@uni.example'),
  )
  assert.equal(error.reason, 'credential')
  assert.match(error.message, /refuses the login of other@uni\.example: .*the token is good/)
})

/** What a server answers to LOGIN → what the admin reads. */
const refusals: [string, MailError['reason'], RegExp][] = [
  [
    'NO [AUTHENTICATIONFAILED] Basic authentication is disabled.',
    'credential',
    /“.*Basic authentication is disabled\.”; Microsoft 365 takes no passwords: set IMAP_LOGIN=microsoft/,
  ],
  [
    'NO [ALERT] Application-specific password required: https://support.google.com/accounts',
    'credential',
    /Application-specific password required.*; make an app password/,
  ],
  [
    'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
    'credential',
    /“.*Invalid credentials \(Failure\)”; check IMAP_USER and IMAP_PASSWORD/,
  ],
  [
    'NO [UNAVAILABLE] Temporary authentication failure',
    'transient',
    /lets nobody in now: “.*Temporary authentication failure”/,
  ],
  ['NO [LIMIT] Too many connections', 'transient', /Too many connections/],
]

test('a login that is refused is told in the server’s own words', async () => {
  const server = await openScriptedServer([])
  try {
    for (const [refusal, reason, message] of refusals) {
      server.refusal = refusal
      const error = await failureOf(async () => fetchNew(server.settings, null, () => {}, log))
      assert.equal(error.reason, reason, refusal)
      assert.match(error.message, message)
    }
  } finally {
    await server.close()
  }
})
