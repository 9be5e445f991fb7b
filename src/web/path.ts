import type { FastifyInstance } from 'fastify'

/** The page of a list among others: all links to our own addresses begin with its path. */
export function withPath(markup: string, path: string): string {
  return path === '' ? markup : markup.replace(/ (href|src|action|data-events)="\/(?!\/)/g, ` $1="${path}/`)
}

/** Pages and redirects that are made for one answer, under the path of their list. */
export function keepPath(server: FastifyInstance, path: string): void {
  server.addHook('onSend', async (_request, reply, payload) => {
    const to = reply.getHeader('location')
    if (typeof to === 'string' && /^\/(?!\/)/.test(to)) reply.header('location', `${path}${to}`)
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
    return isPage && typeof payload === 'string' ? withPath(payload, path) : payload
  })
}
