import type { FastifyRequest } from 'fastify'
import type { CalendarEvent } from '../calendar/event.ts'
import type { EventPlan } from '../calendar/plan.ts'
import { floodName } from '../talks/flood.ts'
import { fieldChanges } from '../talks/history.ts'
import { html, type Markup } from '../web/html.ts'
import type { Card } from './card.ts'
import type { Entry } from './entry.ts'
import { renderFields, renderProblems } from './fields.ts'
import { renderMail } from './marked.ts'
import { tokenField, whenOf } from './page.ts'
import { talkLink } from './talk-link.ts'
import { fieldName, type DeskWords } from './words.ts'

/** A card's place among what waits. */
interface Place {
  before: string | null
  after: string | null
  place: [number, number]
}

/** The mail on the left, the form on the right; below, what it would do and what else is on that day. */
export function renderCard(
  request: FastifyRequest,
  card: Card,
  { values = card.shown, problems = [], moved, why = '' }: Entry,
  { before, after, place: [at, of] }: Place,
  words: DeskWords,
): Markup {
  const { item, mail, talks, doubtful, event, by, asks } = card
  const isFlood = item.talk === floodName
  const path = `/waiting/${encodeURIComponent(item.id)}`
  return html`<p class="steps">
      ${before === null ? null : html`<a href="/waiting/${encodeURIComponent(before)}" data-key="k" rel="prev">← ${words.previous}</a>`}
      <span>${words.placeOf(at, of)}</span>
      ${after === null ? null : html`<a href="/waiting/${encodeURIComponent(after)}" data-key="j" rel="next">${words.later} →</a>`}
    </p>
    <h1>${item.title ?? item.subject}</h1>
    ${moved === undefined ? null : html`<p class="note warn" role="alert">${words.movedOn}</p>`}
    ${renderProblems(problems, words)}
    <ul class="reasons">
      ${item.reasons.map((reason) => html`<li lang="en">${reason}</li>`)}
    </ul>
    ${by === null || by === undefined ? null : html`<p class="note">${words.readAs(by.date.slice(0, 10))} <a href="/mails/${by.mail}">${words.mail}</a></p>`}
    ${asks === null ? null : html`<p class="note">${words.belongsTo(item.from, asks)}</p>`}
    <div class="card">
      ${mail === null ? html`<section class="mail"><p>${words.noMail}</p></section>` : renderMail(mail, talks, doubtful, words)}
      <form method="post" action="${path}">
        ${tokenField(request)}
        <input type="hidden" name="state" value="${card.state}" />
        ${Object.entries(card.shown).map(([name, value]) => html`<input type="hidden" name="was.${name}" value="${value}" />`)}
        <p class="note">
          ${event === null ? words.wouldBeNew : html`${words.wouldChange}: ${talkLink(event)}`}
        </p>
        ${isFlood ? html`<p class="note">${words.isFlood}</p>` : renderFields({ values, doubtful, timeZone: card.timeZone, ...(moved === undefined ? {} : { moved }) }, words)}
        ${renderProposals(card, path, words)}
        <label class="why-field"
          ><span>${words.why}</span><input name="why" maxlength="300" value="${why}"
        /></label>
        <p class="acts">
          <button class="go" name="do" value="publish" data-key="a">
            ${asks === null ? words.publish : words.publishOffice}
          </button>
          <button name="do" value="reject" data-key="r">${words.reject}</button>
          ${item.event === null || item.talk === null || item.field !== null ? null : html`<button name="do" value="split">${words.split}</button>`}
        </p>
        ${item.talk === null || item.field !== null ? null : renderAbout(card, words)}
      </form>
    </div>
    <h2>${words.whatHappens}</h2>
    ${renderPlan(card.plan, event, words)}
    <h2>${words.thatDay}</h2>
    ${renderDay(card.sameDay, words)}
    <p class="keys">
      <button type="button" id="keys" hidden>${words.keysOn}</button> <small>${words.keys}</small>
    </p>`
}

/** Other readings; a tap on one fills it into the form. */
function renderProposals({ proposals }: Card, path: string, words: DeskWords): Markup | null {
  if (proposals.length === 0) return null
  return html`<ul class="proposals" aria-label="${words.proposals}">
    ${proposals.map(
      ({ field, value, quote }) =>
        html`<li>
          <a href="${path}?${field}=${encodeURIComponent(value)}">${words.fields[field]}: ${value}</a>
          ${quote === '' ? null : html`<q>${quote}</q>`}
        </li>`,
    )}
  </ul>`
}

/** The talks that the mail may be about, to choose from. */
function renderAbout({ candidates, item }: Card, words: DeskWords): Markup | null {
  if (candidates.length === 0) return null
  return html`<p class="acts">
    <label
      ><span>${words.aboutEvent}</span>
      <select name="event">
        ${candidates.map(({ uid, summary, start }) => html`<option value="${uid}">${whenOf(start, words)} ${summary}</option>`)}
      </select></label
    >
    <button name="do" value="about">${words.about}</button>
    ${item.event === null ? null : html`<button name="do" value="merge">${words.mergeBoth}</button>`}
  </p>`
}

/** What a plan would change, before → after, field by field. */
export function renderPlan(
  { put, remove }: EventPlan,
  known: CalendarEvent | null,
  words: DeskWords,
): Markup {
  if (put.length + remove.length === 0) return html`<p>${words.nothingChanges}</p>`
  return html`<ul class="plan">
    ${put.map(({ what, event }) => {
      const before = known !== null && known.uid === event.uid ? known.talk : null
      const changes = what === 'add' ? [] : fieldChanges(before, event.talk, null)
      return html`<li>
        <b>${words.operations[what]}</b> <time>${whenOf(event.start, words)}</time> ${event.summary}
        ${event.location === null ? null : html`<small>${event.location}</small>`}
        <ul>
          ${changes.map(
            ({ field, before: was, after }) =>
              html`<li>
                <small>${fieldName(field, words)}</small>
                ${was === null ? null : html`<del>${was.slice(0, 200)}</del> → `}<ins
                  >${(after ?? '–').slice(0, 200)}</ins
                >
              </li>`,
          )}
        </ul>
      </li>`
    })}
    ${remove.map(({ event }) => html`<li><b>${words.operations.remove}</b> <time>${whenOf(event.start, words)}</time> ${event.summary}</li>`)}
  </ul>`
}

function renderDay(events: readonly CalendarEvent[], words: DeskWords): Markup {
  if (events.length === 0) return html`<p>${words.nothingElse}</p>`
  return html`<ul class="list">
    ${events.map((event) => html`<li><time>${whenOf(event.start, words)}</time> ${talkLink(event)} <small>${event.location}</small></li>`)}
  </ul>`
}
