import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { limitConnections } from './connections.ts'
import { renderFront, type Shown } from './front-page.ts'
import { icon } from './layout.ts'
import { security } from './send.ts'
import { badRequest } from './server.ts'
import { slowClientLimits } from './slow-clients.ts'
import { languageOf, languages, type Language } from './words.ts'

/** A list that is served beside others. */
export interface Place extends Shown {
  server: FastifyInstance
  isHealthy(): Promise<boolean>
}

const socketMs = 30_000

/** One listener for several lists, each under its path, with a page of all of them at the root; call `ready` on their servers before. */
export function openFront(
  places: readonly Place[],
  { trustProxy, now }: { trustProxy: string[]; now(): string },
): Server {
  const root = places.find(({ path }) => path === '') ?? null
  const byPath = new Map(places.map((place) => [place.path, place]))
  const front = createServer(slowClientLimits, (request, response) => {
    const url = request.url ?? '/'
    const [, first = '', rest = ''] = /^(\/[^/?#]*)(.*)$/s.exec(url) ?? []
    const place = byPath.get(first)
    if (place !== undefined && first !== '') {
      request.url = rest.startsWith('/') ? rest : `/${rest}`
      place.server.server.emit('request', request, response)
    } else if (isOwn(first)) void answer(places, request, response, first, now())
    else if (root !== null) root.server.server.emit('request', request, response)
    else send(response, 404, 'text/plain; charset=utf-8', 'There is no such list here.\n')
  })
  front.maxConnections = 1000
  front.setTimeout(socketMs)
  front.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(badRequest)
  })
  limitConnections(front, trustProxy)
  return front
}

/** Addresses that are no list's: those of all of them. */
function isOwn(path: string): boolean {
  return path === '/' || path === '/health' || path === '/robots.txt' || path === '/favicon.svg'
}

async function answer(
  places: readonly Place[],
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  now: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, 'text/plain; charset=utf-8', 'Only GET and HEAD.\n')
  if (path === '/favicon.svg') return send(response, 200, 'image/svg+xml', icon)
  if (path === '/robots.txt')
    return send(response, 200, 'text/plain; charset=utf-8', 'User-agent: *\nAllow: /\n')
  if (path === '/')
    return send(response, 200, 'text/html; charset=utf-8', renderFront(places, languageIn(request), now))
  const states = await Promise.all(
    places.map(async ({ id, isHealthy }) => [id, await isHealthy().catch(() => false)] as const),
  )
  const ok = states.every(([, healthy]) => healthy)
  const body = JSON.stringify({ ok, lists: Object.fromEntries(states) })
  send(response, ok ? 200 : 503, 'application/json; charset=utf-8', body)
}

function languageIn({ url = '/', headers }: IncomingMessage): Language {
  const asked = new URLSearchParams(url.split('?')[1] ?? '').get('lang')
  return languages.find((language) => language === asked) ?? languageOf(headers['accept-language'])
}

function send(response: ServerResponse, code: number, type: string, body: string): void {
  response.writeHead(code, {
    ...security,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache',
    vary: 'accept-language',
  })
  response.end(body)
}
