import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { makeEvent } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import { toldMails } from '../../jobs/told-mails.ts'
import type { Services } from '../../jobs/run/services.ts'
import { decisions } from '../ledger/decisions.ts'
import { askAgain } from '../ledger/answers.ts'
import { promptVersion } from '../reader/prompt.ts'
import { foldCase } from '../text.ts'
import { html } from '../web/html.ts'
import { mailText } from './card.ts'
import type { Entry } from './entry.ts'
import type { Desk } from './desk.ts'
import { noValues, problemsWith, renderFields, renderProblems, statedFacts, valuesIn } from './fields.ts'
import { formOf, inQuery, stateOf, textIn } from './form.ts'
import { renderMail } from './marked.ts'
import { sendNotFound, sendPage, tokenField } from './page.ts'
import { byOf } from './visitor.ts'
import { wordsFor } from './words.ts'

const perPage = 100

/** Every mail with what became of it; nothing is lost without a word. */
export function addMails(server: FastifyInstance, desk: Desk): void {
  server.get('/mails', async (request, reply) => {
    const words = wordsFor(request)
    const query = foldCase(inQuery(request, 'q'))
    const page = Math.max(1, Math.min(10_000, Number(inQuery(request, 'page')) || 1))
    const found = (await toldMails(desk.services())).filter(({ subject, from, became }) =>
      foldCase([subject, from ?? '', ...became].join(' ')).includes(query),
    )
    const shown = found.slice((page - 1) * perPage, page * perPage)
    const more = (to: number) => `/mails?page=${to}&q=${encodeURIComponent(query)}`
    return sendPage(request, reply, {
      title: words.mails,
      section: 'mails',
      main: html`<h1>${words.mails}</h1>
        <form class="search" action="/mails" role="search">
          <label
            ><span>${words.search}</span><input type="search" name="q" value="${query}" data-key="/"
          /></label>
          <button>${words.show}</button>
        </form>
        <p>${words.found(found.length)}</p>
        <ol class="queue">
          ${shown.map(
            ({ key, date, subject, from, became }) =>
              html`<li>
                <div>
                  <a href="/mails/${key}">${subject || words.noSubject}</a>
                  <small>${date.slice(0, 10)} · ${from}</small>
                  ${became.map((one) => html`<small class="why" lang="en">${one}</small>`)}
                </div>
              </li>`,
          )}
        </ol>
        <p>
          ${page === 1 ? null : html`<a href="${more(page - 1)}" rel="prev">← ${words.newer}</a> `}
          ${page * perPage >= found.length ? null : html`<a href="${more(page + 1)}" rel="next">${words.older} →</a>`}
        </p>`,
    })
  })
  server.get('/mails/:key', async (request, reply) => sendMail(desk, request, reply, {}))
  server.post('/mails/:key', async (request, reply) =>
    desk.turn(async () => {
      const [services, form] = [desk.services(), formOf(request)]
      const key = keyIn(request)
      if ((await mailText(services, key)) === null) return sendNotFound(request, reply)
      if (textIn(form, 'do') === 'again') {
        const { reader } = services.settings
        if (reader !== null)
          await askAgain(
            services.ledger,
            [key],
            { model: reader.model, prompt: promptVersion },
            services.now(),
          )
        return reply.redirect(`/mails/${key}`, 303)
      }
      // A double click makes only one talk of it.
      if (textIn(form, 'state') !== (await madeOf(services, key))) return reply.redirect(`/mails/${key}`, 303)
      const values = valuesIn(form)
      const problems = problemsWith(values, services.profile.timeZone)
      if (problems.length > 0)
        return sendMail(desk, request, reply.code(422), { values, problems, why: textIn(form, 'why') })
      const facts = statedFacts(values)
      const by = byOf(request)
      const { number } = await makeEvent(services, key, facts, by)
      return reply.redirect(`/waiting?done=${number}`, 303)
    }),
  )
}

function keyIn(request: FastifyRequest): string {
  return (request.params as { key: string }).key
}

/** Names the talks that were made of a mail so far. */
async function madeOf({ ledger }: Services, key: string): Promise<string> {
  const made = await decisions(ledger)
  return stateOf(
    made.flatMap(({ number, act }) => (act.kind === 'create' && act.mail === key ? [number] : [])),
  )
}

async function sendMail(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { values = noValues, problems = [], why = '' }: Entry,
): Promise<FastifyReply> {
  const [services, words, key] = [desk.services(), wordsFor(request), keyIn(request)]
  const told = (await toldMails(services)).find((mail) => mail.key === key)
  if (told === undefined) return sendNotFound(request, reply)
  const mail = await mailText(services, key).catch(() => null)
  const talks =
    (await storedReadings(services.ledger)).find((reading) => reading.key === key)?.announcement.talks ?? []
  return sendPage(request, reply, {
    title: told.subject,
    section: 'mails',
    main: html`<h1>${told.subject || words.noSubject}</h1>
      <ul class="reasons">
        ${told.became.map((one) => html`<li lang="en">${one}</li>`)}
      </ul>
      ${renderProblems(problems, words)}
      <div class="card">
        ${mail === null ? html`<section class="mail"><p>${words.unreadable}</p></section>` : renderMail(mail, talks, new Set(), words)}
        <div>
          ${
            services.settings.reader === null
              ? null
              : html`<form method="post" action="/mails/${key}">
                  ${tokenField(request)}
                  <p class="acts"><button name="do" value="again">${words.readAgain}</button></p>
                </form>`
          }
          <h2>${words.makeEvent}</h2>
          <form method="post" action="/mails/${key}">
            ${tokenField(request)}
            <input type="hidden" name="state" value="${await madeOf(services, key)}" />
            ${renderFields({ values }, words)}
            <label class="why-field"
              ><span>${words.why}</span><input name="why" maxlength="300" value="${why}"
            /></label>
            <p class="acts"><button name="do" value="make">${words.publish}</button></p>
          </form>
        </div>
      </div>`,
  })
}
