import type { FastifyInstance } from 'fastify'
import { undo } from '../../jobs/decide.ts'
import { exportDecisions } from '../ledger/decision-lines.ts'
import { decisions } from '../ledger/decisions.ts'
import type { Act } from '../talks/decision.ts'
import { shortIdOf } from '../talks/talk.ts'
import { nameOfDecision, undoneIn } from '../talks/undone.ts'
import { html, type Markup } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { flashOf } from './flash.ts'
import { inQuery } from './form.ts'
import { momentOf, sendPage, tokenField } from './page.ts'
import { byOf } from './visitor.ts'
import { tellAct } from './tell-act.ts'
import { wordsFor, type DeskWords } from './words.ts'

const perPage = 100

/** The log of all that humans decided, a button to undo each, and a copy to keep. */
export function addDecisions(server: FastifyInstance, desk: Desk): void {
  server.get('/decisions', async (request, reply) => {
    const { ledger, profile } = desk.services()
    const words = wordsFor(request)
    const page = Math.max(1, Math.min(10_000, Number(inQuery(request, 'page')) || 1))
    const all = await decisions(ledger)
    const undone = undoneIn(all)
    const shown = all.toReversed().slice((page - 1) * perPage, page * perPage)
    return sendPage(request, reply, {
      title: words.decisions,
      section: 'decisions',
      main: html`${await flashOf(desk, request)}
        <h1>${words.decisions}</h1>
        <p><a href="/decisions.jsonl" download>${words.export}</a></p>
        <ol class="queue">
          ${shown.map((decision) => {
            const { number, at, who, why, act } = decision
            const isUndone = undone.has(nameOfDecision(decision))
            return html`<li class="${isUndone ? 'undone' : ''}">
              <div>
                <b>${number}</b> ${tellAct(act, words)} ${aboutOf(act, words)}
                <small
                  >${momentOf(at, profile.timeZone, words)} · ${who}${why === '' ? '' : ` · ${why}`}</small
                >
              </div>
              ${
                isUndone
                  ? html`<small>${words.undone}</small>`
                  : act.kind === 'reread'
                    ? null
                    : html`<form method="post" action="/decisions/${number}/undo">
                        ${tokenField(request)}<button>${words.undo}</button>
                      </form>`
              }
            </li>`
          })}
        </ol>
        ${page * perPage >= all.length ? null : html`<p><a href="/decisions?page=${page + 1}" rel="next">${words.older} →</a></p>`}`,
    })
  })
  server.get('/decisions.jsonl', async (_request, reply) => {
    const lines = await exportDecisions(desk.services().ledger)
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', 'attachment; filename="decisions.jsonl"')
      .send(lines.map((line) => `${line}\n`).join(''))
  })
  server.post('/decisions/:number/undo', async (request, reply) =>
    desk.turn(async () => {
      const { number: given } = request.params as { number: string }
      const services = desk.services()
      const number = /^\d{1,9}$/.test(given) ? Number(given) : 0
      const all = await decisions(services.ledger)
      const decision = all.find((one) => one.number === number)
      // A double click undoes it only once.
      if (decision === undefined || undoneIn(all).has(nameOfDecision(decision)))
        return reply.redirect('/decisions', 303)
      const by = byOf(request)
      const { number: done } = await undo(services, number, by)
      return reply.redirect(`/decisions?done=${done}`, 303)
    }),
  )
}

/** What an act is about, as links. */
function aboutOf(act: Act, words: DeskWords): Markup | null {
  if ('mail' in act) return html`<a href="/mails/${act.mail}">${words.mail}</a>`
  return 'event' in act ? html`<a href="/talks/${shortIdOf(act.event)}">${words.talk}</a>` : null
}
