import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Document } from './document.ts'
import { contentSecurityPolicy } from './layout.ts'

export const security = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  // Other sites learn nothing; without any referrer our own forms would have the origin "null" (Fetch, 3.2).
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

type Encoding = 'identity' | 'gzip' | 'br'

/** Headers and bytes of one form of a document, made once. */
interface Prepared {
  etag: string
  /** Names and values in turn, with which `writeHead` is fastest. */
  headers: string[]
  /** Only what a cache must know; the rest it has (RFC 9110, 15.4.5). */
  freshHeaders: string[]
  body: Buffer
}

const prepared = new WeakMap<Document, Map<Encoding, Prepared>>()

/** How long others may keep a document; the feed is served old rather than not at all. */
export type Caching = 'feed' | 'page' | 'file'

const cacheControl: Record<Caching, string> = {
  feed: 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400',
  // Language and device decide what a page is.
  page: 'private, max-age=60',
  file: 'public, max-age=300, stale-if-error=86400',
}

/** Sends prepared bytes, or 304 when the reader has them (RFC 9110, 13.1); straight to the socket, because this is the hot path. */
export function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  document: Document,
  caching: Caching,
  filename: string | null = null,
): void {
  const encoding = document.encodings === null ? 'identity' : encodingOf(request.headers['accept-encoding'])
  const { etag, headers, freshHeaders, body } = prepare(document, encoding, caching, filename)
  if (isFresh(request, etag, document.lastModified)) {
    response.writeHead(304, freshHeaders)
    response.end()
    return
  }
  response.writeHead(200, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The security headers of everything else. */
export function secure(reply: FastifyReply): FastifyReply {
  return reply.headers(security)
}

function prepare(
  document: Document,
  encoding: Encoding,
  caching: Caching,
  filename: string | null,
): Prepared {
  let forms = prepared.get(document)
  if (forms === undefined) prepared.set(document, (forms = new Map()))
  const before = forms.get(encoding)
  if (before !== undefined) return before
  const body = encoding === 'identity' ? document.body : document.encodings![encoding]
  // Another encoding is another representation: its strong tag differs (RFC 9110, 8.8.3.3).
  const etag = `"${document.tag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const forCaches = {
    etag,
    'cache-control': cacheControl[caching],
    ...(document.lastModified === null
      ? {}
      : { 'last-modified': new Date(document.lastModified).toUTCString() }),
    ...(document.encodings === null
      ? {}
      : {
          vary: caching === 'page' ? 'Accept-Encoding, Accept-Language, User-Agent' : 'Accept-Encoding',
        }),
  }
  const form = {
    etag,
    freshHeaders: Object.entries(forCaches).flat(),
    headers: Object.entries({
      ...security,
      ...(document.policy === null ? {} : { 'content-security-policy': document.policy }),
      // Anybody's page may read what is public: feeds, JSON, Atom.
      ...(caching === 'page' ? {} : { 'access-control-allow-origin': '*' }),
      ...forCaches,
      'content-type': document.type,
      'content-length': String(body.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      ...(filename === null ? {} : { 'content-disposition': `inline; filename="${filename}"` }),
    }).flat(),
    body,
  }
  forms.set(encoding, form)
  return form
}

function encodingOf(accepted: string | string[] | undefined): Encoding {
  const text = String(accepted ?? '').slice(0, 200)
  for (const encoding of ['br', 'gzip'] as const)
    if (new RegExp(`(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=(?:1|0?\\.\\d*[1-9])\\s*)?(?:,|$)`).test(text))
      return encoding
  return 'identity'
}

/** If-None-Match before If-Modified-Since (RFC 9110, 13.2.2). */
function isFresh({ headers }: IncomingMessage, etag: string, lastModified: string | null): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    if (tags === etag) return true
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  }
  if (lastModified === null || headers['if-modified-since'] === undefined) return false
  const since = Date.parse(headers['if-modified-since'])
  return Number.isFinite(since) && Date.parse(lastModified) <= since
}
