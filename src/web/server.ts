import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Gazetteer } from '../calendar/place.ts'
import { messageOf } from '../errors.ts'
import { addAdmin } from './admin.ts'
import { openDocuments, TooMuchError, type Document, type Documents } from './documents.ts'
import { noFilter, parseFilter, pathOf, vocabularyOf, type Filter } from './filter.ts'
import { html } from './html.ts'
import { renderLayout } from './layout.ts'
import { openBudget } from './limit.ts'
import { secure, sendDocument, type Caching } from './send.ts'
import type { FeedStore } from '../publication.ts'
import { deviceOf } from './subscribe.ts'
import { languageOf, languages, words, type Language } from './words.ts'

export interface WebParts {
  feed: FeedStore
  list: { name: string; timeZone: string; archiveUrl: string; gazetteer: Gazetteer }
  /** Address under which readers reach us. */
  publicUrl: string
  adminToken: string | null
  /** The shared Google calendar, for its subscribe link. */
  googleCalendarId: string | null
  now(): string
  /** Age of the last good poll, and what is wrong. */
  health(): Promise<Health>
  /** Runs a resync; null when one is running already. */
  resync(): Promise<object | null>
}

export interface Health {
  ok: boolean
  lastPollAt: string | null
  secondsSinceLastPoll: number | null
  /** What waits for a human, and since when the oldest does (ISO instant). */
  waiting: { count: number; since: string | null }
  problems: string[]
}

