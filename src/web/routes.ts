import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Gone } from '../publication/manifest.ts'
import { addLinksOf } from './add-links.ts'
import { answer, languageIn, notFound, sendMessage, type Query, type Web } from './answer.ts'
import { parseFilter, type Asked, fileOf, pathOf, noNames, vocabularyOf, type Filter } from './filter.ts'
import { longDay, withLanguage } from './layout.ts'
import { noPeriod, slugOfPeriod } from './period.ts'
import { secure } from './send.ts'
import { deviceOf } from './subscribe.ts'
import { words as allWords } from './words.ts'

/** Every address that readers ask for. */
export function addRoutes(server: FastifyInstance, web: Web): void {
  const { id } = web.parts.list
  server.get(`/${id}.ics`, (request, reply) => sendView(web, request, reply, `${id}.ics`))
  server.get('/', (request, reply) => sendView(web, request, reply, id))
  server.get('/talks.json', (request, reply) => sendView(web, request, reply, `${id}.json`))
  server.get('/archive.ics', (request, reply) =>
    answer(web, request, reply, (ready) => ready.archive(), 'feed', 'archive.ics'),
  )
  for (const part of ['embed', 'board'] as const)
    for (const path of [`/${part}`, `/${part}/:view`])
      server.get(path, (request, reply) => {
        const { view = '' } = request.params as { view?: string }
        const filter = filterOf(web, view, request)
        if (filter === null) return notFound(web, request, reply)
        const page = { filter, ...languageIn(request), device: 'other' as const }
        answer(web, request, reply, (ready) => ready[part](page, today(web)), 'page')
      })
  server.get('/favicon.svg', (request, reply) => answer(web, request, reply, (ready) => ready.icon(), 'file'))
  server.get('/robots.txt', (request, reply) =>
    answer(web, request, reply, (ready) => ready.robots(), 'file'),
  )
  server.get('/sitemap.xml', (request, reply) =>
    answer(web, request, reply, (ready) => ready.sitemap(), 'file'),
  )
  // The address of a year's talks in version 0.1.
  server.get('/years/:year', (request, reply) => {
    const { year } = request.params as { year: string }
    return /^\d{4}$/.test(year) ? secure(reply).redirect(`/${year}`, 301) : notFound(web, request, reply)
  })
  server.get('/talks/:id/:service', (request, reply) => {
    const { id, service } = request.params as { id: string; service: string }
    const event = web.documents.talk(id)
    const link = event === null ? undefined : addLinksOf(event).get(service)
    return link === undefined ? notFound(web, request, reply) : secure(reply).redirect(link, 302)
  })
  server.get('/talks/:id', (request, reply) => {
    const { id } = request.params as { id: string }
    const match = /^([0-9a-f]{12})(\.ics)?$/.exec(id)
    if (match === null) return notFound(web, request, reply)
    const [, name = '', calendar] = match
    const gone = web.documents.data()?.gone.find((one) => one.id === name)
    if (calendar !== undefined)
      answer(web, request, reply, (ready) => ready.talkCalendar(name), 'feed', `${name}.ics`)
    else if (gone !== undefined) sendGone(web, request, reply, gone)
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
    secure(reply).redirect(isChosen ? withLanguage(path, language) : path, 303)
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
  // A view of words that mean nothing does not exist: at a 404 a calendar program keeps what it has.
  if (filter === null) return notFound(web, request, reply)
  switch (extension) {
    case '':
      return sendPage(web, request, reply, filter)
    case 'ics':
      return answer(
        web,
        request,
        reply,
        (ready) => ready.calendar(filter, alarmIn(request)),
        'feed',
        fileNameOf(web, filter),
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

function sendPage(web: Web, request: FastifyRequest, reply: FastifyReply, filter: Filter): void {
  const view = {
    filter,
    ...languageIn(request),
    device: deviceOf(request.headers['user-agent']),
  }
  answer(web, request, reply, (ready) => ready.page(view, today(web)), 'page')
}

/** "zurich+2025.ics"; days and search words are left out of a file's name. */
function fileNameOf({ parts: { list } }: Web, filter: Filter): string {
  const period = slugOfPeriod(filter.period) === null ? noPeriod : filter.period
  return fileOf(list, { ...filter, period, search: '' }, '.ics').slice(1)
}

/** A talk whose address people have, and that is gone: where it is now, or that it was taken out. */
function sendGone(web: Web, request: FastifyRequest, reply: FastifyReply, { day, into }: Gone): void {
  const { language, isChosen } = languageIn(request)
  if (into !== null)
    return void secure(reply).redirect(
      isChosen ? withLanguage(`/talks/${into}`, language) : `/talks/${into}`,
      302,
    )
  const words = allWords[language]
  sendMessage(web, request, reply, 410, words.gone(day === null ? null : longDay(day, words)))
}

function filterOf({ documents, parts }: Web, slugs: string, request: FastifyRequest): Filter | null {
  const { q, from, to } = request.query as Query
  const vocabulary =
    documents.data()?.vocabulary ?? vocabularyOf(noNames, parts.list.gazetteer, parts.list.id)
  // A parameter that is given twice means nothing.
  if ([q, from, to].some((value) => Array.isArray(value))) return null
  return parseFilter(slugs, { q, from, to } as Asked, vocabulary, parts.list.id)
}

const unitMinutes = { m: 1, h: 60, d: 1440 }
const mostAlarmMinutes = 14 * unitMinutes.d

/** "1d", "2h" or "30m" before each talk, on request; null: nothing that makes sense was asked for. */
function alarmIn(request: FastifyRequest): number | null {
  const [, number, unit] = /^(\d{1,3})([mhd])$/.exec(String((request.query as Query)['alarm'] ?? '')) ?? []
  if (number === undefined || unit === undefined) return null
  const minutes = Number(number) * unitMinutes[unit as keyof typeof unitMinutes]
  return minutes > 0 && minutes <= mostAlarmMinutes ? minutes : null
}

function today({ parts }: Web): string {
  return Temporal.Instant.from(parts.now()).toZonedDateTimeISO(parts.list.timeZone).toPlainDate().toString()
}
