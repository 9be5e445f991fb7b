import { isOurFault } from '../errors.ts'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { addAdmin } from './admin.ts'
import type { WebParts } from './answer.ts'
import { limitConnections } from './connections.ts'
import type { Documents } from './document.ts'
import { openDocuments } from './documents.ts'
import { noFilter } from './filter.ts'
import { openGuard } from './guard.ts'
import { addHealth } from './health.ts'
import { keepPath } from './path.ts'
import { openBudget } from './limit.ts'
import { addRemark } from './remark.ts'
import { addRoutes } from './routes.ts'
import { secure, security, sendDocument } from './send.ts'
import { slowClientLimits } from './slow-clients.ts'

/** How long a connection may be silent. */
const socketMs = 30_000

/** Page, feeds, health and admin; slow and greedy clients are cut off, the feed needs nothing but its bytes. */
export function openServer(parts: WebParts): FastifyInstance {
  const site = {
    list: parts.list,
    baseUrl: parts.publicUrl,
    place: parts.place,
    googleCalendarId: parts.googleCalendarId,
    embedFrom: parts.embedFrom,
  }
  const documents = openDocuments(parts.feed, site, parts.list.gazetteer)
  /** The feed itself is rendered for everybody, whatever else was asked for. */
  const unlimited = documents.on(() => true)
  const feedPath = `/${parts.list.id}.ics`
  const server = Fastify({
    serverFactory: (handler) =>
      Object.assign(
        createServer(slowClientLimits, (request, response) => {
          const asksForFeed =
            request.url === feedPath && (request.method === 'GET' || request.method === 'HEAD')
          if (!asksForFeed || !sendFeed(unlimited, request, response, `${parts.list.id}.ics`))
            handler(request, response)
        }),
        { maxConnections: 1000 },
      ).setTimeout(socketMs),
    bodyLimit: 16_384,
    routerOptions: { maxParamLength: 300 },
    // Only the web server in front is believed about addresses.
    trustProxy: parts.trustProxy,
    logger: false,
    // Requests that no route ever sees are answered with the same headers.
    frameworkErrors: (error, _request, reply) => refuse(reply, error),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(badRequest)
    },
  })
  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (isOurFault(error)) parts.failed(request.url, error)
    refuse(reply, error)
  })
  limitConnections(server.server, parts.trustProxy)
  keepPath(server, parts.place)
  const guard = openGuard(parts.adminToken)
  addHealth(server, guard, () => parts.health())
  addAdmin(server, guard, () => parts.resync())
  const web = { parts, documents, budget: openBudget() }
  addRoutes(server, web)
  addRemark(server, web)
  return server
}

/** An error in a sentence; one of our own is not explained to strangers. */
function refuse(reply: FastifyReply, error: FastifyError): void {
  secure(reply)
    .code(isOurFault(error) ? 500 : (error.statusCode ?? 500))
    .header('cache-control', 'no-store')
    .send({ error: isOurFault(error) ? 'Something went wrong here.' : error.message })
}

export const badRequest = [
  'HTTP/1.1 400 Bad Request',
  ...Object.entries(security).map(([name, value]) => `${name}: ${value}`),
  'content-length: 0',
  'connection: close',
  '',
  '',
].join('\r\n')

/** Sends the feed past the router, as clients ask for it day and night. False: it is not there (yet). */
function sendFeed(
  documents: Documents,
  request: IncomingMessage,
  response: ServerResponse,
  filename: string,
): boolean {
  try {
    const document = documents.calendar(noFilter, null)
    if (document !== null) sendDocument(request, response, document, 'feed', filename)
    return document !== null
  } catch {
    return false
  }
}
