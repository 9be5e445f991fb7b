import type { FastifyInstance } from 'fastify'

/** Where the addresses of a list begin. */
export interface Place {
  /** "/physics"; '' where a list is alone, and for the one at the root. */
  path: string
  /** Its first page: "/physics/", "/" where it is alone, "/statlist" at the root among others. */
  home: string
}

/** An address of ours as readers of this list must ask for it. */
function ownAddress(address: string, { path, home }: Place): string {
  return /^\/(?:\?|$)/.test(address) ? `${home}${address.slice(1)}` : `${path}${address}`
}

/** A page whose links to our own addresses stay with its list. */
export function withPath(markup: string, place: Place): string {
  if (place.path === '' && place.home === '/') return markup
  return markup.replace(
    /(\s)(href|src|action|data-events)="(\/(?!\/)[^"]*)"/g,
    (_, space: string, name: string, address: string) => `${space}${name}="${ownAddress(address, place)}"`,
  )
}

/** The same for pages and redirects that are made for one answer. */
export function keepPath(server: FastifyInstance, place: Place): void {
  if (place.path === '' && place.home === '/') return
  server.addHook('onSend', async (_request, reply, payload) => {
    const to = reply.getHeader('location')
    if (typeof to === 'string' && /^\/(?!\/)/.test(to)) reply.header('location', ownAddress(to, place))
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
    return isPage && typeof payload === 'string' ? withPath(payload, place) : payload
  })
}

/** The first part of an address, with its slash, and what follows: "/physics/talks?q=x" → "/physics", "/talks?q=x". */
export function splitPath(url: string): { first: string; rest: string } {
  const [, first = '/', rest = ''] = /^(\/[^/?#]*)(.*)$/s.exec(url) ?? []
  return { first, rest: rest.startsWith('/') ? rest : `/${rest}` }
}
