import type { FastifyRequest } from 'fastify'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Written } from '../google/calendar.ts'
import type { Decision, GoogleField } from '../talks/decision.ts'
import { evidenceOf } from '../talks/history.ts'
import type { Reading } from '../talks/reading.ts'
import { isOff, shortIdOf } from '../talks/talk.ts'
import { html, type Markup } from '../web/html.ts'
import type { Entry } from './entry.ts'
import { renderFields, renderProblems, valuesOf } from './fields.ts'
import { momentOf, tokenField, whenOf } from './page.ts'
import { tellAct } from './tell-act.ts'
import { fieldName, type DeskWords } from './words.ts'

/** A talk with all that is known of it. */
export interface ShownTalk {
  event: CalendarEvent
  /** As the feed has it; null: it is not in the feed. */
  published: CalendarEvent | null
  stored: CalendarEvent | null
  written: Written | null
  made: Decision[]
  mails: Reading[]
  near: CalendarEvent[]
  isWithdrawn: boolean
  state: string
}

/** Form, source lines, three columns, mails and history of a talk. */
export function renderTalk(
  request: FastifyRequest,
  talk: ShownTalk,
  { values, problems = [], moved, why = '' }: Entry,
  timeZone: string,
  words: DeskWords,
): Markup {
  const { event, published, near, state, isWithdrawn } = talk
  const path = `/talks/${shortIdOf(event.uid)}`
  const now = valuesOf(event.talk)
  const hidden = html`${tokenField(request)}<input type="hidden" name="state" value="${state}" />`
  const button = (name: string, label: string) => html`<button name="do" value="${name}">${label}</button>`
  return html`<h1>${event.summary}</h1>
    <p>
      <time>${whenOf(event.start, words)}</time> · ${event.location ?? words.noPlace} ·
      <b>${published === null || isWithdrawn ? words.notPublished : words.statuses[event.status]}</b>
    </p>
    ${moved === undefined ? null : html`<p class="note warn" role="alert">${words.movedOn}</p>`}
    ${renderProblems(problems, words)}
    <div class="card">
      <form method="post" action="${path}">
        ${hidden}
        ${Object.entries(now).map(([name, value]) => html`<input type="hidden" name="was.${name}" value="${value}" />`)}
        ${renderFields({ values: values ?? now, timeZone: event.talk.timeZone, ...(moved === undefined ? {} : { moved }) }, words)}
        <label class="why-field"
          ><span>${words.why}</span><input name="why" maxlength="300" value="${why}"
        /></label>
        <p class="acts">
          <button class="go" name="do" value="correct" data-key="a">${words.correct}</button>
        </p>
      </form>
      <section>
        <h2>${words.evidence}</h2>
        ${renderEvidence(event, words)}
        <h2>${words.otherSteps}</h2>
        <form method="post" action="${path}">
          ${hidden}
          <p class="acts">
            ${isOff(event) ? button('reinstate', words.reinstate) : button('cancel', words.cancel)}
            ${isWithdrawn || !event.talk.inGoogle ? button('restore', words.restore) : null}
            ${isWithdrawn ? null : button('withdraw', words.withdraw)}
          </p>
        </form>
        ${
          near.length === 0
            ? null
            : html`<form method="post" action="${path}">
                ${hidden}
                <p class="acts">
                  <label
                    ><span>${words.mergeInto}</span>
                    <select name="into" required>
                      <option value=""></option>
                      ${near.map(({ uid, summary, start }) => html`<option value="${uid}">${whenOf(start, words)} ${summary}</option>`)}
                    </select></label
                  >
                  ${button('merge', words.merge)}
                </p>
              </form>`
        }
      </section>
    </div>
    <h2>${words.whereItStands}</h2>
    ${renderColumns(talk, words)}
    <h2>${words.mails}</h2>
    <ul class="list">
      ${talk.mails.map(({ key, subject, from, date }) => html`<li><time>${date.slice(0, 10)}</time> <a href="/mails/${key}">${subject}</a> <small>${from}</small></li>`)}
    </ul>
    <h2>${words.history}</h2>
    ${renderHistory(talk, timeZone, words)}`
}

function renderEvidence({ talk }: CalendarEvent, words: DeskWords): Markup {
  const lines = [...evidenceOf(talk.changes)].filter(([, { source }]) => source !== '')
  if (lines.length === 0) return html`<p>${words.noEvidence}</p>`
  return html`<dl>
    ${lines.map(
      ([field, { source }]) =>
        html`<dt>${fieldName(field, words)}</dt>
          <dd><mark class="f-${field}">${source}</mark></dd>`,
    )}
  </dl>`
}

/** Feed, Google, and what somebody has changed there by hand. */
function renderColumns({ published, written, event }: ShownTalk, words: DeskWords): Markup {
  const held = written?.state === 'held' ? written.kept : null
  const byHand = handEditsOf(event)
  const rows: [GoogleField, string, string | null, string | null][] = [
    ['summary', words.fields.title, published?.summary ?? null, held?.summary ?? null],
    ['start', words.fields.day, published?.start ?? null, held?.start ?? null],
    ['end', words.fields.endHour, published?.end ?? null, held?.end ?? null],
    ['location', words.fields.location, published?.location ?? null, held?.location ?? null],
  ]
  const shown = (value: string | null | undefined) => (value ?? '–').replace(/T(?=\d\d:)/, ' ')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.whereItStands}">
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">${words.inFeed}</th>
            <th scope="col">${words.inGoogle}</th>
            <th scope="col">${words.byHand}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([field, name, feed, there]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${shown(feed)}</td>
                <td>${shown(there)}</td>
                <td>${shown(byHand.get(field))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>${written === null ? words.notInGoogle : words.googleStates[written.state]}</p>`
}

/** What humans changed in Google by hand, where that still holds. */
function handEditsOf({ talk }: CalendarEvent): Map<GoogleField, string> {
  const edits = talk.changes
    .filter(({ by }) => by.kind === 'human' && by.who === 'Google Calendar')
    .flatMap(({ fields }) => fields)
    .filter(({ field, after }) => field in talk && talk[field as 'location'] === after)
  const { summary } = talk.overrides
  return new Map([
    ...edits.map(({ field, after }): [GoogleField, string] => [field as GoogleField, after ?? '–']),
    ...(summary === null ? [] : [['summary', summary] as [GoogleField, string]]),
  ])
}

function renderHistory({ event, made }: ShownTalk, timeZone: string, words: DeskWords): Markup {
  const changes = event.talk.changes.map(({ at, by, fields }) => ({
    at,
    text: html`<b>${by.kind === 'mail' ? by.from : by.who}</b>
      ${by.kind === 'mail' ? html`<a href="/mails/${by.key}">${by.subject}</a>` : html`${words.decided(by.decision)} ${by.why}`}
      <ul>
        ${fields.map(({ field, before, after }) => html`<li><small>${fieldName(field, words)}</small> ${before === null ? null : html`<del>${before.slice(0, 200)}</del> → `}<ins>${(after ?? '–').slice(0, 200)}</ins></li>`)}
      </ul>`,
  }))
  const told = made.map(({ at, who, why, act, number }) => ({
    at,
    text: html`<b>${who}</b> ${words.decided(number)}: ${tellAct(act, words)} ${why}`,
  }))
  return html`<ol class="history">
    ${[...changes, ...told]
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ at, text }) => html`<li><time>${momentOf(at, timeZone, words)}</time> ${text}</li>`)}
  </ol>`
}
