import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import encodeQr from 'qr'
import type { CalendarEvent } from '../calendar/event.ts'
import { renderFeed, splitByAge } from '../calendar/feed.ts'
import type { Gazetteer } from '../calendar/place.ts'
import { shortIdOf } from '../talks/talk.ts'
import { isEverything, matches, pathOf, vocabularyOf, type Filter } from './filter.ts'
import { embedPolicy, renderEmbed } from './embed.ts'
import { renderJson } from './json.ts'
import { icon } from './layout.ts'
import { noticeOf } from './notice.ts'
import { renderPage } from './page.ts'
import { nameOf, type ChosenLanguage, type PageView, type Site, type SiteData } from './site.ts'
import type { FeedStore } from '../publication.ts'
import { renderTalkPage } from './talk-page.ts'
import { renderAtom, renderRobots, renderSitemap } from './xml.ts'
import { keepBelow } from './bound.ts'

/** Bytes that are ready to be sent, with what tells whether a reader has them already (RFC 9110, 8.8). */
export interface Document {
  type: string
  body: Buffer
  /** Smaller forms; none of a calendar: Outlook could not subscribe to a compressed one. */
  encodings: { br: Buffer; gzip: Buffer } | null
  /** Without quotes. */
  tag: string
  /** ISO instant; null for pages, which also change with the day. */
  lastModified: string | null
  /** A Content-Security-Policy of its own. */
  policy: string | null
}

/** Every document of the site, rendered once for each publication. Null: there is no such thing (yet). */
export interface Documents {
  calendar(filter: Filter): Document | null
  archive(): Document | null
  talkCalendar(id: string): Document | null
  page(view: PageView, today: string): Document | null
  embed(view: PageView, today: string): Document | null
  talkPage(id: string, view: ChosenLanguage): Document | null
  json(filter: Filter): Document | null
  atom(filter: Filter): Document | null
  qr(filter: Filter): Document | null
  icon(): Document | null
  sitemap(): Document | null
  robots(): Document | null
}

const maxKept = 400
const calendarType = 'text/calendar; charset=utf-8'

/** Who asks has caused enough work for now; what is rendered already is given all the same. */
export class TooMuchError extends Error {}

/** All documents over one store; `on` gives them to somebody who may cause only so much rendering. */
export interface DocumentStore {
  data(): SiteData | null
  on(mayRender: () => boolean): Documents
}

export function openDocuments(store: FeedStore, site: Site, gazetteer: Gazetteer): DocumentStore {
  let data: SiteData | null = null
  let ready = new Map<string, Document>()
  /** Of the publication before: served when a new one can't be rendered. */
  let former = new Map<string, Document>()

  function present(): SiteData | null {
    const stored = store.current()
    if (stored === null || stored.version === data?.version) return data
    const events = stored.events.toSorted((a, b) =>
      a.start < b.start ? -1 : a.start > b.start ? 1 : a.uid < b.uid ? -1 : 1,
    )
    data = {
      ...stored,
      events,
      vocabulary: vocabularyOf(events, gazetteer),
      matching: (filter) =>
        isEverything(filter) ? events : events.filter((event) => matches(event, filter)),
    }
    former = ready
    ready = new Map()
    return data
  }

  function keep(mayRender: () => boolean, key: string, make: (data: SiteData) => Made): Document | null {
    const current = present()
    if (current === null) return null
    const before = ready.get(key)
    if (before !== undefined) return before
    if (!mayRender()) throw new TooMuchError()
    let document: Document
    try {
      document = toDocument(make(current), current.lastModified)
    } catch (error) {
      const last = former.get(key)
      if (last === undefined) throw error
      document = last
    }
    keepBelow(ready, maxKept)
    ready.set(key, document)
    return document
  }

  function eventOf(id: string): CalendarEvent | null {
    return present()?.events.find((event) => shortIdOf(event.uid) === id) ?? null
  }

  const on = (mayRender: () => boolean) =>
    documentsOf(site, eventOf, (key, make) => keep(mayRender, key, make))
  return { data: present, on }
}

interface Made {
  type: string
  body: string
  policy?: string | null
}

type Keep = (key: string, make: (data: SiteData) => Made) => Document | null

/** How each document is made, and the name under which it is kept. */
function documentsOf(site: Site, eventOf: (id: string) => CalendarEvent | null, kept: Keep): Documents {
  return {
    calendar: (filter) =>
      kept(pathOf(filter, '.ics'), (current) => {
        if (isEverything(filter) && current.feed.includes('BEGIN:VEVENT'))
          return { type: calendarType, body: current.feed }
        const chosen = splitByAge(current.events).recent.filter((event) => matches(event, filter))
        const shown = chosen.length === 0 ? [noticeOf(filter, current, site)] : chosen
        return {
          type: calendarType,
          body: renderFeed(shown, {
            name: nameOf(site, filter),
            timeZone: site.list.timeZone,
            publicUrl: site.baseUrl,
          }),
        }
      }),
    archive: () => kept('/archive.ics', ({ archive }) => ({ type: calendarType, body: archive })),
    talkCalendar(id) {
      const event = eventOf(id)
      if (event === null) return null
      return kept(`/talks/${id}.ics`, () => ({
        type: calendarType,
        body: renderFeed([event], { name: null, timeZone: site.list.timeZone }),
      }))
    },
    page: (view, today) =>
      kept(
        `${pathOf(view.filter)} ${view.language} ${view.isChosen} ${view.device} ${view.year} ${today}`,
        (current) => ({
          type: 'text/html; charset=utf-8',
          body: renderPage(site, current, view, today),
        }),
      ),
    embed: (view, today) =>
      kept(`/embed${pathOf(view.filter)} ${view.language} ${today}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderEmbed(site, current, view, today),
        policy: embedPolicy(site.embedFrom),
      })),
    talkPage(id, view) {
      const event = eventOf(id)
      if (event === null) return null
      return kept(`/talks/${id} ${view.language} ${view.isChosen}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderTalkPage(site, current, event, view),
      }))
    },
    json: (filter) =>
      kept(pathOf(filter, '.json'), (current) => ({
        type: 'application/json; charset=utf-8',
        body: renderJson(current.matching(filter), site),
      })),
    atom: (filter) =>
      kept(pathOf(filter, '.atom'), (current) => ({
        type: 'application/atom+xml; charset=utf-8',
        body: renderAtom(current.matching(filter), site, {
          name: nameOf(site, filter),
          path: pathOf(filter, '.atom'),
          page: pathOf(filter),
          updated: current.lastModified,
        }),
      })),
    qr: (filter) =>
      kept(pathOf(filter, '.svg'), () => ({
        type: 'image/svg+xml',
        body: encodeQr(`${site.baseUrl}${pathOf(filter, '.ics')}`, 'svg'),
      })),
    icon: () => kept('/favicon.svg', () => ({ type: 'image/svg+xml', body: icon })),
    sitemap: () =>
      kept('/sitemap.xml', (current) => ({
        type: 'application/xml; charset=utf-8',
        body: renderSitemap(current.events, site),
      })),
    robots: () =>
      kept('/robots.txt', () => ({ type: 'text/plain; charset=utf-8', body: renderRobots(site) })),
  }
}

function toDocument({ type, body: text, policy = null }: Made, lastModified: string): Document {
  const body = Buffer.from(text)
  return {
    type,
    body,
    encodings: type === calendarType ? null : { br: brotli(body), gzip: gzipSync(body) },
    tag: createHash('sha256').update(body).digest('base64url').slice(0, 27),
    lastModified: type.startsWith('text/html') ? null : lastModified,
    policy,
  }
}

function brotli(body: Buffer): Buffer {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}
