import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from './calendar/event.ts'

/** All that is published, as one thing: what the page says agrees with what the feed says. */
export interface Publication {
  /** The feed's own bytes, checked when they were rendered. */
  feed: string
  archive: string
  events: CalendarEvent[]
  status: { lastMailAt: string | null; waiting: number }
}

/** A publication as it is served. */
export interface StoredPublication extends Publication {
  /** Hash of everything. */
  version: string
  /** ISO instant, whole seconds: grows with every change of the feed, never goes back, whatever the clock does. */
  lastModified: string
}

/** The last good publication on disk: served whatever else is down, replaced as a whole or not at all. */
export interface FeedStore {
  /** The feed as a plain file, for other web servers. */
  path: string
  /** True when something is new. */
  save(publication: Publication, now: string): boolean
  /** Null before the first one; looks at the disk at most once a second, so that other processes' work is seen. */
  current(): StoredPublication | null
}

const lookAgainMs = 1000

export function openFeedStore(folder: string): FeedStore {
  const path = join(folder, 'statlist.ics')
  const whole = join(folder, 'publication.json')
  let cached: StoredPublication | null = null
  let seen = ''
  let lookedAt = -Infinity

  function load(): void {
    const found = statSync(whole, { throwIfNoEntry: false })
    const stamp = `${found?.mtimeMs} ${found?.size} ${found?.ino}`
    if (found === undefined || stamp === seen) return
    try {
      const text = readFileSync(whole, 'utf8')
      const version = createHash('sha256').update(text).digest('base64url').slice(0, 27)
      cached = { ...(JSON.parse(text) as Omit<StoredPublication, 'version'>), version }
    } catch {
      // A damaged file is no reason to forget what was good; without that there is nothing until the next publication.
    }
    seen = stamp
  }

  function current(): StoredPublication | null {
    if (performance.now() - lookedAt > lookAgainMs) {
      lookedAt = performance.now()
      load()
    }
    return cached
  }

  return {
    path,
    current,
    save(publication, now) {
      mkdirSync(folder, { recursive: true })
      lookedAt = -Infinity
      const before = current()
      const sameFeed = before?.feed === publication.feed && before.archive === publication.archive
      const lastModified = sameFeed ? before.lastModified : laterThan(before?.lastModified ?? null, now)
      const text = JSON.stringify({ lastModified, ...publication })
      if (existsSync(whole) && readFileSync(whole, 'utf8') === text) return false
      writeWhole(path, publication.feed)
      writeWhole(whole, text)
      lookedAt = -Infinity
      return true
    },
  }
}

/** Clients that compare dates alone (Apple's) must see every change, also two within a second, also after the clock went back. */
function laterThan(before: string | null, now: string): string {
  const present = Temporal.Instant.from(now).round('second')
  if (before === null) return present.toString()
  const next = Temporal.Instant.from(before).add({ seconds: 1 })
  return (Temporal.Instant.compare(present, next) < 0 ? next : present).toString()
}

/** On disk before the name changes: after a power cut there is the old file or the new one. */
function writeWhole(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  const draft = `${path}.${process.pid}.new`
  const file = openSync(draft, 'w')
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
