import { archiveOf } from '../calendar/wording.ts'
import { renderSpeakers } from '../talks/decision.ts'
import { lastDayOf, type CalendarEvent } from '../calendar/event.ts'
import { changeMarks } from '../talks/changed.ts'
import { evidenceOf } from '../talks/history.ts'
import { isOff, shortIdOf, type Change } from '../talks/talk.ts'
import type { ChosenLanguage, Site, SiteData } from './site.ts'
import { changeLine } from './change-line.ts'
import { noFilter } from './filter.ts'
import { html, trusted, type Markup } from './html.ts'
import { longDay, renderLayout, shortMoment } from './layout.ts'
import { hoursOf, inItsLanguage } from './list.ts'
import { renderStatus } from './page.ts'
import { renderFacts } from './talk-facts.ts'
import { renderRemark } from './remark-form.ts'
import { toSchemaOrg } from './json.ts'
import { words as allWords, type Words } from './words.ts'

/** All about one talk: facts, abstract, what changed when, and the lines of the mails that say so. */
export function renderTalkPage(
  site: Site,
  data: SiteData,
  event: CalendarEvent,
  { language, isChosen }: ChosenLanguage,
): string {
  const words = allWords[language]
  const { talk } = event
  const title = talk.title ?? words.noTitle
  const path = `/talks/${shortIdOf(event.uid)}`
  const archive = archiveOf(talk, site.list)
  return renderLayout({
    language,
    isChosen,
    title: `${event.summary} – ${site.list.name}`,
    path,
    list: site.list,
    head: html`<link rel="canonical" href="${site.baseUrl}${path}" />
      ${renderTags(event, site, `${site.baseUrl}${path}`, words)} ${renderData(toSchemaOrg(event, site))} `,
    main: html`<p><a href="/">${words.back}</a></p>
      <article>
        <h1>${inItsLanguage(title, words, talk.abstract)}</h1>
        <p class="when">
          <time datetime="${event.start}">${whenOf(event, words)}</time
          >${event.endAssumed ? html` <small>(${words.assumed})</small>` : null}
        </p>
        ${talk.status === 'confirmed' ? null : html`<p class="warn"><strong>${words.off[talk.status]}</strong> ${isOff(event) ? reasonOf(talk.changes) : null}</p>`}
        ${renderBanner(event, site, words)} ${renderFacts(event, data, words)} ${renderAdd(path, words)}
        ${
          talk.abstract === null
            ? null
            : html`<h2>${words.abstract}</h2>
                <p class="abstract">${inItsLanguage(talk.abstract, words)}</p>`
        }
        <h2>${words.changes}</h2>
        <ol>
          ${talk.changes.map((change, at) => renderChange(change, { first: at === 0, timeZone: talk.timeZone }, site, words))}
        </ol>
        ${archive === null ? null : html`<p><a href="${archive}" rel="noopener nofollow">${words.inArchive}</a></p>`}
        <details>
          <summary>${words.evidence}</summary>
          <p>${words.evidenceAbout}</p>
          ${renderEvidence(event, words)}
        </details>
        ${renderRemark(path, words)}
      </article>`,
    footer: renderStatus(site, data, words, noFilter),
  })
}

/** A data block (HTML, 4.12.1): no script runs in it, and no markup ends it. */
function renderData(data: object): Markup {
  return trusted(
    `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
  )
}

/** The day and the hours, the line that stands out most. */
function whenOf(event: CalendarEvent, words: Words): string {
  const day = event.start.slice(0, 10)
  return day === lastDayOf(event) ? `${longDay(day, words)}, ${hoursOf(event, words)}` : hoursOf(event, words)
}

/** The newest change of what was announced. */
function renderBanner(event: CalendarEvent, site: Site, words: Words): Markup | null {
  const marks = changeMarks(event.talk)
  const last = event.talk.changes
    .slice(1)
    .findLast(({ fields }) =>
      fields.some((field) => changeLine(field, event.talk.timeZone, words).length > 0),
    )
  if (last === undefined || (marks.length === 0 && !isOff(event))) return null
  const lines = last.fields.flatMap((field) => changeLine(field, event.talk.timeZone, words))
  return html`<p class="banner">
    ${marks.map((mark) => html`<span class="mark">${words.marks[mark]}</span> `)}<bdi
      >${lines.join('; ')}</bdi
    >
    <small>(${shortMoment(last.at, site.list.timeZone, words)}; ${whoOf(last, words)})</small>
  </p>`
}

function renderAdd(path: string, words: Words): Markup {
  return html`<p class="add">
    <b>${words.one}:</b> <a href="${path}/google" rel="nofollow">Google</a>
    <a href="${path}/outlook" rel="nofollow">${words.outlookWork}</a>
    <a href="${path}/outlook-home" rel="nofollow">${words.outlookHome}</a>
    <a href="${path}.ics">${words.file}</a> <small>${words.oneCopy}</small>
  </p>`
}

/** What chats and search engines show of the page (ogp.me). */
function renderTags(event: CalendarEvent, site: Site, url: string, words: Words): Markup {
  const about = [
    whenOf(event, words),
    renderSpeakers(event.talk.speakers),
    event.talk.location ?? event.talk.series ?? '',
  ]
    .filter(Boolean)
    .join(' · ')
  const title = event.talk.title ?? event.summary
  return html`<meta name="description" content="${about}" />
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content="${site.list.name}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${about}" />
    <meta property="og:url" content="${url}" />
    <meta name="twitter:card" content="summary" />`
}

function reasonOf(changes: readonly Change[]): string {
  const change = changes.findLast(({ fields }) => fields.some(({ field }) => field === 'status'))
  return change?.fields.find(({ field }) => field === 'status')?.source ?? ''
}

/** Humans are not named in public; mails are. */
function whoOf({ by }: Change, words: Words): Markup | string {
  if (by.kind === 'human') return words.byHuman
  const subject = html`<bdi>${by.subject}</bdi>`
  return by.archivedAt === null
    ? html`${words.mail}: ${subject}`
    : html`${words.mail}: <a href="${by.archivedAt}" rel="noopener nofollow">${subject}</a>`
}

function renderChange(
  change: Change,
  { first, timeZone }: { first: boolean; timeZone: string | null },
  site: Site,
  words: Words,
): Markup {
  const { at, fields } = change
  const texts = first ? [words.announced] : fields.flatMap((field) => changeLine(field, timeZone, words))
  return html`<li>
    <time datetime="${at}">${shortMoment(at, site.list.timeZone, words)}</time>:
    <bdi>${texts.length === 0 ? words.changed : texts.join('; ')}</bdi>
    <small>(${whoOf(change, words)})</small>
  </li> `
}

function renderEvidence({ talk }: CalendarEvent, words: Words): Markup {
  const rows = [...evidenceOf(talk.changes)].filter(([field]) => field !== 'abstract' && field !== 'type')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.evidence}">
    <table>
      <thead>
        <tr>
          <th scope="col">${words.field}</th>
          <th scope="col">${words.value}</th>
          <th scope="col">${words.line}</th>
          <th scope="col">${words.mail}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(([field, { change, source }]) => {
          const value = change.fields.find((one) => one.field === field)?.after ?? '–'
          return html`<tr>
            <th scope="row">${words.fields[field]}</th>
            <td><bdi>${value}</bdi></td>
            <td><bdi>${source}</bdi></td>
            <td><bdi>${change.by.kind === 'mail' ? change.by.subject : words.byHuman}</bdi></td>
          </tr> `
        })}
      </tbody>
    </table>
  </div>`
}
