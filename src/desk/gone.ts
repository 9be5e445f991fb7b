import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../web/html.ts'
import type { Values } from './fields.ts'
import { sendPage } from './page.ts'
import { wordsFor } from './words.ts'

/** Somebody else, a mail or a double click came first: what was written is shown, not lost. */
export async function sendGone(
  request: FastifyRequest,
  reply: FastifyReply,
  written: Values | null,
): Promise<FastifyReply> {
  const words = wordsFor(request)
  const lines = written === null ? [] : Object.entries(written).filter(([, value]) => value !== '')
  return sendPage(request, reply.code(written === null ? 404 : 409), {
    title: words.gone,
    section: 'waiting',
    main: html`<h1>${words.gone}</h1>
      <p>${words.goneWhy}</p>
      ${
        lines.length === 0
          ? null
          : html`<h2>${words.youWrote}</h2>
              <dl>
                ${lines.map(
                  ([name, value]) =>
                    html`<dt>${words.fields[name as keyof Values]}</dt>
                      <dd>${value}</dd>`,
                )}
              </dl>`
      }
      <p><a href="/waiting">${words.waiting}</a> · <a href="/decisions">${words.decisions}</a></p>`,
  })
}
