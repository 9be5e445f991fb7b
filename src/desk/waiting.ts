import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { waitingNow } from '../../jobs/decide.ts'
import { waitingMails } from '../ledger/messages.ts'
import type { Waiting } from '../talks/reading.ts'
import { html, type Markup } from '../web/html.ts'
import { addBatch } from './batch.ts'
import { cardOf } from './card.ts'
import { renderCard } from './card-page.ts'
import type { Entry } from './entry.ts'
import type { Desk } from './desk.ts'
import { formOf, inQuery } from './form.ts'
import { valuesIn, type Values } from './fields.ts'
import { flashOf } from './flash.ts'
import { sendGone } from './gone.ts'
import { sendPage, tokenField, whenOf } from './page.ts'
import { remarksNow, renderRemarks } from './remarks.ts'
import { byOf } from './visitor.ts'
import { settle } from './settle.ts'
import { addWaitingMails } from './waiting-mail.ts'
import { wordsFor, type DeskWords } from './words.ts'

const mostMails = 500

export type WaitingMail = Awaited<ReturnType<typeof waitingMails>>[number]

/** What waits: the list, a card for each, and what is decided there. */
export function addWaiting(server: FastifyInstance, desk: Desk): void {
  server.get('/waiting', async (request, reply) => {
    const services = desk.services()
    const words = wordsFor(request)
    const [items, mails] = [await waitingNow(services), await waitingMails(services.ledger, mostMails)]
    const remarks = await remarksNow(services)
    const queued = items.length + mails.length
    const count = queued + remarks.length
    return sendPage(request, reply, {
      title: words.waiting,
      section: 'waiting',
      main: html`${await flashOf(desk, request)}
        <h1>${count === 0 ? words.nothingWaits : words.waits(count)}</h1>
        ${
          queued === 0
            ? null
            : html`<form method="post" action="/waiting/batch">
                ${tokenField(request)} ${renderQueue(items, mails, words, true)}
                <p class="acts">
                  <button name="do" value="publish">${words.publishChosen}</button>
                  <button name="do" value="reject">${words.rejectChosen}</button>
                </p>
              </form>`
        }
        ${renderRemarks(remarks, request, services.profile.timeZone)}`,
    })
  })
  addBatch(server, desk)
  addWaitingMails(server, desk)
  server.get('/waiting/:id', async (request, reply) => sendCard(desk, request, reply, {}))
  server.post('/waiting/:id', async (request, reply) =>
    desk.turn(async () => {
      const form = formOf(request)
      const services = desk.services()
      const items = await waitingNow(services)
      const item = items.find(({ id }) => id === idIn(request))
      if (item === undefined) return sendGone(request, reply, valuesIn(form))
      const by = byOf(request)
      const settled = await settle(services, await cardOf(services, item), form, by)
      if ('decided' in settled) {
        const next = nextOf(items, item.id)
        const to = next === null ? '/waiting' : `/waiting/${encodeURIComponent(next)}`
        return reply.redirect(`${to}?done=${settled.decided.number}`, 303)
      }
      return sendCard(desk, request, reply.code(settled.code), settled.entry)
    }),
  )
}

export function idIn(request: FastifyRequest): string {
  return (request.params as { id: string }).id
}

function nextOf(items: readonly Waiting[], id: string): string | null {
  const at = items.findIndex((item) => item.id === id)
  return items[at + 1]?.id ?? (at > 0 ? (items[0]?.id ?? null) : null)
}

async function sendCard(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry,
): Promise<FastifyReply> {
  const services = desk.services()
  const words = wordsFor(request)
  const items = await waitingNow(services)
  const at = items.findIndex(({ id }) => id === idIn(request))
  const item = items[at]
  if (item === undefined) return sendGone(request, reply, null)
  const card = await cardOf(services, item)
  const proposed = Object.fromEntries(
    Object.keys(card.shown).flatMap((name) => {
      const value = inQuery(request, name)
      return value === '' ? [] : [[name, value]]
    }),
  ) as Partial<Values>
  return sendPage(request, reply, {
    title: item.subject,
    section: 'waiting',
    main: html`${await flashOf(desk, request)}
    ${renderCard(
      request,
      card,
      { ...entry, values: entry.values ?? { ...card.shown, ...proposed } },
      { before: items[at - 1]?.id ?? null, after: items[at + 1]?.id ?? null, place: [at + 1, items.length] },
      words,
    )}`,
  })
}

/** A subject without the list's tag, which all subjects have. */
function withoutTag(subject: string): string {
  return subject.replace(/^\[[^\]]{1,40}\] ?/, '')
}

/** A line for each thing that waits. */
export function renderQueue(
  items: readonly Waiting[],
  mails: readonly WaitingMail[],
  words: DeskWords,
  withBoxes = false,
): Markup {
  const box = (id: string, name: string) =>
    withBoxes
      ? html`<input type="checkbox" name="item" value="${id}" aria-label="${words.choose}: ${name}" />`
      : null
  return html`<ol class="queue">
    ${items.map(
      (item, at) =>
        html`<li>
          ${box(item.id, item.subject)}
          <div>
            <a href="/waiting/${encodeURIComponent(item.id)}" ${at === 0 ? html` data-key="j"` : null}
              >${item.title ?? withoutTag(item.subject)}</a
            >
            <small
              >${item.start === null ? words.noTime : whenOf(item.start, words)} · ${item.from} ·
              ${item.event === null ? words.wouldBeNew : words.wouldChange}</small
            >
            <small class="why" lang="en">${item.reasons.join('; ')}</small>
          </div>
        </li>`,
    )}
    ${mails.map(
      ({ key, subject, reason, date }) =>
        html`<li>
          ${box(`mail.${key}`, subject)}
          <div>
            <a href="/waiting/mail/${key}">${withoutTag(subject) || words.noSubject}</a>
            <small>${date.slice(0, 10)} · ${words.unreadMail}</small>
            <small class="why" lang="en">${reason}</small>
          </div>
        </li>`,
    )}
  </ol>`
}
