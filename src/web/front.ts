import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { limitConnections } from './connections.ts'
import { renderFront, type Shown } from './front-page.ts'
import { icon } from './layout.ts'
import { splitPath } from './path.ts'
import { security } from './send.ts'
import { badRequest } from './server.ts'
import { slowClientLimits } from './slow-clients.ts'
import { languageOf, languages } from './words.ts'

/** A list that is served beside others. */
export interface Beside extends Shown {
  server: FastifyInstance
  isHealthy(): Promise<boolean>
}

const socketMs = 30_000
/** Strangers may ask for the health of all lists as often as they like. */
const keptMs = 2000

/** One listener for several lists, each under its path, with a page over all of them; call `ready` on their servers before. */
export function openFront(
  lists: readonly Beside[],
  { trustProxy, now }: { trustProxy: string[]; now(): string },
): Server {
  const root = lists.find(({ place }) => place.path === '') ?? null
  const byPath = new Map(lists.map((list) => [list.place.path, list]))
  const health = openHealth(lists)
  const front = createServer(slowClientLimits, (request, response) => {
    const { first, rest } = splitPath(request.url ?? '/')
    const list = first === '' ? undefined : byPath.get(first)
    if (list !== undefined) {
      request.url = rest
      list.server.server.emit('request', request, response)
    } else if (isOwn(request.url ?? '/', root !== null))
      answer(lists, request, response, health, now()).catch(() => {
        if (!response.headersSent) send(response, 500, plain, 'Something went wrong here.\n')
      })
    else if (root !== null) root.server.server.emit('request', request, response)
    else send(response, 404, plain, 'There is no such list here.\n')
  })
  front.maxConnections = 1000
  front.setTimeout(socketMs)
  front.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(badRequest)
  })
  limitConnections(front, trustProxy)
  return front
}

const plain = 'text/plain; charset=utf-8'

/** Addresses of no list: the page over all, with a language or none, and their health; robots and picture are the root's. */
function isOwn(url: string, hasRoot: boolean): boolean {
  if (/^\/(?:\?lang=\w*)?$/.test(url) || /^\/health(?:\?|$)/.test(url)) return true
  return !hasRoot && /^\/(?:robots\.txt|favicon\.svg)$/.test(url)
}

type State = { ok: boolean; lists: Record<string, boolean> }

function openHealth(lists: readonly Beside[]): () => Promise<State> {
  let last: { at: number; state: Promise<State> } | null = null
  const ask = async (): Promise<State> => {
    const states = await Promise.all(
      lists.map(async ({ id, isHealthy }) => [id, await isHealthy().catch(() => false)] as const),
    )
    return { ok: states.every(([, healthy]) => healthy), lists: Object.fromEntries(states) }
  }
  return async () => {
    if (last === null || performance.now() - last.at > keptMs) last = { at: performance.now(), state: ask() }
    return last.state
  }
}

async function answer(
  lists: readonly Beside[],
  request: IncomingMessage,
  response: ServerResponse,
  health: () => Promise<State>,
  now: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, plain, 'Only GET and HEAD.\n')
  const { first } = splitPath(request.url ?? '/')
  if (first === '/favicon.svg') return send(response, 200, 'image/svg+xml', icon)
  if (first === '/robots.txt') return send(response, 200, plain, 'User-agent: *\nAllow: /\n')
  if (first !== '/health')
    return send(response, 200, 'text/html; charset=utf-8', renderFront(lists, languageIn(request), now))
  const state = await health()
  send(response, state.ok ? 200 : 503, 'application/json; charset=utf-8', JSON.stringify(state), 'no-store')
}

function languageIn({ url = '/', headers }: IncomingMessage) {
  const asked = new URLSearchParams(url.split('?')[1] ?? '').get('lang')
  const named = languages.find((language) => language === asked)
  return { language: named ?? languageOf(headers['accept-language']), isChosen: named !== undefined }
}

function send(
  response: ServerResponse,
  code: number,
  type: string,
  body: string,
  caching = 'no-cache',
): void {
  response.writeHead(code, {
    ...security,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': caching,
    vary: 'accept-language',
  })
  response.end(body)
}
