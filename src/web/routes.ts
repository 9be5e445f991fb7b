import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answer, languageIn, notFound, type Query, type Web } from './answer.ts'
import { noFilter, parseFilter, pathOf, vocabularyOf, type Filter } from './filter.ts'
import { secure } from './send.ts'
import { deviceOf } from './subscribe.ts'

/** Every address that readers ask for. */
export function addRoutes(server: FastifyInstance, web: Web): void {
  server.get('/statlist.ics', (request, reply) => sendView(web, request, reply, 'statlist.ics'))
  server.get('/', (request, reply) =>
    sendPage(web, request, reply, filterOf(web, '', request) ?? noFilter, null),
  )
  server.get('/talks.json', (request, reply) =>
    answer(web, request, reply, (ready) => ready.json(filterOf(web, '', request) ?? noFilter), 'file'),
  )
  server.get('/archive.ics', (request, reply) =>
    answer(web, request, reply, (ready) => ready.archive(), 'feed', 'archive.ics'),
  )
  for (const path of ['/embed', '/embed/:view'])
    server.get(path, (request, reply) => {
      const { view = '' } = request.params as { view?: string }
      const filter = filterOf(web, view, request)
      if (filter === null) return notFound(web, request, reply)
      const page = { filter, ...languageIn(request), device: 'other' as const, year: null }
      answer(web, request, reply, (ready) => ready.embed(page, today(web)), 'page')
    })
  server.get('/favicon.svg', (request, reply) => answer(web, request, reply, (ready) => ready.icon(), 'file'))
  server.get('/robots.txt', (request, reply) =>
    answer(web, request, reply, (ready) => ready.robots(), 'file'),
  )
  server.get('/sitemap.xml', (request, reply) =>
    answer(web, request, reply, (ready) => ready.sitemap(), 'file'),
  )
  server.get('/years/:year', (request, reply) => {
    const { year } = request.params as { year: string }
    if (!/^(?:19|20|21)\d\d$/.test(year)) return notFound(web, request, reply)
    sendPage(web, request, reply, noFilter, Number(year))
  })
  server.get('/talks/:id', (request, reply) => {
    const { id } = request.params as { id: string }
    const match = /^([0-9a-f]{12})(\.ics)?$/.exec(id)
    if (match === null) return notFound(web, request, reply)
    const [, name = '', calendar] = match
    if (calendar !== undefined)
      answer(web, request, reply, (ready) => ready.talkCalendar(name), 'feed', `${name}.ics`)
    else answer(web, request, reply, (ready) => ready.talkPage(name, languageIn(request)), 'page')
  })
  server.get('/search', (request, reply) => {
    const query = request.query as Query
    const chosen = ['kind', 'city', 'institution', 'series', 'online']
      .flatMap((name) => query[name] ?? [])
      .filter(Boolean)
    // The answer to a form is an address that can be kept, sent and subscribed to.
    const filter = filterOf(web, chosen.join('+'), request)
    if (filter === null) return notFound(web, request, reply)
    const { language, isChosen } = languageIn(request)
    const path = pathOf(filter)
    secure(reply).redirect(isChosen ? `${path}${path.includes('?') ? '&' : '?'}lang=${language}` : path, 303)
  })
  server.get('/:view', (request, reply) =>
    sendView(web, request, reply, (request.params as { view: string }).view),
  )
  server.setNotFoundHandler((request, reply) => notFound(web, request, reply))
}

function sendView(web: Web, request: FastifyRequest, reply: FastifyReply, view: string): void {
  const at = view.lastIndexOf('.')
  const [slugs, extension] = at === -1 ? [view, ''] : [view.slice(0, at), view.slice(at + 1)]
  const filter = filterOf(web, slugs, request)
  // A view of words that mean nothing is none: a calendar program keeps what it has at a 404.
  if (filter === null) return notFound(web, request, reply)
  switch (extension) {
    case '':
      return sendPage(web, request, reply, filter, null)
    case 'ics':
      return answer(
        web,
        request,
        reply,
        (ready) => ready.calendar(filter),
        'feed',
        pathOf({ ...filter, search: '' }, '.ics').slice(1),
      )
    case 'json':
      return answer(web, request, reply, (ready) => ready.json(filter), 'file')
    case 'atom':
      return answer(web, request, reply, (ready) => ready.atom(filter), 'file')
    case 'svg':
      return answer(web, request, reply, (ready) => ready.qr(filter), 'file')
    default:
      return notFound(web, request, reply)
  }
}

function sendPage(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  filter: Filter,
  year: number | null,
): void {
  const view = {
    filter,
    ...languageIn(request),
    device: deviceOf(request.headers['user-agent']),
    year,
  }
  answer(web, request, reply, (ready) => ready.page(view, today(web)), 'page')
}

function filterOf({ documents, parts }: Web, slugs: string, request: FastifyRequest): Filter | null {
  const { q } = request.query as Query
  const vocabulary = documents.data()?.vocabulary ?? vocabularyOf([], parts.list.gazetteer)
  return parseFilter(slugs, typeof q === 'string' ? q : '', vocabulary)
}

function today({ parts }: Web): string {
  return Temporal.Instant.from(parts.now()).toZonedDateTimeISO(parts.list.timeZone).toPlainDate().toString()
}
