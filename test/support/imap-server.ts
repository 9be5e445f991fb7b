import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { InboxSettings } from '../../src/mail/imap/error.ts'

/** One mail of the scripted server, and how it misbehaves at it. */
export interface ScriptedMail {
  uid: number
  source: string
  internalDate?: string
  /** `dropped`: the line goes dead when its body is asked for; `silent`: OK, and the mail is left out; `empty`: no bytes; `part`: its beginning only; `hang`: no answer at all. */
  fault?: 'dropped' | 'silent' | 'hang' | 'no' | 'empty' | 'part'
}

/** An IMAP server (RFC 3501) of one mailbox that does what a test says. */
export interface ScriptedServer {
  settings: InboxSettings
  mails: ScriptedMail[]
  uidValidity: number
  /** A line that comes before each answer. */
  beside?: string
  /** UIDs above it are not listed yet. */
  hiddenAbove?: number
  /** A mailbox that is not there. */
  missing?: string
  /** What LOGIN is answered instead of OK. */
  refusal?: string
  /** What clients asked for, without tags. */
  commands: string[]
  close(): Promise<void>
}

export async function openScriptedServer(mails: ScriptedMail[]): Promise<ScriptedServer> {
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const script: Script = { mails, commands, uidValidity: 7 }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.write('* OK ready\r\n')
    let input = ''
    socket.on('data', (data) => {
      input += data.toString('latin1')
      for (let end = input.indexOf('\r\n'); end !== -1; end = input.indexOf('\r\n')) {
        answer(socket, input.slice(0, end), script)
        input = input.slice(end + 2)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(script, {
    settings: {
      host: '127.0.0.1',
      port,
      user: 'u',
      login: { by: 'password', password: 'p' },
      mailbox: 'INBOX',
      tls: 'none',
    } as const,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(() => resolve(null)))
    },
  })
}

type Script = Omit<ScriptedServer, 'settings' | 'close'>

function answer(socket: Socket, line: string, script: Script): void {
  const { mails, commands } = script
  const [tag = '', ...words] = line.split(' ')
  const command = words.join(' ')
  commands.push(command)
  const lines: string[] = []
  if (/^CAPABILITY/i.test(command)) lines.push('* CAPABILITY IMAP4rev1')
  const asked = /^LIST "" "?([^" ]+)/i.exec(command)?.[1]
  if (asked !== undefined && asked !== script.missing) lines.push(`* LIST () "/" ${asked}`)
  if (/^(?:SELECT|EXAMINE)/i.test(command))
    lines.push(
      `* ${mails.length} EXISTS`,
      `* OK [UIDVALIDITY ${script.uidValidity}] ok`,
      `* OK [UIDNEXT ${Math.max(0, ...mails.map(({ uid }) => uid)) + 1}] ok`,
    )
  const selected = /^(?:SELECT|EXAMINE) "?([^" ]+)/i.exec(command)?.[1]
  if (selected !== undefined && selected === script.missing)
    return void socket.write(`${tag} NO [NONEXISTENT] Unknown mailbox\r\n`)
  if (/^LOGIN/i.test(command) && script.refusal !== undefined)
    return void socket.write(`${tag} ${script.refusal}\r\n`)
  const fetch = /^UID FETCH (\S+) \(?(.*?)\)?$/i.exec(command)
  if (fetch !== null) {
    const [, set = '', items = ''] = fetch
    if (script.beside !== undefined && !set.includes('*')) lines.push(script.beside)
    const body = /BODY\.PEEK\[\]|RFC822(?!\.)/i.test(items)
    for (const [at, mail] of mails.entries()) {
      if (!holds(set, mail.uid) || mail.uid > (script.hiddenAbove ?? Infinity)) continue
      const source =
        mail.fault === 'empty' ? '' : mail.fault === 'part' ? mail.source.slice(0, 30) : mail.source
      if (body && mail.fault === 'dropped') return void socket.end()
      if (body && mail.fault === 'hang') return
      if (body && mail.fault === 'no')
        return void socket.write(`${[...lines, `${tag} NO [SERVERBUG] broken`].join('\r\n')}\r\n`)
      if (body && mail.fault === 'silent') continue
      const date = mail.internalDate ?? '02-Dec-2025 09:00:00 +0000'
      const parts = [`UID ${mail.uid}`, `RFC822.SIZE ${mail.source.length}`, `INTERNALDATE "${date}"`]
      if (body) parts.push(`BODY[] {${source.length}}\r\n${source}`)
      lines.push(`* ${at + 1} FETCH (${parts.join(' ')})`)
    }
  }
  const text = [...lines, `${tag} OK done`].map((text) => `${text}\r\n`).join('')
  socket.write(text, 'latin1')
  if (/^LOGOUT/i.test(command)) socket.end()
}

/** Whether a sequence set such as `3:*` or `1,4` holds a UID. */
function holds(set: string, uid: number): boolean {
  return set.split(',').some((part) => {
    const [from, to] = part.split(':').map((end) => (end === '*' ? Infinity : Number(end)))
    return to === undefined ? uid === from : uid >= Math.min(from!, to) && uid <= Math.max(from!, to)
  })
}
