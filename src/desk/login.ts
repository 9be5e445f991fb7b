import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { secondsFrom } from '../../jobs/run/instants.ts'
import { endSessions, openSession, sessionOf, takeLink } from '../ledger/sessions.ts'
import { html } from '../web/html.ts'
import { openFailures } from '../web/guard.ts'
import { hostOf } from '../web/limit.ts'
import type { Desk } from './desk.ts'
import { formOf, inQuery, textIn } from './form.ts'
import { sendPage, tokenField } from './page.ts'
import { cookieOf, loginCommand, visitorOf } from './visitor.ts'
import { wordsFor } from './words.ts'

const sessionSeconds = 12 * 3600
const maxFailures = 5

/** The one-time link, the session that it opens, and its end. */
export function addLogin(server: FastifyInstance, desk: Desk): void {
  const failures = openFailures()
  // A program that looks at links in mails must not use one up: only the button does.
  server.get('/login', async (request, reply) => {
    const [key, words] = [inQuery(request, 'key'), wordsFor(request)]
    const { ledger, now } = desk.services()
    if (key === '' && visitorOf(request) !== null) return reply.redirect('/', 303)
    const who = key === '' ? null : await sessionOf(ledger, 'link', key, now())
    return sendPage(request, reply.code(who === null ? 401 : 200), {
      title: words.loginTitle,
      main:
        who === null
          ? html`<h1>${words.loginTitle}</h1>
              <p>${key === '' ? words.loginHow : words.linkOver}</p>
              <pre><code>${loginCommand(desk)}</code></pre>`
          : html`<h1>${words.loginTitle}</h1>
              <form method="post" action="/login">
                ${tokenField(request)}
                <input type="hidden" name="key" value="${key}" />
                <input type="hidden" name="next" value="${ownPath(inQuery(request, 'next'))}" />
                <button class="go" autofocus>${words.loginAs(who)}</button>
              </form>`,
    })
  })
  server.post('/login', async (request, reply) => {
    const { ledger, now } = desk.services()
    const address = hostOf(request.ip)
    const form = formOf(request)
    // Whoever has a link is never locked out; its key is too long to be guessed.
    const who = await takeLink(ledger, textIn(form, 'key'), now())
    if (who === null) {
      const words = wordsFor(request)
      if (failures.count(address) >= maxFailures)
        return sendPage(request, reply.code(429).header('retry-after', '60'), {
          title: words.loginTitle,
          main: html`<h1>${words.loginTitle}</h1>
            <p>${words.tooMany}</p>`,
        })
      failures.add(address)
      return reply.redirect('/login?key=over', 303)
    }
    // A fresh key: whatever the browser had before never becomes a session of this login.
    const key = randomBytes(24).toString('base64url')
    const until = secondsFrom(now(), sessionSeconds)
    await openSession(ledger, { key, kind: 'session', who, until }, now())
    return setCookie(desk, reply, key, sessionSeconds).redirect(ownPath(textIn(form, 'next')), 303)
  })
  server.post('/logout', async (request, reply) => {
    const visitor = visitorOf(request)
    if (visitor !== null) await endSessions(desk.services().ledger, visitor.key)
    return setCookie(desk, reply, '', 0).redirect('/login', 303)
  })
  server.get('/logout', async (request, reply) => {
    const words = wordsFor(request)
    return sendPage(request, reply, {
      title: words.logout,
      main: html`<h1>${words.logout}</h1>
        <form method="post" action="/logout">
          ${tokenField(request)}<button class="go">${words.logout}</button>
        </form>`,
    })
  })
}

function setCookie(desk: Desk, reply: FastifyReply, value: string, seconds: number): FastifyReply {
  return reply.header(
    'set-cookie',
    `${cookieOf(desk)}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`,
  )
}

/** A path of ours; anything else is the first page. */
function ownPath(path: string): string {
  return /^\/(?![/\\])[\w./?=&~-]{0,200}$/.test(path) ? path : '/'
}
