import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Gazetteer } from '../calendar/place.ts'
import type { Document, Documents } from './document.ts'
import { TooMuchError, type DocumentStore } from './documents.ts'
import { html } from './html.ts'
import { renderLayout } from './layout.ts'
import type { HealthDetails } from './health.ts'
import type { Budget } from './limit.ts'
import type { OutlinedFeed } from './outlines.ts'
import type { Taken } from './taken.ts'
import type { Place } from './path.ts'
import { secure, sendDocument, type Caching } from './send.ts'
import { languageOf, languages, words, type Language } from './words.ts'

export interface WebParts {
  feed: OutlinedFeed
  list: { id: string; name: string; timeZone: string; archiveUrl: string | null; gazetteer: Gazetteer }
  /** Address under which readers reach us. */
  publicUrl: string
  /** Where our addresses begin. */
  place: Place
  adminToken: string | null
  /** Whose X-Forwarded-For is believed. */
  trustProxy: string[]
  /** The shared Google calendar, for its subscribe link. */
  googleCalendarId: string | null
  /** Whose pages may frame the lists. */
  embedFrom: string
  /** Notes that an address could not be answered, by our fault. */
  failed(url: string, error: Error): void
  now(): string
  /** How things stand; throws when the ledger can't be asked. */
  health(): Promise<HealthDetails>
  /** Runs a resync; null when one is running already. */
  resync(): Promise<object | null>
  /** What a reader says is wrong with a talk, for the admin. */
  remark(remark: { id: string; text: string }): Promise<Taken>
}

/** What every answer is made with. */
export interface Web {
  parts: WebParts
  documents: DocumentStore
  budget: Budget
}

export type Query = Record<string, string | string[] | undefined>

/** What is not rendered yet costs work, and each address may cause only so much of it. */
export function answer(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  make: (documents: Documents) => Document | null,
  caching: Caching,
  filename: string | null = null,
): void {
  let document: Document | null
  try {
    document = make(web.documents.on(() => web.budget.take(request.ip, performance.now(), costOf(request))))
  } catch (error) {
    // An error or a 429 switches Thunderbird's calendar off for good; at a 404 it keeps what it has.
    if (caching !== 'feed') {
      if (error instanceof TooMuchError) return tooMuch(reply)
      throw error
    }
    document = null
  }
  if (document === null) return notFound(web, request, reply)
  reply.hijack()
  sendDocument(request.raw, reply.raw, document, caching, filename)
}

/** There are a million choices of days and alarms, and nobody needs many. */
function costOf({ query }: FastifyRequest): number {
  const { from, to, alarm } = query as Query
  return [from, to, alarm].some((one) => one !== undefined) ? 8 : 1
}

function tooMuch(reply: FastifyReply): void {
  secure(reply)
    .code(429)
    .header('retry-after', '10')
    .type('text/plain; charset=utf-8')
    .send('Slower, please.\n')
}

export function notFound(web: Web, request: FastifyRequest, reply: FastifyReply): void {
  const isMissing = web.documents.data() === null
  const { notFound: text } = words[languageIn(request).language]
  sendMessage(
    web,
    request,
    reply,
    404,
    isMissing ? 'The feed is not there yet: the first mails are being read.' : text,
  )
}

/** A page of one sentence. */
export function sendMessage(
  { parts }: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  code: number,
  text: string,
  back = '/',
): void {
  const { language, isChosen } = languageIn(request)
  const page = renderLayout({
    language,
    isChosen,
    title: parts.list.name,
    path: '/',
    list: parts.list,
    main: html`<h1>${text}</h1>
      <p><a href="${back}">${back === '/' ? words[language].back : words[language].backToTalk}</a></p>`,
    footer: html``,
  })
  secure(reply).code(code).type('text/html; charset=utf-8').send(page)
}

/** As `?lang=` says, which is then kept in links; else as the browser asks. */
export function languageIn(request: FastifyRequest): { language: Language; isChosen: boolean } {
  const { lang } = request.query as Query
  const named = languages.find((language) => language === lang)
  return {
    language: named ?? languageOf(request.headers['accept-language']),
    isChosen: named !== undefined,
  }
}
