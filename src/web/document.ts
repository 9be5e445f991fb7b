import type { Filter } from './filter.ts'
import type { ChosenLanguage, PageView, SiteData } from './site.ts'

/** Bytes that are ready to be sent, with what tells whether a reader has them already (RFC 9110, 8.8). */
export interface Document {
  type: string
  body: Buffer
  /** Compressed forms; null for calendars: Outlook could not subscribe to a compressed one. */
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
  /** @param alarmMinutes before each talk; null: none */
  calendar(filter: Filter, alarmMinutes: number | null): Document | null
  archive(): Document | null
  talkCalendar(id: string): Document | null
  page(view: PageView, today: string): Document | null
  embed(view: PageView, today: string): Document | null
  talkPage(id: string, view: ChosenLanguage): Document | null
  /** The page to be printed, for a notice board. */
  board(view: PageView, today: string): Document | null
  json(filter: Filter): Document | null
  atom(filter: Filter): Document | null
  qr(filter: Filter): Document | null
  icon(): Document | null
  sitemap(): Document | null
  robots(): Document | null
}

export interface Made {
  type: string
  body: string
  policy?: string | null
}

/** Makes a document, or gives the one that was made before under this name. */
export type Keep = (key: string, make: (data: SiteData) => Made) => Document | null
