import type { CalendarEvent } from '../calendar/event.ts'
import { linkKinds, type TalkFacts, type UnsureField } from '../talks/talk.ts'
import { cutText } from '../text.ts'
import { slugOf, type FilterGroup } from './filter.ts'
import { html, type Markup } from './html.ts'
import type { SiteData } from './site.ts'
import type { Words } from './words.ts'

/** Who, where, how to join and in which series; what has talks of its own links to them. */
export function renderFacts(event: CalendarEvent, data: SiteData, words: Words): Markup {
  const { talk } = event
  const rows: [keyof TalkFacts, Markup | string | null][] = [
    ['speakers', talk.speakers.length === 0 ? inMail(event, 'speakers', words) : speakersOf(event, data)],
    ['location', talk.location === null ? inMail(event, 'location', words) : placeOf(event, data, words)],
    ['online', onlineOf(event, words)],
    ...linkKinds.map((kind): [keyof TalkFacts, Markup | null] => [kind, linkTo(talk[kind])]),
    ['series', talk.series === null ? null : linkOf('series', slugOf(talk.series), talk.series, data)],
  ]
  return html`<dl>
    ${rows.map(([field, value]) =>
      value === null
        ? null
        : html`<dt>${words.fields[field]}</dt>
            <dd>${value}</dd> `,
    )}
  </dl>`
}

/** What the mail says and a human has yet to confirm. */
function inMail({ talk }: CalendarEvent, field: UnsureField, words: Words): string | null {
  return talk.unsure?.includes(field) === true ? words.inMail : null
}

/** A name as a link to all its talks, where its address means that. */
function linkOf(group: FilterGroup, slug: string, name: string, { vocabulary }: SiteData): Markup {
  return vocabulary.get(slug)?.group === group
    ? html`<a href="/${slug}"><bdi>${name}</bdi></a>`
    : html`<bdi>${name}</bdi>`
}

function speakersOf({ talk }: CalendarEvent, data: SiteData): Markup {
  return html`${talk.speakers.map(
    ({ name, affiliation }, at) =>
      html`${at === 0 ? '' : ', '}${linkOf('speaker', slugOf(name), name, data)}${affiliation === null ? null : html` <bdi>(${affiliation})</bdi>`}`,
  )}`
}

/** The room with its building, a map, and links to other talks of its institutions and its town. */
function placeOf({ location, place }: CalendarEvent, data: SiteData, words: Words): Markup {
  const map =
    place.geo === null
      ? null
      : html` · <a href="${mapOf(place.geo)}" rel="noopener nofollow">${words.map}</a>`
  const slugs = [...place.institutions, ...(place.city === null ? [] : [place.city])]
  const more = slugs.flatMap((slug) => data.vocabulary.get(slug) ?? [])
  return html`<bdi>${location}</bdi>${map}${
      more.length === 0
        ? null
        : html`<br /><small
              >${words.more}
              ${more.map(({ group, slug, name }, at) => html`${at === 0 ? '' : ', '}${linkOf(group, slug, name, data)}`)}</small
            >`
    }`
}

function onlineOf({ talk }: CalendarEvent, words: Words): Markup | null {
  if (talk.online === null) return null
  const host = URL.canParse(talk.online) ? new URL(talk.online).host : ''
  const access = talk.access === undefined ? '' : ` · ${talk.access}`
  return html`<a href="${talk.online}" rel="noopener nofollow ugc">${words.join}</a>
    <small>${host}${access}</small>`
}

/** A link from the mail, shown as its address, as far as that fits. */
function linkTo(url: string | undefined): Markup | null {
  if (url === undefined) return null
  const shown = url.replace(/^https?:\/\//, '')
  return html`<a href="${url}" rel="noopener nofollow ugc">${cutText(shown, 60)}</a>`
}

function mapOf([latitude, longitude]: readonly [number, number]): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`
}
