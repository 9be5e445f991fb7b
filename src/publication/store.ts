import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'
import { headOf, openManifest, versionOf, type Publication, type PublicationHead } from './manifest.ts'
import { monthIn, openMonths } from './months.ts'
import { openIndex } from './search-index.ts'

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
  /** The talks of a month by its file's name; null where that is missing or damaged. */
  read(name: string): CalendarEvent[] | null
  /** All talks of the last publication that are there, or those of a month, without keeping them in memory. */
  talks(month?: string): Iterable<CalendarEvent>
  /** The publication's files, for other hosts; null before the first one. */
  files(): FeedFiles | null
  /** Puts a publication of another host in place of this one; true when something is new. */
  take(manifest: string, talks: ReadonlyMap<string, string>): boolean
  /** UIDs of the talks that have all these words; null: the index can't be read. */
  search(words: readonly string[]): ReadonlySet<string> | null
}

export function openFeedStore(folder: string): FeedStore {
  const path = join(folder, 'statlist.ics')
  const whole = join(folder, 'publication.json')
  const talks = join(folder, 'talks')
  const stored = openMonths(talks)
  const index = openIndex(join(folder, 'search.sqlite'))
  const head = openManifest(whole, stored.write)

  /** Replaces the publication as a whole, when its talks are there; true when something is new. */
  function replace(text: string, { feed, months }: Publication): boolean {
    const before = head()?.months ?? []
    updateIndex(before, months)
    if (existsSync(whole) && readFileSync(whole, 'utf8') === text) return false
    writeWhole(path, feed)
    writeWhole(whole, text)
    mkdirSync(talks, { recursive: true })
    // Whoever is still reading the previous publication finds its files.
    stored.sweep(new Set([...before, ...months]))
    return true
  }

  /** Brings the index in line with what `keep` did not see: months that are gone, or that it lacks. */
  function updateIndex(before: readonly string[], after: readonly string[]): void {
    const there = new Set(after.map(monthIn))
    for (const month of before.map(monthIn)) if (!there.has(month)) index.update(month, [])
    const indexed = index.months() ?? new Set()
    for (const name of after) if (!indexed.has(monthIn(name))) index.update(monthIn(name), read(name) ?? [])
    index.close()
  }

  /** False while an index is made anew, which goes month by month. */
  function areIndexed(months: readonly string[]): boolean {
    const indexed = index.months()
    return months.every((name) => indexed?.has(monthIn(name)) === true)
  }

  function read(name: string): CalendarEvent[] | null {
    const text = stored.textOf(name)
    return text === null ? null : (JSON.parse(text) as CalendarEvent[])
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
      const before = head()
      const sameFeed = before?.feed === publication.feed && before.archive === publication.archive
      const lastModified = sameFeed ? before.lastModified : laterThan(before?.lastModified ?? null, now)
      return replace(JSON.stringify({ lastModified, ...publication }), publication)
    },
    head,
    isWhole: () => head()?.months.every((name) => stored.isThere(name)) ?? false,
    read,
    *talks(month) {
      for (const name of head()?.months ?? [])
        if (month === undefined || monthIn(name) === month) yield* read(name) ?? []
    },
    files() {
      const before = head()
      if (before === null) return null
      const manifest = readFileSync(whole, 'utf8')
      const { isThere, textOf } = stored
      return { version: versionOf(manifest), manifest, names: before.months, isThere, textOf }
    },
    take(text, given) {
      const taken = headOf(text)
      stored.take(given)
      if (!taken.months.every((name) => stored.isThere(name)))
        throw new Error('a file of the shared publication is missing or damaged')
      for (const name of given.keys()) index.update(monthIn(name), read(name) ?? [])
      return replace(text, taken)
    },
    search(words) {
      const months = head()?.months ?? []
      // Where there are no talks there may be no index either.
      if (months.length === 0) return new Set()
      return areIndexed(months) ? index.find(words) : null
    },
  }
}

/** Clients that compare only dates (Apple's) must see changes within a second, or after a clock set back. */
function laterThan(before: string | null, now: string): string {
  const present = Temporal.Instant.from(now).round('second')
  if (before === null) return present.toString()
  const next = Temporal.Instant.from(before).add({ seconds: 1 })
  return (Temporal.Instant.compare(present, next) < 0 ? next : present).toString()
}
