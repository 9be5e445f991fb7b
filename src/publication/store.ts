import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'
import { headOf, openManifest, versionOf } from './manifest.ts'
import type { Manifest, Publication, PublicationHead, ReadManifest } from './manifest.ts'
import { monthIn, openMonths, type Months } from './months.ts'
import { openIndex } from './search-index.ts'

/** A publication as it is served. */
export interface StoredPublication extends PublicationHead {
  /** By start. */
  events: CalendarEvent[]
  /** False: some talks are missing, because their files are. */
  isWhole: boolean
}

/** A publication as files: what is in the folder, for another folder. */
export interface FeedFiles {
  version: string
  /** `publication.json`. */
  manifest: string
  /** Names of the talks' files. */
  names: string[]
  isThere(name: string): boolean
  /** The text of one of them; null where it is missing or damaged. */
  textOf(name: string): string | null
}

/** The last good publication on disk: served whatever else is down, replaced as a whole or not at all. */
export interface FeedStore {
  /** The feed as a plain file, for other web servers. */
  path: string
  /** Writes the talks of a month, which nobody sees before `save` names them; gives the name. */
  keep(month: string, talks: readonly CalendarEvent[]): string
  /** True when something is new. */
  save(publication: Publication, now: string): boolean
  /** The last publication as it is on disk at this moment; null before the first one. */
  head(): PublicationHead | null
  /** True when the talks of the last publication are all there. */
  isWhole(): boolean
  /** All talks of the last publication, or those of a month, without keeping them in memory. */
  talks(month?: string): Iterable<CalendarEvent>
  /** The publication's files, for other hosts; null before the first one. */
  files(): FeedFiles | null
  /** Puts a publication of another host in place of this one; true when something is new. */
  take(manifest: string, talks: ReadonlyMap<string, string>): boolean
  /** With all talks; null before the first one; looks at the disk at most once a second, so that other processes' work is seen. */
  current(): StoredPublication | null
  /** UIDs of the talks that have all these words; null: the index can't be read. */
  search(words: readonly string[]): ReadonlySet<string> | null
}

const lookAgainMs = 1000

export function openFeedStore(folder: string): FeedStore {
  const path = join(folder, 'statlist.ics')
  const whole = join(folder, 'publication.json')
  const talks = join(folder, 'talks')
  const stored = openMonths(talks)
  const index = openIndex(join(folder, 'search.sqlite'))
  const look = openManifest(whole)
  const served = openServed(look, stored)

  /** Replaces the publication as a whole, when its talks are there; true when something is new. */
  function replace(text: string, { feed, months }: Publication): boolean {
    const before = look()?.head.months ?? []
    updateIndex(before, months)
    if (existsSync(whole) && readFileSync(whole, 'utf8') === text) return false
    writeWhole(path, feed)
    writeWhole(whole, text)
    mkdirSync(talks, { recursive: true })
    // Whoever is still reading the previous publication finds its files.
    stored.sweep(new Set([...before, ...months]))
    served.lookAgain()
    return true
  }

  /** Brings the index in line with what `keep` did not see: months that are gone, or that it lacks. */
  function updateIndex(before: readonly string[], after: readonly string[]): void {
    const there = new Set(after.map(monthIn))
    for (const month of before.map(monthIn)) if (!there.has(month)) index.update(month, [])
    const indexed = index.months() ?? new Set()
    for (const name of after) if (!indexed.has(monthIn(name))) index.update(monthIn(name), talksIn(name))
    index.close()
  }

  /** False while an index is made anew, which goes month by month. */
  function isIndexed(): boolean {
    const indexed = index.months()
    return (served.current()?.months ?? []).every((name) => indexed?.has(monthIn(name)) === true)
  }

  function talksIn(name: string): CalendarEvent[] {
    return JSON.parse(stored.textOf(name) ?? '[]') as CalendarEvent[]
  }

  return {
    path,
    keep(month, shown) {
      const name = stored.write(month, shown)
      index.update(month, shown)
      return name
    },
    save(given, now) {
      const publication = { ...given, months: given.months.toSorted() }
      const before = look()?.head
      const sameFeed = before?.feed === publication.feed && before.archive === publication.archive
      const lastModified = sameFeed ? before.lastModified : laterThan(before?.lastModified ?? null, now)
      return replace(JSON.stringify({ lastModified, ...publication }), publication)
    },
    head: () => look()?.head ?? null,
    isWhole: () => look()?.head.months.every((name) => stored.isThere(name)) ?? false,
    *talks(month) {
      const found = look()
      if (found?.manifest.months === undefined) yield* found?.manifest.events ?? []
      else
        for (const name of found.manifest.months)
          if (month === undefined || monthIn(name) === month) yield* talksIn(name)
    },
    files() {
      const head = look()?.head
      if (head === undefined) return null
      const manifest = readFileSync(whole, 'utf8')
      const { isThere, textOf } = stored
      return { version: versionOf(manifest), manifest, names: head.months, isThere, textOf }
    },
    take(text, given) {
      const manifest = JSON.parse(text) as Manifest
      stored.take(given)
      const head = headOf(manifest, versionOf(text))
      if (!head.months.every((name) => stored.isThere(name)))
        throw new Error('a file of the shared publication is missing or damaged')
      for (const name of given.keys()) index.update(monthIn(name), talksIn(name))
      return replace(text, head)
    },
    current: served.current,
    search: (words) => (isIndexed() ? index.find(words) : null),
  }
}

/** What is served: the last publication of which all talks are there. */
function openServed(look: () => ReadManifest | null, stored: Months) {
  let cached: StoredPublication | null = null
  let seen = ''
  let lookedAt = -Infinity

  function load(): void {
    const found = look()
    if (found === null || found.stamp === seen) return
    const { manifest, head } = found
    const { events, isWhole } =
      manifest.months === undefined ? { ...manifest, isWhole: true } : stored.read(manifest.months)
    // What is not whole is read again; until then the last whole one is served, or at least the feed.
    if (isWhole) seen = found.stamp
    const version = isWhole ? head.version : `${head.version}, ${events.length} talks`
    if (isWhole || cached === null || !cached.isWhole) cached = { ...head, events, isWhole, version }
  }

  return {
    current(): StoredPublication | null {
      if (performance.now() - lookedAt > lookAgainMs) {
        lookedAt = performance.now()
        load()
      }
      return cached
    },
    lookAgain: () => void (lookedAt = -Infinity),
  }
}

/** Clients that compare only dates (Apple's) must see changes within a second, or after a clock set back. */
function laterThan(before: string | null, now: string): string {
  const present = Temporal.Instant.from(now).round('second')
  if (before === null) return present.toString()
  const next = Temporal.Instant.from(before).add({ seconds: 1 })
  return (Temporal.Instant.compare(present, next) < 0 ? next : present).toString()
}
