import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import encodeQr from 'qr'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Gazetteer } from '../calendar/place.ts'
import { shortIdOf } from '../talks/talk.ts'
import { searchTextOf } from '../publication/search-index.ts'
import { wordSet } from '../text.ts'
import { isEverything, fileOf, pathOf, vocabularyOf } from './filter.ts'
import { calendarType, calendarsOf } from './calendars.ts'
import type { Document, Documents, Keep, Made } from './document.ts'
import { embedPolicy, renderEmbed } from './embed.ts'
import { renderJson } from './json.ts'
import { icon } from './layout.ts'
import { matching, type Outline } from './outline.ts'
import type { OutlinedFeed } from './outlines.ts'
import { withPath, type Place } from './path.ts'
import { renderPage } from './page.ts'
import type { PageView, Site, SiteData } from './site.ts'
import { renderTalkPage } from './talk-page.ts'
import { renderBoard } from './board.ts'
import { renderAtom, renderRobots, renderSitemap } from './xml.ts'

const maxKept = 400
/** For all that is kept for one publication, in all its forms. */
const maxKeptBytes = 48_000_000

/** This address has caused enough work for now; what this or the last publication rendered is still given. */
export class TooMuchError extends Error {}

/** All documents over one store; `on` gives them to somebody who may cause only so much rendering. */
export interface DocumentStore {
  data(): SiteData | null
  /** By the name in its address; null: there is none. */
  talk(id: string): CalendarEvent | null
  on(mayRender: () => boolean): Documents
}

export function openDocuments(feed: OutlinedFeed, site: Site, gazetteer: Gazetteer): DocumentStore {
  let data: SiteData | null = null
  let ready = new Map<string, Document>()
  /** Those of the previous publication: served when a new one can't be rendered. */
  let former = new Map<string, Document>()

  function present(): SiteData | null {
    const stored = feed.current()
    if (stored === null || stored.version === data?.version) return data
    const { outlines, names } = stored
    data = {
      ...stored,
      vocabulary: vocabularyOf(names, gazetteer, site.list.id),
      matching: (filter) => (isEverything(filter) ? outlines : matching(outlines, filter, find)),
      talkOf: feed.talkOf,
      talksOf: feed.talksOf,
    }
    former = ready
    ready = new Map()
    return data
  }

  /** Searches the index, or without one all talks. */
  function find(words: readonly string[]): ReadonlySet<string> {
    const found = feed.search(words)
    if (found !== null) return found
    const uids = new Set<string>()
    for (const event of feed.talks()) {
      const said = [...wordSet(searchTextOf(event))]
      if (words.every((word) => said.some((one) => one.startsWith(word)))) uids.add(event.uid)
    }
    return uids
  }

  function keep(mayRender: () => boolean, key: string, make: (data: SiteData) => Made): Document | null {
    const current = present()
    if (current === null) return null
    const before = ready.get(key)
    if (before !== undefined) return before
    if (!mayRender()) {
      const last = former.get(key)
      if (last === undefined) throw new TooMuchError()
      return last
    }
    let document: Document
    try {
      document = toDocument(underPath(make(current), site.place), current.lastModified)
    } catch (error) {
      const last = former.get(key)
      if (last === undefined) throw error
      document = last
    }
    keepDocument(ready, key, document)
    return document
  }

  function outlineWith(id: string): Outline | null {
    return present()?.outlines.find(({ uid }) => shortIdOf(uid) === id) ?? null
  }

  const on = (mayRender: () => boolean) =>
    documentsOf(site, outlineWith, (key, make) => keep(mayRender, key, make))
  function talk(id: string): CalendarEvent | null {
    const outline = outlineWith(id)
    return outline === null ? null : feed.talkOf(outline)
  }

  return { data: present, talk, on }
}

/** All that tells one view from another. */
function viewKey({ filter, language, isChosen }: PageView, today: string): string {
  return `${pathOf(filter)} ${language} ${isChosen} ${today}`
}

/** How each document is made, and the name under which it is kept. */
function documentsOf(site: Site, outlineWith: (id: string) => Outline | null, kept: Keep): Documents {
  return {
    ...calendarsOf(site, outlineWith, kept),
    page: (view, today) =>
      kept(`${viewKey(view, today)} ${view.device}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderPage(site, current, view, today),
      })),
    embed: (view, today) =>
      kept(`/embed${viewKey(view, today)}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderEmbed(site, current, view, today),
        policy: embedPolicy(site.embedFrom),
      })),
    board: (view, today) =>
      kept(`/board${viewKey(view, today)}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderBoard(site, current, view, today),
      })),
    talkPage(id, view) {
      const outline = outlineWith(id)
      if (outline === null) return null
      return kept(`/talks/${id} ${view.language} ${view.isChosen}`, (current) => ({
        type: 'text/html; charset=utf-8',
        body: renderTalkPage(site, current, current.talkOf(outline), view),
      }))
    },
    json: (filter) =>
      kept(fileOf(site.list, filter, '.json'), (current) => ({
        type: 'application/json; charset=utf-8',
        body: renderJson(site, current, filter),
      })),
    atom: (filter) =>
      kept(fileOf(site.list, filter, '.atom'), (current) => ({
        type: 'application/atom+xml; charset=utf-8',
        body: renderAtom(site, current, filter),
      })),
    qr: (filter) =>
      kept(fileOf(site.list, filter, '.svg'), () => ({
        type: 'image/svg+xml',
        body: encodeQr(`${site.baseUrl}${fileOf(site.list, filter, '.ics')}`, 'svg'),
      })),
    icon: () => kept('/favicon.svg', () => ({ type: 'image/svg+xml', body: icon })),
    sitemap: () =>
      kept('/sitemap.xml', (current) => ({
        type: 'application/xml; charset=utf-8',
        body: renderSitemap(site, current),
      })),
    robots: () =>
      kept('/robots.txt', () => ({ type: 'text/plain; charset=utf-8', body: renderRobots(site) })),
  }
}

/** Makes room by forgetting what came first, so that no stranger fills the memory; what is too large for it is not kept at all. */
function keepDocument(ready: Map<string, Document>, key: string, document: Document): void {
  const size = bytesOf(document)
  if (size > maxKeptBytes / 8) return
  let bytes = size + [...ready.values()].reduce((sum, one) => sum + bytesOf(one), 0)
  for (const [old, one] of ready) {
    if (ready.size < maxKept && bytes <= maxKeptBytes) break
    ready.delete(old)
    bytes -= bytesOf(one)
  }
  ready.set(key, document)
}

function bytesOf({ body, encodings }: Document): number {
  return body.length + (encodings === null ? 0 : encodings.br.length + encodings.gzip.length)
}

function underPath(made: Made, place: Place): Made {
  return made.type.startsWith('text/html') ? { ...made, body: withPath(made.body, place) } : made
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