/** Slow clients are cut off: ten seconds for the headers, fifteen for a request, thirty without a byte. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 8192,
}
const socketMs = 30_000

type Query = Record<string, string | string[] | undefined>

/** Page, feeds, health and admin; slow and greedy clients are cut off, the feed needs nothing but its bytes. */
export function openServer(parts: WebParts): FastifyInstance {
  const site = { list: parts.list, baseUrl: parts.publicUrl, googleCalendarId: parts.googleCalendarId }
  const budget = openBudget()
  const documents = openDocuments(parts.feed, site, parts.list.gazetteer)
  /** The feed itself is rendered for everybody, whatever else was asked for. */
  const unlimited = documents.on(() => true)

  /** The feed's own way: clients ask for it day and night, so it passes by the router. False: it is not there (yet). */
  function sendFeed(request: IncomingMessage, response: ServerResponse): boolean {
    try {
      const document = unlimited.calendar(noFilter)
      if (document !== null) sendDocument(request, response, document, 'feed', 'statlist.ics')
      return document !== null
    } catch {
      return false
    }
  }

  const server = Fastify({
    serverFactory: (handler) =>
      Object.assign(
        createServer(limits, (request, response) => {
          const asksForFeed =
            request.url === '/statlist.ics' && (request.method === 'GET' || request.method === 'HEAD')
          if (!asksForFeed || !sendFeed(request, response)) handler(request, response)
        }),
        { maxConnections: 1000 },
      ).setTimeout(socketMs),
    bodyLimit: 16_384,
    routerOptions: { maxParamLength: 300 },
    // A web server on this machine stands in front; nobody else's word about addresses is taken.
    trustProxy: 'loopback',
    logger: false,
  })

  /** What is not rendered yet costs work, and each address may cause only so much of it. */
  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (documents: Documents) => Document | null,
    caching: Caching,
    filename: string | null = null,
  ): void {
    let document: Document | null
    try {
      document = make(documents.on(() => budget.take(request.ip, performance.now())))
    } catch (error) {
      if (error instanceof TooMuchError)
        return void secure(reply)
          .code(429)
          .header('retry-after', '10')
          .type('text/plain; charset=utf-8')
          .send('Slower, please.\n')
      // An error switches Thunderbird's calendar off for good; at a 404 it keeps what it has.
      if (caching !== 'feed') throw error
      document = null
    }
    if (document === null) return notFound(request, reply)
    reply.hijack()
    sendDocument(request.raw, reply.raw, document, caching, filename)
  }

  function notFound(request: FastifyRequest, reply: FastifyReply): void {
    const language = languageIn(request)
    const missing = documents.data() === null
    const text = missing
      ? 'The feed is not there yet: the first mails are being read.'
      : words[language].notFound
    const page = renderLayout({
      language,
      title: parts.list.name,
      path: '/',
      list: parts.list,
      main: html`<h1>${text}</h1>
        <p><a href="/">${words[language].back}</a></p>`,
      footer: html``,
    })
    secure(reply).code(404).type('text/html; charset=utf-8').send(page)
  }

  function filterOf(slugs: string, request: FastifyRequest): Filter | null {
    const { q } = request.query as Query
    const vocabulary = documents.data()?.vocabulary ?? vocabularyOf([], parts.list.gazetteer)
    return parseFilter(slugs, typeof q === 'string' ? q : '', vocabulary)
  }

  function today(): string {
    return Temporal.Instant.from(parts.now()).toZonedDateTimeISO(parts.list.timeZone).toPlainDate().toString()
  }

  function sendPage(request: FastifyRequest, reply: FastifyReply, filter: Filter, year: number | null): void {
    const view = {
      filter,
      language: languageIn(request),
      device: deviceOf(request.headers['user-agent']),
      year,
    }
    answer(request, reply, (ready) => ready.page(view, today()), 'page')
  }

  function sendView(request: FastifyRequest, reply: FastifyReply, view: string): void {
    const at = view.lastIndexOf('.')
    const [slugs, extension] = at === -1 ? [view, ''] : [view.slice(0, at), view.slice(at + 1)]
    const filter = filterOf(slugs, request)
    // A view of words that mean nothing is none: a calendar program keeps what it has at a 404.
    if (filter === null) return notFound(request, reply)
    switch (extension) {
      case '':
        return sendPage(request, reply, filter, null)
      case 'ics':
        return answer(
          request,
          reply,
          (ready) => ready.calendar(filter),
          'feed',
          pathOf({ ...filter, search: '' }, '.ics').slice(1),
        )
      case 'json':
        return answer(request, reply, (ready) => ready.json(filter), 'file')
      case 'atom':
        return answer(request, reply, (ready) => ready.atom(filter), 'file')
      case 'svg':
        return answer(request, reply, (ready) => ready.qr(filter), 'file')
      default:
        return notFound(request, reply)
    }
  }

  server.get('/statlist.ics', (request, reply) => sendView(request, reply, 'statlist.ics'))
  server.get('/', (request, reply) => sendPage(request, reply, filterOf('', request) ?? noFilter, null))
  server.get('/talks.json', (request, reply) =>
    answer(request, reply, (ready) => ready.json(filterOf('', request) ?? noFilter), 'file'),
  )
  server.get('/archive.ics', (request, reply) =>
    answer(request, reply, (ready) => ready.archive(), 'feed', 'archive.ics'),
  )
  server.get('/favicon.svg', (request, reply) => answer(request, reply, (ready) => ready.icon(), 'file'))
  server.get('/robots.txt', (request, reply) => answer(request, reply, (ready) => ready.robots(), 'file'))
  server.get('/sitemap.xml', (request, reply) => answer(request, reply, (ready) => ready.sitemap(), 'file'))
  server.get('/years/:year', (request, reply) => {
    const { year } = request.params as { year: string }
    if (!/^(?:19|20|21)\d\d$/.test(year)) return notFound(request, reply)
    sendPage(request, reply, noFilter, Number(year))
  })
  server.get('/talks/:id', (request, reply) => {
    const { id } = request.params as { id: string }
    const match = /^([0-9a-f]{12})(\.ics)?$/.exec(id)
    if (match === null) return notFound(request, reply)
    const [, name = '', calendar] = match
    if (calendar !== undefined)
      answer(request, reply, (ready) => ready.talkCalendar(name), 'feed', `${name}.ics`)
    else answer(request, reply, (ready) => ready.talkPage(name, languageIn(request)), 'page')
  })
  server.get('/search', (request, reply) => {
    const query = request.query as Query
    const chosen = ['kind', 'city', 'institution', 'series', 'online']
      .flatMap((name) => query[name] ?? [])
      .filter(Boolean)
    // The answer to a form is an address that can be kept, sent and subscribed to.
    const filter = filterOf(chosen.join('+'), request)
    if (filter === null) return notFound(request, reply)
    secure(reply).redirect(pathOf(filter), 303)
  })
  server.get('/health', async (_request, reply) => {
    const health = await parts.health().catch((error: unknown): Health => ({
      ok: false,
      lastPollAt: null,
      secondsSinceLastPoll: null,
      waiting: { count: 0, since: null },
      problems: [messageOf(error)],
    }))
    return secure(reply)
      .code(health.ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
  addAdmin(server, parts.adminToken, () => parts.resync())
  server.get('/:view', (request, reply) =>
    sendView(request, reply, (request.params as { view: string }).view),
  )
  server.setNotFoundHandler((request, reply) => notFound(request, reply))
  return server
}

/** By `?lang=`, else by the browser's wish. */
function languageIn(request: FastifyRequest): Language {
  const { lang } = request.query as Query
  const named = languages.find((language) => language === lang)
  return named ?? languageOf(request.headers['accept-language'])
}
