import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { storedEvents } from '../ledger/events.ts'
import { openRemarks, settleRemark, type Remark } from '../ledger/remarks.ts'
import { html, type Markup } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { momentOf, sendNotFound, tokenField } from './page.ts'
import { talkLink } from './talk-link.ts'
import { byOf } from './visitor.ts'
import { wordsFor } from './words.ts'

/** A reader's remark, and the talk that it is about; null: the talk is gone. */
export type AboutTalk = Remark & { talk: CalendarEvent | null }

/** What readers say is wrong, the oldest first. */
export async function remarksNow({ ledger }: Services): Promise<AboutTalk[]> {
  const open = await openRemarks(ledger)
  if (open.length === 0) return []
  const talks = new Map((await storedEvents(ledger)).map((event) => [event.uid, event]))
  return open.map((remark) => ({ ...remark, talk: talks.get(remark.event) ?? null }))
}

/** Each with the talk, which is put right on its own page, and a button for when that is done. */
export function renderRemarks(
  remarks: readonly AboutTalk[],
  request: FastifyRequest,
  timeZone: string,
): Markup | null {
  if (remarks.length === 0) return null
  const words = wordsFor(request)
  return html`<h2 id="remarks">${words.readersSay}</h2>
    <ul class="remarks">
      ${remarks.map(
        ({ number, talk, text, at }) =>
          html`<li>
            <p>
              ${talk === null ? words.noSuchTalk : talkLink(talk)}
              <small>${momentOf(at, timeZone, words)}</small>
            </p>
            <blockquote>${text}</blockquote>
            <form method="post" action="/remarks/${number}">
              ${tokenField(request)}<button>${words.lookedAt}</button>
            </form>
          </li>`,
      )}
    </ul>`
}

/** Settles one; a second time does nothing. */
export function addRemarks(server: FastifyInstance, desk: Desk): void {
  server.post('/remarks/:number', async (request, reply) => {
    const number = Number((request.params as { number: string }).number)
    if (!Number.isSafeInteger(number)) return sendNotFound(request, reply)
    await settleRemark(desk.services().ledger, number, byOf(request).who)
    return reply.redirect('/waiting', 303)
  })
}
