import { unknownIn } from '../../config/unknown-settings.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSettings, SettingsError } from '../../config/settings.ts'
import { settingsTable } from '../../config/settings-table.ts'

const good = { IMAP_HOST: 'mail.example', IMAP_USER: 'bot', IMAP_PASSWORD: 'hunter2-hunter2' }

const wrong: [Record<string, string>, RegExp[]][] = [
  [{ IMAP_HOST: '', IMAP_USER: '' }, [/IMAP_HOST is missing/, /IMAP_USER is missing/]],
  [{ IMAP_PORT: '99x' }, [/IMAP_PORT is “99x”: a whole number from 1 to 65535/]],
  [{ IMAP_PORT: '70000' }, [/IMAP_PORT is “70000”/]],
  [{ POLL_EVERY_SECONDS: '2m' }, [/POLL_EVERY_SECONDS is “2m”/]],
  [{ POLL_EVERY_SECONDS: '1' }, [/from 10 to 3600/]],
  [{ IMAP_TLS: 'ssl' }, [/IMAP_TLS is “ssl”: allowed is implicit, starttls, none/]],
  [{ IMAP_TLS: 'none' }, [/IMAP_TLS is “none” for mail\.example: without TLS only this machine/]],
  [{ IMAP_TLS: 'none', IMAP_HOST: '127.0.0.1.evil.example' }, [/without TLS only this machine/]],
  [{ IMAP_TLS: 'none', IMAP_HOST: 'mail-localhost' }, [/without TLS only this machine/]],
  [{ TRUST_PROXY: '0.0.0.0/0' }, [/TRUST_PROXY holds “0\.0\.0\.0\/0”/]],
  [{ REDIS_URL: 'http://x:secretsecret@host' }, [/REDIS_URL is not an address of that kind/]],
  [{ GOOGLE_CALENDAR_ID: 'x@group.calendar.google.com' }, [/GOOGLE_KEY_FILE is missing although/]],
  [{ GOOGLE_KEY_FILE: 'key.json' }, [/GOOGLE_CALENDAR_ID is missing although/]],
  [{ ADMIN_TOKEN: 'short' }, [/ADMIN_TOKEN has 5 characters: 32 or more/]],
  [
    { TRUST_PROXY: 'loopback, nginx, 10.0.0.0/64' },
    [/TRUST_PROXY holds “nginx”: addresses, networks/, /TRUST_PROXY holds “10\.0\.0\.0\/64”/],
  ],
  [{ NODE_EXTRA_CA_CERTS: '/nowhere.pem' }, [/NODE_EXTRA_CA_CERTS: \/nowhere\.pem can’t be read \(ENOENT\)/]],
  [
    { NODE_EXTRA_CA_CERTS: import.meta.filename },
    [/NODE_EXTRA_CA_CERTS: .* holds no certificate in PEM form/],
  ],
  [{ PING_URL: 'hc-ping.example/secretsecret' }, [/PING_URL is not an address of that kind/]],
  [{ PUBLIC_URL: 'calendar.example' }, [/PUBLIC_URL is “calendar\.example”/]],
  [{ IMAP_PASSWORD_FILE: '/run/secrets/imap' }, [/IMAP_PASSWORD and IMAP_PASSWORD_FILE are both set/]],
  [
    { IMAP_PASSWORD: '', IMAP_PASSWORD_FILE: '/nowhere' },
    [/IMAP_PASSWORD_FILE: \/nowhere can’t be read \(ENOENT\)/, /IMAP_PASSWORD is missing/],
  ],
]

test('what is wrong is told all at once, and never a secret', () => {
  for (const [env, patterns] of wrong) {
    assert.throws(
      () => readSettings({ ...good, ...env }),
      (error) => {
        assert.ok(error instanceof SettingsError)
        for (const pattern of patterns) assert.match(error.message, pattern)
        assert.doesNotMatch(error.message, /hunter2|secretsecret/)
        return true
      },
    )
  }
})

test('good settings are values, secrets may come from files', () => {
  const settings = readSettings(
    { ...good, IMAP_PASSWORD: '', IMAP_PASSWORD_FILE: '/run/secrets/imap', IMAP_PORT: '1993' },
    { readFile: () => 'from-file\n' },
  )
  assert.deepEqual(settings.imap, {
    host: 'mail.example',
    port: 1993,
    user: 'bot',
    login: { by: 'password', password: 'from-file' },
    mailboxes: ['INBOX'],
    tls: 'implicit',
  })
  assert.equal(settings.google, null)
  const behind = readSettings({ ...good, TRUST_PROXY: 'uniquelocal, 192.0.2.7, 2001:db8::/32' })
  assert.deepEqual(behind.web.trustProxy, ['uniquelocal', '192.0.2.7', '2001:db8::/32'])
  assert.equal(readSettings({}, { needsInbox: false }).imap, null)
})

