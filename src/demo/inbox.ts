import { createRequire } from 'node:module'
import { createServer, type AddressInfo, type Server } from 'node:net'

/** hoodiecrow-imap has no types: these are the few options that are used. */
type Hoodiecrow = (options: {
  plugins: string[]
  storage: Record<string, { messages: { raw: string }[] }>
}) => Server

/** An IMAP server in this process whose INBOX holds these mails. */
export async function openSampleInbox(sources: string[]): Promise<Server> {
  const hoodiecrow = loadHoodiecrow()
  const server = hoodiecrow({
    plugins: ['ID', 'UNSELECT', 'NAMESPACE'],
    storage: { INBOX: { messages: sources.map((raw) => ({ raw })) } },
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

/** A package for development only: a server that never shows a demo does not have it. */
function loadHoodiecrow(): Hoodiecrow {
  try {
    return createRequire(import.meta.url)('hoodiecrow-imap') as Hoodiecrow
  } catch (error) {
    throw new Error('the demo needs the packages for development: run it in a checkout, after npm ci', {
      cause: error,
    })
  }
}

/** The wanted port, or any free one when somebody else has it. */
export async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  const listen = async (port: number) =>
    new Promise<number>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(port, '127.0.0.1', () => resolve((probe.address() as AddressInfo).port))
    })
  const port = await listen(wanted).catch(async () => listen(0))
  await new Promise((closed) => probe.close(closed))
  return port
}

/** The port a server listens on; hoodiecrow wraps the real one. */
export function portOf(server: Server & { server?: Server }): number {
  return ((server.server ?? server).address() as AddressInfo).port
}
