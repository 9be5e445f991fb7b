import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'
import { openMonths, type Months } from './months.ts'
import { openIndex } from './search-index.ts'

/** A talk that readers had and that is gone; its address is in their calendars. */
export interface Gone {
  /** As in the talk's address. */
  id: string
  /** The day on which it was to be; null: that was never published. */
  day: string | null
  /** The same talk under another address; null: it was withdrawn. */
  into: string | null
}

/** All that is published, as one thing: what the page says agrees with what the feed says. */
export interface Publication {
  /** The feed's own bytes, checked when they were rendered. */
  feed: string
  archive: string
  /** By start. */
  events: CalendarEvent[]
  gone: Gone[]
  status: { lastMailAt: string | null; waiting: number }
}

/** A publication as it is served. */
export interface StoredPublication extends Publication {
  /** Hash of everything. */
  version: string
  /** False: some talks are missing, because their files are. */
  isWhole: boolean
  /** ISO instant, whole seconds: grows with every change of the feed, never goes back, whatever the clock does. */
  lastModified: string
}

/** A publication as files: what is in the folder, for another folder. */
export interface FeedFiles {
  version: string
  /** `publication.json`. */
  manifest: string
  /** The talks' files, by name; those that the other folder has may be left out. */
  talks: ReadonlyMap<string, string>
}

/** The last good publication on disk: served whatever else is down, replaced as a whole or not at all. */
export interface FeedStore {
  /** The feed as a plain file, for other web servers. */
  path: string
  /** True when something is new. */
  save(publication: Publication, now: string): boolean
  /** The publication's files, for other hosts; null before the first one. */
  files(): FeedFiles | null
  /** Puts a publication of another host in place of this one; true when something is new. */
  take(files: Omit<FeedFiles, 'version'>): boolean
  /** Null before the first one; looks at the disk at most once a second, so that other processes' work is seen. */
  current(): StoredPublication | null
  /** UIDs of the talks that have all these words; null: the index can't be read. */
  search(words: readonly string[]): ReadonlySet<string> | null
}

/** `publication.json`: everything but the talks, and the names of their files; version 0.1 had the talks here. */
type Manifest = Omit<StoredPublication, 'version' | 'isWhole' | 'events' | 'gone'> &
  ({ gone: Gone[]; months: string[] } | { gone?: undefined; months?: undefined; events: CalendarEvent[] })

const lookAgainMs = 1000

export function openFeedStore(folder: string): FeedStore {
  const path = join(folder, 'statlist.ics')
  const whole = join(folder, 'publication.json')
  const talks = join(folder, 'talks')
  const stored = openMonths(talks)
  const index = openIndex(join(folder, 'search.sqlite'))
  let cached: StoredPublication | null = null
  let files: string[] = []
  let seen = ''
  let lookedAt = -Infinity

  function load(): void {
    const found = statSync(whole, { throwIfNoEntry: false })
    const stamp = `${found?.mtimeMs} ${found?.size} ${found?.ino}`
    if (found === undefined || stamp === seen) return
    try {
      const { publication, months } = readManifest(readFileSync(whole, 'utf8'), stored)
      files = months
      // What is not whole is read again; until then the last whole one is served, or at least the feed.
      if (publication.isWhole) seen = stamp
      if (publication.isWhole || cached === null || !cached.isWhole) cached = publication
    } catch {
      // A damaged file is no reason to forget what was good; without that there is nothing until the next publication.
    }
  }

  function current(): StoredPublication | null {
    if (performance.now() - lookedAt > lookAgainMs) {
      lookedAt = performance.now()
      load()
    }
    return cached
  }

  /** Replaces the publication as a whole, when its talks are there; true when something is new. */
  function replace(text: string, feed: string, events: CalendarEvent[], months: string[]): boolean {
    index.update(events)
    if (existsSync(whole) && readFileSync(whole, 'utf8') === text) return false
    const served = files
    writeWhole(path, feed)
    writeWhole(whole, text)
    // Whoever is still reading the previous publication finds its files.
    stored.sweep(new Set([...served, ...months]))
    lookedAt = -Infinity
    return true
  }

  /** The publication as it is on disk at this moment. */
  function currentNow(): StoredPublication | null {
    mkdirSync(talks, { recursive: true })
    lookedAt = -Infinity
    return current()
  }

  return {
    path,
    current,
    save({ events, ...rest }, now) {
      const before = currentNow()
      const sameFeed = before?.feed === rest.feed && before.archive === rest.archive
      const lastModified = sameFeed ? before.lastModified : laterThan(before?.lastModified ?? null, now)
      const months = stored.write(events)
      return replace(JSON.stringify({ lastModified, ...rest, months }), rest.feed, events, months)
    },
    files() {
      if (currentNow() === null) return null
      const manifest = readFileSync(whole, 'utf8')
      return {
        version: versionOf(manifest),
        manifest,
        talks: new Map(files.flatMap((name) => stored.textOf(name))),
      }
    },
    take({ manifest, talks: given }) {
      currentNow()
      const { feed, months } = JSON.parse(manifest) as { feed: string; months: string[] }
      stored.take(given)
      const { events, isWhole } = stored.read(months)
      if (!isWhole) throw new Error('a file of the shared publication is missing or damaged')
      return replace(manifest, feed, events, months)
    },
    search: (words) => index.find(words),
  }
}

/** A publication from its manifest, with the names of its talks' files. */
function readManifest(text: string, stored: Months): { publication: StoredPublication; months: string[] } {
  const { months, gone = [], ...rest } = JSON.parse(text) as Manifest
  const { events, isWhole } =
    months === undefined
      ? { events: (rest as unknown as Publication).events, isWhole: true }
      : stored.read(months)
  const version = versionOf(text)
  return {
    publication: {
      ...rest,
      events,
      gone,
      isWhole,
      version: isWhole ? version : `${version}, ${events.length} talks`,
    },
    months: months ?? [],
  }
}

function versionOf(manifest: string): string {
  return createHash('sha256').update(manifest).digest('base64url').slice(0, 27)
}

/** Clients that compare only dates (Apple's) must see changes within a second, or after a clock set back. */
function laterThan(before: string | null, now: string): string {
  const present = Temporal.Instant.from(now).round('second')
  if (before === null) return present.toString()
  const next = Temporal.Instant.from(before).add({ seconds: 1 })
  return (Temporal.Instant.compare(present, next) < 0 ? next : present).toString()
}
