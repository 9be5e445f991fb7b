import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { makeEvent, readAfterAll, setAside } from '../../jobs/decide.ts'
import { waitingMails } from '../ledger/messages.ts'
import { html } from '../web/html.ts'
import { mailText } from './card.ts'
import type { Entry } from './entry.ts'
import type { Desk } from './desk.ts'
import { formOf, textIn } from './form.ts'
import { noValues, problemsWith, renderFields, renderProblems, statedFacts, valuesIn } from './fields.ts'
import { sendGone } from './gone.ts'
import { renderMail } from './marked.ts'
import { sendPage, tokenField } from './page.ts'
import { byOf } from './visitor.ts'
import { wordsFor } from './words.ts'

const mostMails = 10_000

/** Mails that could not be used as they are: read after all, turned into an event, or set aside. */
export function addWaitingMails(server: FastifyInstance, desk: Desk): void {
  const found = async (request: FastifyRequest) => {
    const { key } = request.params as { key: string }
    return (await waitingMails(desk.services().ledger, mostMails)).find((mail) => mail.key === key) ?? null
  }
  server.get('/waiting/mail/:key', async (request, reply) => {
    const mail = await found(request)
    return mail === null ? sendGone(request, reply, null) : sendMail(desk, request, reply, mail, {})
  })
  server.post('/waiting/mail/:key', async (request, reply) =>
    desk.turn(async () => {
      const [mail, form, services] = [await found(request), formOf(request), desk.services()]
      if (mail === null) return sendGone(request, reply, valuesIn(form))
      const by = byOf(request)
      const choice = textIn(form, 'do')
      if (choice === 'reject') {
        const { number } = await setAside(services, mail.key, by)
        return reply.redirect(`/waiting?done=${number}`, 303)
      }
      if (choice === 'read') {
        const { number } = await readAfterAll(services, mail.key, by)
        return reply.redirect(`/waiting?done=${number}`, 303)
      }
      const values = valuesIn(form)
      const problems = problemsWith(values, services.profile.timeZone)
      if (problems.length > 0)
        return sendMail(desk, request, reply.code(422), mail, { values, problems, why: by.why })
      const facts = statedFacts(values)
      const { number } = await makeEvent(services, mail.key, facts, by)
      return reply.redirect(`/waiting?done=${number}`, 303)
    }),
  )
}

async function sendMail(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, subject, reason }: { key: string; subject: string; reason: string | null },
  { values = noValues, problems = [], why = '' }: Entry,
): Promise<FastifyReply> {
  const words = wordsFor(request)
  // A mail that can't be read is shown as far as possible.
  const mail = await mailText(desk.services(), key).catch(() => null)
  return sendPage(request, reply, {
    title: subject,
    section: 'waiting',
    main: html`<h1>${subject || words.noSubject}</h1>
      <ul class="reasons">
        <li lang="en">${reason}</li>
      </ul>
      ${renderProblems(problems, words)}
      <div class="card">
        ${mail === null ? html`<section class="mail"><p>${words.unreadable}</p></section>` : renderMail(mail, [], new Set(), words)}
        <div>
          <form method="post" action="/waiting/mail/${key}">
            ${tokenField(request)}
            <p class="acts">
              <button class="go" name="do" value="read" data-key="a">${words.readAfterAll}</button>
              <button name="do" value="reject" data-key="r">${words.reject}</button>
            </p>
          </form>
          <h2>${words.makeEvent}</h2>
          <form method="post" action="/waiting/mail/${key}">
            ${tokenField(request)} ${renderFields({ values }, words)}
            <label class="why-field"
              ><span>${words.why}</span><input name="why" maxlength="300" value="${why}"
            /></label>
            <p class="acts"><button name="do" value="make">${words.publish}</button></p>
          </form>
        </div>
      </div>`,
  })
}
