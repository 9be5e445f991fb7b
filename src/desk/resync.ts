import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resync } from '../../jobs/resync.ts'
import { pastRuns, type PastRun } from '../../jobs/run/past-runs.ts'
import { messageOf } from '../errors.ts'
import { sessionOf } from '../ledger/sessions.ts'
import { html, type Markup } from '../web/html.ts'
import type { Desk } from './desk.ts'
import { formOf, textIn } from './form.ts'
import { headers, momentOf, sendPage, tokenField } from './page.ts'
import type { Runs } from './runs.ts'
import { byOf, visitorOf } from './visitor.ts'
import { wordsFor, type DeskWords } from './words.ts'

const shownOperations = 500
const tickMs = 500
/** How often it looks whether the admin is still logged in. */
const lookMs = 5000
/** A stream that nobody reads any more is ended. */
const longestStreamMs = 3_600_000
const refreshSeconds = 3

/** Plan first, then exactly that plan. */
export function addResync(server: FastifyInstance, desk: Desk): void {
  const { runs } = desk
  server.get('/resync', async (request, reply) => {
    const services = desk.services()
    const words = wordsFor(request)
    const past = await pastRuns(services)
    return sendPage(request, reply, {
      title: words.resync,
      section: 'resync',
      ...(runs.running === null ? {} : { refresh: refreshSeconds }),
      main: html`<h1>${words.resync}</h1>
        <p>${words.aboutResync}</p>
        ${runs.running === null ? renderStart(request, hasPlan(runs.last), words) : renderProgress(runs.running, words)}
        ${runs.running === null ? renderLast(request, runs.last, words) : null}
        <h2>${words.lastRuns}</h2>
        ${renderPast(past, services.profile.timeZone, words)}`,
    })
  })
  server.post('/resync', async (request, reply) => {
    const form = formOf(request)
    const hash = textIn(form, 'do') === 'apply' ? textIn(form, 'hash') : null
    const { who } = byOf(request)
    // One at a time: whoever clicks twice sees the first.
    if (runs.running === null) void run(desk, hash, who)
    return reply.redirect('/resync', 303)
  })
  server.get('/resync/progress', async (request, reply) => stream(desk, request, reply))
}

async function run({ runs, services }: Desk, hash: string | null, who: string): Promise<void> {
  runs.running = { doing: '', done: 0, of: 0 }
  try {
    const result = await resync(services(), {
      plan: hash === null,
      apply: hash,
      who,
      told: (doing, done, of) => void (runs.running = { doing, done, of }),
    })
    if (result.kind === 'busy')
      runs.last = { kind: 'failed', why: 'a poll or another resync is running: try again in a minute' }
    else if (result.kind === 'done') runs.last = { kind: 'done', report: result.report }
    else
      runs.last = { kind: result.kind, plan: result.plan, why: result.kind === 'refused' ? result.why : null }
  } catch (error) {
    runs.last = { kind: 'failed', why: messageOf(error) }
  } finally {
    runs.running = null
  }
}

/** Server-sent events (HTML, 9.2): how far the resync has come, and its end. */
function stream({ runs, services }: Desk, request: FastifyRequest, reply: FastifyReply): void {
  const key = visitorOf(request)?.key ?? ''
  reply.hijack()
  reply.raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const from = performance.now()
  let isOver = false
  const look = setInterval(() => {
    const { ledger, now } = services()
    void sessionOf(ledger, 'session', key, now()).then(
      (who) => (isOver = who === null),
      () => (isOver = true),
    )
  }, lookMs)
  const timer = setInterval(() => {
    if (isOver || runs.running === null || performance.now() - from > longestStreamMs) {
      reply.raw.end('event: end\ndata: {}\n\n')
      clearInterval(look)
      return clearInterval(timer)
    }
    const { doing, done, of } = runs.running
    reply.raw.write(
      `event: progress\ndata: ${JSON.stringify({ done, of, text: progressText(doing, done, of) })}\n\n`,
    )
  }, tickMs)
  request.raw.once('close', () => {
    clearInterval(look)
    clearInterval(timer)
  })
}

function progressText(doing: string, done: number, of: number): string {
  return doing === '' ? '…' : `${doing}: ${done} / ${of}`
}

function renderProgress({ doing, done, of }: NonNullable<Runs['running']>, words: DeskWords): Markup {
  return html`<p role="status">
    <progress
      data-events="/resync/progress"
      max="${of || 1}"
      value="${done}"
      aria-label="${words.running}"
    ></progress>
    <span id="doing">${progressText(doing, done, of)}</span>
  </p>`
}

/** A plan that can be carried out. */
function hasPlan(last: Runs['last']): boolean {
  return last !== null && 'plan' in last && last.plan.operations.length + last.plan.reread.length > 0
}

function renderStart(request: FastifyRequest, again: boolean, words: DeskWords): Markup {
  return html`<form method="post" action="/resync">
    ${tokenField(request)}
    <p class="acts">
      <button class="${again ? '' : 'go'}" name="do" value="plan">
        ${again ? words.planAgain : words.makePlan}
      </button>
    </p>
  </form>`
}

function renderLast(request: FastifyRequest, last: Runs['last'], words: DeskWords): Markup | null {
  if (last === null) return null
  if (last.kind === 'failed') return html`<p class="note warn" role="alert" lang="en">${last.why}</p>`
  if (last.kind === 'done')
    return html`<p class="note" role="status">${words.resyncDone} ${words.report(last.report)}</p>`
  const { operations, hash, objection, reread } = last.plan
  return html`<h2>${words.plan} <small>${hash}</small></h2>
    ${last.why === null && objection === null ? null : html`<p class="note warn" role="alert" lang="en">${last.why ?? objection}</p>`}
    <p>${words.steps(operations.length)} · ${words.reread(reread.length)}</p>
    ${
      operations.length === 0
        ? null
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${words.plan}">
            <table>
              <thead>
                <tr>
                  <th scope="col">${words.step}</th>
                  <th scope="col">${words.where}</th>
                  <th scope="col">${words.talk}</th>
                  <th scope="col">${words.reason}</th>
                </tr>
              </thead>
              <tbody>
                ${operations.slice(0, shownOperations).map(
                  ({ what, where, summary, reason }) =>
                    html`<tr class="op-${what}">
                      <th scope="row">${words.operations[what]}</th>
                      <td>${where}</td>
                      <td>${summary}</td>
                      <td lang="en">${reason}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${
      hasPlan(last)
        ? html`<form method="post" action="/resync">
            ${tokenField(request)}<input type="hidden" name="hash" value="${hash}" />
            <p class="acts"><button class="go" name="do" value="apply">${words.applyPlan}</button></p>
          </form>`
        : null
    }`
}

function renderPast(past: readonly PastRun[], timeZone: string, words: DeskWords): Markup {
  if (past.length === 0) return html`<p>${words.noRuns}</p>`
  return html`<ul class="list">
    ${past.map(({ at, who, told }) => html`<li><time>${momentOf(at, timeZone, words)}</time> ${who} <small lang="en">${told}</small></li>`)}
  </ul>`
}
