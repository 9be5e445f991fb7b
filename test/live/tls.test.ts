import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { MailError } from '../../src/errors.ts'
import { checkInbox } from '../../src/mail/imap/inbox.ts'

const password = 'a-password-that-must-not-leave'
const pem = (name: string) => readFileSync(join(import.meta.dirname, `../cases/tls/${name}.pem`))
const plain = 'IMAP4rev1 AUTH=PLAIN LOGIN'

/** Takes any login, after a greeting and capabilities of its own. */
interface Server {
  greeting?: string
  capabilities?: string
  /** Speaks TLS with this certificate from the start; its owner is trusted, or not. */
  certificate?: string
  isTrusted?: true
}

const rows: [string, 'implicit' | 'starttls', Server][] = [
  ['STARTTLS is not offered', 'starttls', {}],
  ['STARTTLS is offered and refused', 'starttls', { capabilities: `${plain} STARTTLS` }],
  ['it says that we are logged in already', 'starttls', { greeting: '* PREAUTH welcome' }],
  ['it speaks no TLS', 'implicit', {}],
  ['its certificate is its own', 'implicit', { certificate: 'self-signed' }],
  ['its certificate has expired', 'implicit', { certificate: 'expired', isTrusted: true }],
  ['its certificate is another host’s', 'implicit', { certificate: 'another-host', isTrusted: true }],
]

const usual = getCACertificates()
after(() => setDefaultCACertificates(usual))

for (const [name, tls, { greeting = '* OK ready', capabilities = plain, certificate, isTrusted }] of rows)
  test(`the password does not leave when ${name}`, async (t) => {
    const heard: string[] = []
    const talk = (socket: Socket) => answer(socket, greeting, capabilities, heard)
    const key = certificate === undefined ? null : pem(certificate)
    const server = key === null ? createServer(talk) : createTlsServer({ key, cert: key }, talk)
    server.on('tlsClientError', () => {})
    t.after(() => server.close())
    setDefaultCACertificates(isTrusted && key !== null ? [...usual, String(key)] : usual)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const settings = { host: '127.0.0.1', port, user: 'box', mailbox: 'INBOX', tls }
    await assert.rejects(checkInbox({ ...settings, login: { by: 'password', password } }), MailError)
    const said = heard.join('')
    assert.ok(!said.includes(password))
    assert.doesNotMatch(said, /AUTHENTICATE|LOGIN/i)
  })

function answer(socket: Socket, greeting: string, capabilities: string, heard: string[]): void {
  socket.on('error', () => {})
  socket.write(`${greeting}\r\n`)
  socket.on('data', (data) => {
    heard.push(data.toString('latin1'))
    for (const line of data.toString('latin1').split('\r\n').filter(Boolean)) {
      const [tag = '*', command = ''] = line.split(' ')
      if (/CAPABILITY/i.test(command)) socket.write(`* CAPABILITY ${capabilities}\r\n`)
      socket.write(`${tag} ${/STARTTLS/i.test(command) ? 'BAD not now' : 'OK done'}\r\n`)
    }
  })
}
