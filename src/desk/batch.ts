import type { FastifyInstance } from 'fastify'
import { approvalOf, decideAll, preview, rejectionOf, waitingNow } from '../../jobs/decide.ts'
import { settleMail, waitingMails } from '../ledger/messages.ts'
import type { Act } from '../talks/decision.ts'
import { html } from '../web/html.ts'
import { renderPlan } from './card-page.ts'
import type { Desk } from './desk.ts'
import { formOf, stateOf, textIn } from './form.ts'
import { sendPage, tokenField } from './page.ts'
import { byOf } from './visitor.ts'
import { wordsFor } from './words.ts'

const mostItems = 500
const mostMails = 10_000

/** Decides several at once: first shows what would happen, then does exactly that. */
export function addBatch(server: FastifyInstance, desk: Desk): void {
  server.post('/waiting/batch', async (request, reply) =>
    desk.turn(async () => {
      const [form, services, words] = [formOf(request), desk.services(), wordsFor(request)]
      const isReject = textIn(form, 'do') === 'reject'
      const chosen = new Set((form.get('item') ?? []).slice(0, mostItems))
      const items = (await waitingNow(services)).filter(({ id }) => chosen.has(id))
      const unread = (await waitingMails(services.ledger, mostMails)).filter(({ key }) =>
        chosen.has(`mail.${key}`),
      )
      // Mails that could not be read are published one by one only.
      const mails = isReject ? unread : []
      const leftOut = unread.length - mails.length
      if (items.length + unread.length === 0) return reply.redirect('/waiting', 303)
      const acts = [
        ...items.map((item): Act => (isReject ? rejectionOf(item) : approvalOf(item))),
        ...mails.map(({ key }): Act => ({ kind: 'reject', mail: key, talk: null, field: null })),
      ]
      const plan = await preview(services, acts)
      const state = stateOf([acts, plan.put.map(({ event }) => event.uid)])
      if (textIn(form, 'state') === state) {
        for (const { key } of mails) await settleMail(services.ledger, key, 'ignored', services.now())
        const by = byOf(request)
        const { number } = await decideAll(services, acts, by)
        return reply.redirect(`/waiting?done=${number}`, 303)
      }
      const isStale = textIn(form, 'state') !== ''
      return sendPage(request, reply.code(isStale ? 409 : 200), {
        title: words.waiting,
        section: 'waiting',
        main: html`<h1>${isReject ? words.rejectMany(acts.length) : words.publishMany(acts.length)}</h1>
          ${isStale ? html`<p class="note warn" role="alert">${words.movedOn}</p>` : null}
          ${leftOut === 0 ? null : html`<p class="note warn" role="alert">${words.notAtOnce(leftOut)}</p>`}
          <ul class="list">
            ${[...items, ...mails].map(({ subject }) => html`<li>${subject}</li>`)}
          </ul>
          <h2>${words.whatHappens}</h2>
          ${renderPlan(plan, null, words)}
          <form method="post" action="/waiting/batch">
            ${tokenField(request)}
            <input type="hidden" name="state" value="${state}" />
            ${[...chosen].map((id) => html`<input type="hidden" name="item" value="${id}" />`)}
            <label class="why-field"
              ><span>${words.why}</span><input name="why" maxlength="300" value="${textIn(form, 'why')}"
            /></label>
            <p class="acts">
              ${acts.length === 0 ? null : html`<button class="go" name="do" value="${isReject ? 'reject' : 'publish'}">${words.doIt}</button>`}
              <a href="/waiting">${words.back}</a>
            </p>
          </form>`,
      })
    }),
  )
}
