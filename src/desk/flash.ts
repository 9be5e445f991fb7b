import type { FastifyRequest } from 'fastify'
import { decisions } from '../ledger/decisions.ts'
import { notes } from '../ledger/notes.ts'
import { html, type Markup } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { inQuery } from './form.ts'
import { tokenField } from './page.ts'
import { tellAct } from './tell-act.ts'
import { wordsFor } from './words.ts'

/** What was decided just now, with a button to undo it. */
export async function flashOf(desk: Desk, request: FastifyRequest): Promise<Markup | null> {
  const number = Number(inQuery(request, 'done'))
  if (!Number.isInteger(number) || number <= 0) return null
  const decision = (await decisions(desk.services().ledger)).find((one) => one.number === number)
  if (decision === undefined) return null
  const words = wordsFor(request)
  const held = (await notes(desk.services().ledger))['feed-refused']?.value
  if (held !== undefined)
    return html`<p class="note warn" role="alert">${words.held} <span lang="en">${held}</span></p>`
  return html`<form class="flash" method="post" action="/decisions/${number}/undo">
    ${tokenField(request)}
    <span role="status">${words.decided(number)}: ${tellAct(decision.act, words)}</span>
    <button>${words.undo}</button>
  </form>`
}
