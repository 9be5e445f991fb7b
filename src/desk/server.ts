import { headOf } from '../text.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import Fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify'
import type { DeskSettings } from '../../config/settings.ts'
import type { Services } from '../../jobs/run/services.ts'
import { faultOf, isOurFault, messageOf } from '../errors.ts'
import { html } from '../web/html.ts'
import { icon } from '../web/layout.ts'
import { keepPath } from '../web/path.ts'
import { addDecisions } from './decisions.ts'
import type { Desk } from './desk.ts'
import { addLogin } from './login.ts'
import { addMails } from './mails.ts'
import { addOffices } from './offices.ts'
import { readForm } from './form.ts'
import { secure, sendNotFound, sendPage } from './page.ts'
import { addRemarks } from './remarks.ts'
import { addResync } from './resync.ts'
import { openRuns } from './runs.ts'
import { addGate } from './session.ts'
import { addTalks } from './talks.ts'
import { addToday } from './today.ts'
import { addWaiting } from './waiting.ts'
import { pathOf } from './visitor.ts'
import { wordsFor } from './words.ts'

/** What answers the requests of a listener. */
export interface DeskServer {
  routing(request: IncomingMessage, response: ServerResponse): void
}

const bodyBytes = 65_536

/** Every page and form of the desk, behind its login; gives what answers requests. */
export async function openServer(settings: DeskSettings, services: () => Services): Promise<DeskServer> {
  const server = Fastify({
    bodyLimit: bodyBytes,
    routerOptions: { maxParamLength: 300 },
    // Only the web server in front is believed about addresses.
    trustProxy: services().settings.web.trustProxy,
    logger: false,
    // Requests that no route ever sees are answered with the same headers.
    frameworkErrors: (error, _request, reply) =>
      void secure(reply)
        .code(error.statusCode ?? 400)
        .type('text/plain; charset=utf-8')
        .send('The desk has no such address.\n'),
  })
  const desk: Desk = { settings, services, turn: oneAtATime(), runs: openRuns() }
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, readForm(String(body))),
  )
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (isOurFault(error))
      services().log.error({ path: headOf(request.url, '?'), ...faultOf(error) }, 'a page of the desk failed')
    return sendError(error, request, reply)
  })
  server.setNotFoundHandler(async (request, reply) => sendNotFound(request, reply))
  server.addHook('onRequest', async (_request, reply) => void secure(reply))
  const path = pathOf(settings.url)
  keepPath(server, { path, home: `${path}/` })
  server.get('/favicon.svg', async (_request, reply) => reply.type('image/svg+xml').send(icon))
  addGate(server, desk)
  addLogin(server, desk)
  addToday(server, desk)
  addWaiting(server, desk)
  addRemarks(server, desk)
  addTalks(server, desk)
  addMails(server, desk)
  addResync(server, desk)
  addOffices(server, desk)
  addDecisions(server, desk)
  await server.ready()
  return { routing: (request, response) => server.routing(request, response) }
}

/** Runs work one piece after another: two admins, or a double click, never decide on the same state. */
function oneAtATime(): Desk['turn'] {
  let last: Promise<unknown> = Promise.resolve()
  return async (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

/** A page with an error's message, and no more; whatever is not the request's fault is a 500. */
function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsFor(request)
  return sendPage(request, reply.code(isOurFault(error) ? 500 : (error.statusCode ?? 500)), {
    title: words.error,
    main: html`<h1>${words.error}</h1>
      <p>${messageOf(error).slice(0, 500)}</p>
      <p><a href="/">${words.today}</a></p>`,
  })
}
