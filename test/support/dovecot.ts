import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import type { InboxSettings } from '../../src/mail/imap/error.ts'

/** A real Dovecot on free ports in a temporary folder; every user name is a fresh mailbox. */
export interface Dovecot {
  inbox(user: string, overrides?: Partial<InboxSettings>): InboxSettings
  tlsPort: number
  plainPort: number
  /** The CA that signed its certificate. */
  caFile: string
  append(user: string, ...sources: (string | Buffer)[]): Promise<void>
  /** Files of the mailbox: nothing that we do may change them. */
  files(user: string): string[]
  expunge(user: string, uid: number): Promise<void>
  /** Gives the mailbox a new UIDVALIDITY. */
  renumber(user: string): void
  close(): Promise<void>
}

/** Of every user. */
export const inboxPassword = 'secret'

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function makeCertificate(folder: string): { caFile: string; certFile: string; keyFile: string } {
  const files = {
    caFile: join(folder, 'ca.pem'),
    certFile: join(folder, 'cert.pem'),
    keyFile: join(folder, 'key.pem'),
  }
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-keyout',
      files.keyFile,
      '-out',
      files.certFile,
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`)
  writeFileSync(files.caFile, spawnSync('cat', [files.certFile]).stdout)
  return files
}

/** @param oauth whom it asks about tokens, and the mechanisms that it offers for them */
export async function openDovecot(
  oauth: { introspectionUrl: string; mechanisms: string } | null = null,
): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'))
  chmodSync(folder, 0o755)
  const [plainPort, tlsPort] = [await freePort(), await freePort()]
  const { caFile, certFile, keyFile } = makeCertificate(folder)
  const root = process.getuid?.() === 0
  const mailUser = root ? 65534 : userInfo().uid
  const homes = join(folder, 'homes')
  mkdirSync(homes)
  if (root) chownSync(homes, 65534, 65534)
  const own = userInfo().username
  const users = root
    ? ''
    : `default_internal_user = ${own}\ndefault_login_user = ${own}\ndefault_internal_group = ${userInfo().gid}\nservice anvil {\n chroot =\n}\nservice imap-login {\n chroot =\n}\n`
  if (oauth !== null)
    writeFileSync(
      join(folder, 'oauth2.conf'),
      `introspection_url = ${oauth.introspectionUrl}
introspection_mode = get
active_attribute = active
active_value = true
username_attribute = email
`,
    )
  const tokens =
    oauth === null
      ? ''
      : `passdb {
 driver = oauth2
 mechanisms = ${oauth.mechanisms}
 args = ${join(folder, 'oauth2.conf')}
}
`
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certFile}
ssl_key = <${keyFile}
disable_plaintext_auth = no
auth_mechanisms = plain login ${oauth?.mechanisms ?? ''}
mail_location = maildir:~/Maildir
first_valid_uid = 1
${tokens}passdb {
 driver = static
 mechanisms = plain login
 args = password=${inboxPassword}
}
userdb {
 driver = static
 args = uid=${mailUser} gid=${root ? 65534 : userInfo().gid} home=${homes}/%u
}
service imap-login {
 inet_listener imap {
  port = ${plainPort}
 }
 inet_listener imaps {
  port = ${tlsPort}
  ssl = yes
 }
}
${users}`,
  )
  const child = spawn('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const inbox: Dovecot['inbox'] = (user, overrides) => ({
    host: '127.0.0.1',
    port: plainPort,
    user,
    login: { by: 'password', password: inboxPassword },
    mailbox: 'INBOX',
    tls: 'none',
    ...overrides,
  })

  async function withClient<Result>(
    user: string,
    act: (client: ImapFlow) => Promise<Result>,
  ): Promise<Result> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: plainPort,
      secure: false,
      auth: { user, pass: inboxPassword },
      logger: false,
      tls: { rejectUnauthorized: false },
    })
    client.on('error', () => {})
    await client.connect()
    try {
      return await act(client)
    } finally {
      await client.logout()
    }
  }
  for (let waited = 0; ; waited += 100) {
    try {
      await withClient('ready', async () => {})
      break
    } catch (error) {
      if (waited > 10_000) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    inbox,
    tlsPort,
    plainPort,
    caFile,
    append: async (user, ...sources) =>
      withClient(user, async (client) => {
        for (const source of sources) await client.append('INBOX', Buffer.from(source))
      }),
    files(user) {
      const all = (path: string): string[] =>
        readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
          entry.isDirectory() ? all(join(path, entry.name)) : [join(path, entry.name)],
        )
      return all(join(homes, user, 'Maildir'))
        .filter((path) => /\/(?:cur|new)\//.test(path))
        .map((path) => path.slice(homes.length))
        .toSorted()
    },
    expunge: async (user, uid) =>
      withClient(user, async (client) => {
        await client.mailboxOpen('INBOX')
        await client.messageDelete(String(uid), { uid: true })
      }),
    renumber(user) {
      for (const name of readdirSync(join(homes, user, 'Maildir')))
        if (name.startsWith('dovecot')) rmSync(join(homes, user, 'Maildir', name), { recursive: true })
    },
    async close() {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
