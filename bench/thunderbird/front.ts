import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { freePort } from '../../test/support/dovecot.ts'

/** What it does: passes on, answers with a status itself, breaks off mid-answer, or refuses connections. */
export type Manner = 'passes on' | 'cuts' | 'refuses' | 404 | 502

/** A web server in front of ours, such as an admin sets up. */
export interface Front {
  url: string
  behave(manner: Manner): Promise<void>
  /** Status of each answer since the last time. */
  answers(): number[]
  close(): Promise<void>
}

export async function openFront(upstreamPort: number): Promise<Front> {
  const port = await freePort()
  let manner: Manner = 'refuses'
  let given: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer((asked, answer) => {
    answer.once('finish', () => given.push(answer.statusCode))
    if (typeof manner === 'number') answer.writeHead(manner, { 'content-type': 'text/html' }).end(page)
    else passOn(upstreamPort, asked, answer, manner === 'cuts')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const isOpen = () => server.listening
  const behave = async (next: Manner) => {
    manner = next
    for (const socket of sockets) socket.destroy()
    if (manner === 'refuses' && isOpen()) await new Promise((resolve) => server.close(resolve))
    if (manner !== 'refuses' && !isOpen())
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  }
  await behave('passes on')
  return {
    url: `http://127.0.0.1:${port}`,
    behave,
    answers() {
      const since = given
      given = []
      return since
    },
    close: () => behave('refuses'),
  }
}

const page = '<!doctype html><title>Not now</title><p>Not now.\n'

function passOn(port: number, asked: IncomingMessage, answer: ServerResponse, cuts: boolean): void {
  const { method, url, headers } = asked
  const forwarded = request(
    { port, host: '127.0.0.1', method, path: url, headers, agent: false },
    (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers)
      if (!cuts || given.statusCode !== 200) return void given.pipe(answer)
      given.once('data', (data: Buffer) => {
        answer.write(data.subarray(0, 500), () => answer.destroy())
      })
    },
  )
  forwarded.once('error', () => answer.writeHead(502).end(page))
  asked.pipe(forwarded)
}
