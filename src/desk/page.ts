import type { FastifyReply, FastifyRequest } from 'fastify'
import { html, trusted, type Markup } from '../web/html.ts'
import { sourceOf } from '../web/layout.ts'
import { inQuery } from './form.ts'
import { sharedHeaders } from './headers.ts'
import { script } from './script.ts'
import { tokenOf, visitorOf } from './visitor.ts'
import { styleSheet } from './style.ts'
import {
  deskLanguages,
  languageCookie,
  languageIn,
  languageNames,
  wordsFor,
  type DeskWords,
} from './words.ts'

type Section = 'today' | 'waiting' | 'talks' | 'mails' | 'resync' | 'offices' | 'decisions'

const sections: readonly [Section, string][] = [
  ['today', '/'],
  ['waiting', '/waiting'],
  ['talks', '/talks'],
  ['mails', '/mails'],
  ['resync', '/resync'],
  ['offices', '/offices'],
  ['decisions', '/decisions'],
]

/** A page of the desk, without what all pages share. */
export interface DeskPage {
  title: string
  main: Markup
  section?: Section
  /** Seconds after which a browser without a script asks again. */
  refresh?: number
}

/** What every answer says to the browser. */
export const headers = {
  'content-security-policy': `default-src 'none'; style-src ${sourceOf(styleSheet)}; script-src ${sourceOf(script)}; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  ...sharedHeaders,
}

/** The same, for an answer of a route. */
export function secure(reply: FastifyReply): FastifyReply {
  return reply.headers(headers)
}

/** A whole page around its main part. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { title, main, section, refresh }: DeskPage,
): FastifyReply {
  const words = wordsFor(request)
  const visitor = visitorOf(request)
  const chosen = inQuery(request, 'lang')
  if (chosen === languageIn(request))
    reply.header(
      'set-cookie',
      `${languageCookie}=${chosen}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`,
    )
  const { markup } = html`<!doctype html>
    <html lang="${languageIn(request)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${words.desk}</title>
        ${refresh === undefined ? null : html`<noscript><meta http-equiv="refresh" content="${refresh}" /></noscript>`}
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        ${trusted(`<style>${styleSheet}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header>
          <p class="site"><a href="/">${words.desk}</a></p>
          ${
            visitor === null
              ? null
              : html`<nav aria-label="${words.pages}">
                    ${sections.map(([name, path]) => sectionLink(words[name], path, name === section))}
                  </nav>
                  <p class="who">${visitor.who} · <a href="/logout">${words.logout}</a></p>`
          }
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>${deskLanguages.map((language) => languageLink(request, language))}</footer>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `
  return reply.type('text/html; charset=utf-8').send(markup)
}

function sectionLink(name: string, path: string, isHere: boolean): Markup {
  return isHere
    ? html`<a href="${path}" aria-current="page">${name}</a> `
    : html`<a href="${path}">${name}</a> `
}

function languageLink(request: FastifyRequest, language: (typeof deskLanguages)[number]): Markup {
  const name = languageNames[language]
  if (language === languageIn(request))
    return html`<span aria-current="true" lang="${language}">${name}</span> `
  // To the same page; the answer to a form has no address of its own, so from there to the first page.
  const [path = '/', query = ''] = request.method === 'GET' ? request.url.split('?') : []
  const asked = new URLSearchParams(query)
  asked.set('lang', language)
  const href = `${path.startsWith('//') ? '/' : path}?${asked.toString()}`
  return html`<a href="${href}" lang="${language}" hreflang="${language}">${name}</a> `
}

export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsFor(request)
  return sendPage(request, reply.code(404), {
    title: words.notFound,
    main: html`<h1>${words.notFound}</h1>
      <p><a href="/">${words.today}</a></p>`,
  })
}

/** The session's token, in every form. */
export function tokenField(request: FastifyRequest): Markup {
  const visitor = visitorOf(request)
  return visitor === null ? html`` : html`<input type="hidden" name="token" value="${tokenOf(visitor)}" />`
}

/** "Wed 16 Dec 2026, 15:15", or the day alone. */
export function whenOf(start: string, { locale }: DeskWords): string {
  const day = Temporal.PlainDate.from(start.slice(0, 10)).toLocaleString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return start.includes('T') ? `${day}, ${start.slice(11, 16)}` : day
}

/** "14 Dec, 12:04" of an instant, in a zone. */
export function momentOf(instant: string, timeZone: string, { locale }: DeskWords): string {
  return Temporal.Instant.from(instant).toLocaleString(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
}