/** IMAP_LOGIN with its settings → how the inbox is opened, or what is missing. */
const logins: [Record<string, string>, object | RegExp[]][] = [
  [
    {
      IMAP_LOGIN: 'microsoft',
      IMAP_OAUTH_TENANT: 't-1',
      IMAP_OAUTH_CLIENT_ID: 'c',
      IMAP_OAUTH_CLIENT_SECRET: 's',
    },
    {
      by: 'client-credentials',
      tokenUrl: 'https://login.microsoftonline.com/t-1/oauth2/v2.0/token',
      scope: 'https://outlook.office365.com/.default',
      clientId: 'c',
      clientSecret: 's',
    },
  ],
  [
    { IMAP_LOGIN: 'google', IMAP_OAUTH_KEY_FILE: 'key.json' },
    {
      by: 'service-account',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      scope: 'https://mail.google.com/',
      keyFile: 'key.json',
    },
  ],
  [
    {
      IMAP_LOGIN: 'google',
      IMAP_OAUTH_REFRESH_TOKEN: 'r',
      IMAP_OAUTH_CLIENT_ID: 'c',
      IMAP_OAUTH_CLIENT_SECRET: 's',
    },
    {
      by: 'refresh-token',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      clientId: 'c',
      clientSecret: 's',
      refreshToken: 'r',
    },
  ],
  [
    { IMAP_LOGIN: 'microsoft' },
    [
      /IMAP_OAUTH_CLIENT_ID is missing/,
      /IMAP_OAUTH_CLIENT_SECRET is missing/,
      /IMAP_OAUTH_TENANT is missing/,
    ],
  ],
  [{ IMAP_LOGIN: 'google' }, [/IMAP_OAUTH_KEY_FILE is missing/]],
  [
    { IMAP_LOGIN: 'google', IMAP_OAUTH_KEY_FILE: 'k', IMAP_OAUTH_TOKEN_URL: 'http://tokens.example/t' },
    [/IMAP_OAUTH_TOKEN_URL is plain http/],
  ],
]

test('the inbox may be opened by OAuth', () => {
  for (const [env, expected] of logins) {
    const read = () => readSettings({ IMAP_HOST: 'mail.example', IMAP_USER: 'bot', ...env })
    if (Array.isArray(expected))
      assert.throws(read, (error: SettingsError) => {
        assert.equal(error.problems.length, expected.length, error.message)
        return expected.every((problem, at) => problem.test(error.problems[at] ?? ''))
      })
    else assert.deepEqual(read().imap?.login, expected)
  }
})

test('.env.example holds every setting of the table with its default, and no other', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').split('\n')
  const written = lines
    .flatMap((line) => /^(#?)([A-Z_]+)=(.*)$/.exec(line) ?? [])
    .filter((_, at) => at % 4 !== 0)
  const rows = Array.from({ length: written.length / 3 }, (_, at) => written.slice(3 * at, 3 * at + 3))
  assert.deepEqual(
    rows,
    settingsTable.map(({ name, fallback }) => (fallback === null ? ['#', name, ''] : ['', name, fallback])),
  )
  const readme = readFileSync(join(import.meta.dirname, '../../docs/settings.md'), 'utf8')
  for (const { name } of settingsTable)
    assert.ok(readme.includes(`\`${name}\``), `docs/settings.md does not tell of ${name}`)
})

/** Where the desk is, and who may frame the lists → what is read, or what is wrong. */
const desks: [Record<string, string>, object | null | RegExp][] = [
  [{}, { host: '127.0.0.1', port: 8081, url: 'http://localhost:8081' }],
  [{ ADMIN_PORT: '9000' }, { host: '127.0.0.1', port: 9000, url: 'http://localhost:9000' }],
  [{ ADMIN_URL: 'https://desk.example/' }, { host: '127.0.0.1', port: 8081, url: 'https://desk.example' }],
  [{ ADMIN_PORT: '0' }, null],
  [{ ADMIN_URL: 'http://desk.example' }, /ADMIN_URL is plain http to another machine/],
  [{ ADMIN_URL: 'https://example.org/desk' }, /ADMIN_URL has a path/],
  [{ ADMIN_URL: 'ftp://desk.example' }, /ADMIN_URL/],
  [{ EMBED_FROM: 'www.example.org' }, /EMBED_FROM holds “www\.example\.org”/],
  [{ EMBED_FROM: 'https://example.org/path' }, /EMBED_FROM holds/],
  [{ EMBED_FROM: "'self'; script-src *" }, /EMBED_FROM holds/],
]

test('the desk is on this machine unless it is told otherwise', () => {
  for (const [env, expected] of desks) {
    const read = () => readSettings({ ...good, ...env })
    if (expected instanceof RegExp) assert.throws(read, expected)
    else assert.deepEqual(read().desk, expected)
  }
  const { embedFrom } = readSettings({ ...good, EMBED_FROM: 'https://a.example, https://b.example' }).web
  assert.equal(embedFrom, 'https://a.example https://b.example')
  assert.equal(readSettings(good).web.embedFrom, '*')
})

test('names in .env that no setting has', () => {
  assert.deepEqual(
    unknownIn([
      'IMAP_HOST',
      'IMAP_PASSWORD_FILE',
      'POLL_EVERY_SECOND',
      'TZ',
      'COMPOSE_PROFILES',
      'NODE_EXTRA_CA_CERT',
      'https_proxy',
      'IMAP_HOST_FILE',
    ]),
    ['IMAP_HOST_FILE', 'NODE_EXTRA_CA_CERT', 'POLL_EVERY_SECOND'],
  )
})
