import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DeskSettings } from '../../config/settings.ts'
import type { Services } from '../../jobs/run/services.ts'
import { slowClientLimits } from '../web/slow-clients.ts'
import { sharedHeaders } from './headers.ts'
import type { DeskServer } from './server.ts'

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

/**
 * Listens for the admin's browser. The pages are loaded at the first request: a desk that nobody opens costs
 * no memory.
 * Throws when it can't listen.
 * @param services throws while the worker is not up
 */
export async function openDesk(settings: DeskSettings, services: () => Services): Promise<OpenDesk> {
  let opening: Promise<DeskServer> | null = null
  const opened = async () => {
    opening ??= import('./server.ts').then(async ({ openServer }) => openServer(settings, services))
    // The worker is starting, or can't start: at the next request it may be up.
    return opening.catch((error: unknown) => {
      opening = null
      throw error
    })
  }
  const server = createServer(slowClientLimits, (request, response) => void answer(opened, request, response))
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${settings.host}:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
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
