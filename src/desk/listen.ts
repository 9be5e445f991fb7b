import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DeskSettings } from '../../config/settings.ts'
import type { Services } from '../../jobs/run/services.ts'
import { splitPath } from '../web/path.ts'
import { slowClientLimits } from '../web/slow-clients.ts'
import { sharedHeaders } from './headers.ts'
import type { DeskServer } from './server.ts'
import { pathOf } from './visitor.ts'

/** The desk's own listener. */
export interface OpenDesk {
  address: string
  close(): Promise<void>
}

const maxConnections = 100
/** Headers of an answer that is not one of the desk's pages. */
const bare = {
  'content-security-policy':
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  ...sharedHeaders,
}

/** The desk of one list, and what it works with; throws while the worker is not up. */
export interface ListDesk {
  settings: DeskSettings
  services(): Services
}

/**
 * Listens for the admin's browser; several lists share the listener, each under the path of its address.
 * What answers is loaded when it is first asked for: a desk that nobody opens costs no memory. Throws when it can't listen.
 */
export async function openDesk(desks: readonly [ListDesk, ...ListDesk[]]): Promise<OpenDesk> {
  const { host, port } = desks[0].settings
  const byPath = new Map(desks.map((desk) => [pathOf(desk.settings.url), openedOnce(desk)]))
  const alone = byPath.get('') ?? null
  const server = createServer(slowClientLimits, (request, response) => {
    const { first, rest } = splitPath(request.url ?? '/')
    const opened = alone ?? byPath.get(first) ?? null
    if (opened === null) return sendNames(response, [...byPath.keys()])
    if (alone === null) request.url = rest
    void answer(opened, request, response)
  })
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    address: `http://${host}:${bound}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function openedOnce({ settings, services }: ListDesk): () => Promise<DeskServer> {
  let opening: Promise<DeskServer> | null = null
  return async () => {
    opening ??= import('./server.ts').then(async ({ openServer }) => openServer(settings, services))
    // The worker is starting, or can't: asked again it may be up.
    return opening.catch((error: unknown) => {
      opening = null
      throw error
    })
  }
}

/** Which desks there are; who may open one, its login decides. */
function sendNames(response: ServerResponse, paths: readonly string[]): void {
  response.writeHead(404, { ...bare, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`Each list has a desk of its own: ${paths.join(', ')}\n`)
}

async function answer(
  opened: () => Promise<DeskServer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { routing } = await opened()
    routing(request, response)
  } catch {
    response.writeHead(503, { ...bare, 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' })
    response.end(`The worker is not running yet, or can’t start: “npx statlist doctor” says why.\n`)
  }
}
