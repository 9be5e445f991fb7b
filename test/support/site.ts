import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { renderFeed, splitByAge } from '../../src/calendar/feed.ts'
import type { WebParts } from '../../src/web/answer.ts'
import type { HealthDetails } from '../../src/web/health.ts'
import { openOutlines } from '../../src/web/outlines.ts'
import type { Site } from '../../src/web/site.ts'
import { openServer } from '../../src/web/server.ts'
import { byStart } from '../../src/publication/months.ts'
import { openFeedStore, type FeedStore } from '../../src/publication/store.ts'
import type { Publication } from '../../src/publication/manifest.ts'

export const adminToken = 'correct-horse-battery-staple-0123456789'

/** Health of a program that has just started. */
export const allWell: HealthDetails = {
  ok: true,
  lastPollAt: null,
  secondsSinceLastPoll: null,
  waiting: { count: 0, since: null },
  problems: [],
  work: {},
  redis: null,
  disk: { freeBytes: 1e9 },
  ledger: { bytes: 4096 },
  backup: { secondsSince: null, problem: null },
  google: null,
  feed: { secondsSinceChange: null, bytes: 0, events: 0 },
  process: { rssBytes: 1e8, uptimeSeconds: 1, loopDelayMs: null },
}

/** A publication with its talks. */
export type WholePublication = Omit<Publication, 'months'> & { events: CalendarEvent[] }

/** What is published of some events. */
export function publicationOf(events: readonly CalendarEvent[]): WholePublication {
  const { recent, old } = splitByAge(events)
  return {
    feed: renderFeed(recent, statlist),
    archive: renderFeed(old, { ...statlist, name: 'Statlist archive' }),
    events: events.toSorted(byStart),
    gone: [],
    status: { lastMailAt: '2025-09-19T12:04:00Z', waiting: 2 },
    from: null,
    over: 0,
  }
}

/** Publishes all talks, as a process does that has not published before; true when something is new. */
export function saveAll(feed: FeedStore, { events, ...rest }: WholePublication, now: string): boolean {
  const months = Map.groupBy(events, ({ start }) => start.slice(0, 7))
  return feed.save({ ...rest, months: [...months].map(([month, talks]) => feed.keep(month, talks)) }, now)
}

/** A new folder's store. */
export function makeStore(): FeedStore {
  return openFeedStore(mkdtempSync(join(tmpdir(), 'feed-')))
}

export const someDay = '2025-09-20T10:00:00Z'

/** What does not change with the data. */
export function siteOf(): Site {
  return {
    list: { ...statlist, id: 'statlist' },
    baseUrl: 'https://calendar.example',
    place: { path: '', home: '/' },
    googleCalendarId: null,
    embedFrom: '*',
  }
}

/** The web server over these events, on a day in September 2025. */
export function makeSite(
  events: CalendarEvent[] | null,
  { feed = makeStore(), ...fields }: Partial<Omit<WebParts, 'feed'>> & { feed?: FeedStore } = {},
) {
  if (events !== null) saveAll(feed, publicationOf(events), someDay)
  const server = openServer({
    feed: openOutlines(feed),
    list: { ...statlist, id: 'statlist' },
    place: { path: '', home: '/' },
    publicUrl: 'https://calendar.example',
    adminToken,
    embedFrom: '*',
    trustProxy: ['loopback'],
    googleCalendarId: null,
    failed: () => {},
    now: () => someDay,
    health: async () => allWell,
    resync: async () => ({ mailsRead: 1 }),
    remark: async () => ({ taken: 'kept' }),
    ...fields,
  })
  return { server, feed }
}
