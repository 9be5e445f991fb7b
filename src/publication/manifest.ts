import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { CalendarEvent } from '../calendar/event.ts'

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
  gone: Gone[]
  status: { lastMailAt: string | null; waiting: number }
  /** Names of the files of all talks, as `keep` gave them. */
  months: string[]
  /** The first day of the feed; null when there are no talks. */
  from: string | null
  /** How often the ledger's events were written by then. */
  over: number
}

/** A publication on disk, without its talks. */
export interface PublicationHead extends Publication {
  /** Hash of everything. */
  version: string
  /** ISO instant, whole seconds: grows with every change of the feed, never goes back, whatever the clock does. */
  lastModified: string
}

/** `publication.json`: everything but the talks, and the names of their files; version 0.1 had the talks here. */
export type Manifest = Omit<Publication, 'gone' | 'months' | 'over' | 'from'> & { lastModified: string } & (
    | { gone: Gone[]; months: string[]; over?: number; from?: string | null }
    | { gone?: undefined; months?: undefined; over?: undefined; from?: undefined; events: CalendarEvent[] }
  )

/** A manifest as it is on disk. */
export interface ReadManifest {
  /** The same as long as the file is. */
  stamp: string
  manifest: Manifest
  head: PublicationHead
}

/** Reads the manifest whenever it is a new one; a damaged file is no reason to forget what was good. */
export function openManifest(path: string): () => ReadManifest | null {
  let last: ReadManifest | null = null
  return () => {
    const found = statSync(path, { throwIfNoEntry: false })
    const stamp = `${found?.mtimeMs} ${found?.size} ${found?.ino}`
    if (found === undefined || stamp === last?.stamp) return last
    try {
      const text = readFileSync(path, 'utf8')
      const manifest = JSON.parse(text) as Manifest
      last = { stamp, manifest, head: headOf(manifest, versionOf(text)) }
    } catch {
      // Until the next publication.
    }
    return last
  }
}

/** Of version 0.1, which had no files for months, nothing but the talks themselves is kept. */
export function headOf(
  { gone = [], months = [], from = null, over = -1, ...rest }: Manifest,
  version: string,
): PublicationHead {
  const { feed, archive, status, lastModified } = rest
  return { feed, archive, status, lastModified, gone, months, from, over, version }
}

export function versionOf(manifest: string): string {
  return createHash('sha256').update(manifest).digest('base64url').slice(0, 27)
}
