import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sessionOf } from '../ledger/sessions.ts'
import { html } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { formOf, textIn } from './form.ts'
import { sendPage } from './page.ts'
import { cookieOf, loginCommand, noteVisitor, tokenOf, visitorOf } from './visitor.ts'
import { wordsFor } from './words.ts'

/** What a stranger may see. */
const open = new Set(['/login', '/favicon.svg'])

/** Lets in whoever has a session; forms must come from our own pages, made for this session. */
export function addGate(server: FastifyInstance, desk: Desk): void {
  server.addHook('onRequest', async (request, reply) => {
    const key = cookieIn(request, cookieOf(desk))
    const { ledger, now } = desk.services()
    const who = key === null ? null : await sessionOf(ledger, 'session', key, now())
    if (who !== null && key !== null) noteVisitor(request, { who, key })
    const isOpen = open.has(request.routeOptions.url ?? '')
    if (who === null && !isOpen) return refuse(desk, request, reply, 401)
  })
  server.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const visitor = visitorOf(request)
    const isOurs = ownOrigins(desk).includes(request.headers.origin ?? '')
    // Before the login there is no session that a stranger's page could use; its link is the secret.
    const isMeant = visitor === null || isSame(textIn(formOf(request), 'token'), tokenOf(visitor))
    if (!isOurs || !isMeant) return refuse(desk, request, reply, 403)
  })
}

function ownOrigins({ settings: { url, port } }: Desk): string[] {
  return [new URL(url).origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`]
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function cookieIn({ headers }: FastifyRequest, cookieName: string): string | null {
  const found = (headers.cookie ?? '').split('; ').filter((pair) => pair.startsWith(`${cookieName}=`))
  // Two cookies of the same name: somebody else has set one.
  const [only = ''] = found
  return found.length === 1 ? only.slice(cookieName.length + 1, cookieName.length + 100) : null
}

async function refuse(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  code: 401 | 403,
): Promise<FastifyReply> {
  const words = wordsFor(request)
  return sendPage(request, reply.code(code), {
    title: code === 401 ? words.loginTitle : words.error,
    main:
      code === 401
        ? html`<h1>${words.loginTitle}</h1>
            <p>${words.loginHow}</p>
            <pre><code>${loginCommand(desk)}</code></pre>`
        : html`<h1>${words.error}</h1>
            <p>${words.foreignForm}</p>
            <p><a href="/">${words.today}</a></p>`,
  })
}
