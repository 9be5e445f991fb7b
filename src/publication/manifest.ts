import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'

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

/** Writes the talks of a month; gives the file's name. */
type WriteMonth = (month: string, talks: readonly CalendarEvent[]) => string

/** Reads `publication.json`, which is everything but the talks, whenever it is a new one; a damaged file is no reason to forget what was good. */
export function openManifest(path: string, writeMonth: WriteMonth): () => PublicationHead | null {
  let last: PublicationHead | null = null
  let seen = ''
  return () => {
    const found = statSync(path, { throwIfNoEntry: false })
    const stamp = `${found?.mtimeMs} ${found?.size} ${found?.ino}`
    if (found === undefined || stamp === seen) return last
    try {
      const head = headOf(readFileSync(path, 'utf8'))
      last = 'events' in head ? splitOld(path, head as OldHead, writeMonth) : head
      seen = stamp
    } catch {
      // Until the next publication.
    }
    return last
  }
}

export function headOf(manifest: string): PublicationHead {
  return {
    ...(JSON.parse(manifest) as Publication & { lastModified: string }),
    version: versionOf(manifest),
  }
}

export function versionOf(manifest: string): string {
  return createHash('sha256').update(manifest).digest('base64url').slice(0, 27)
}

type OldHead = PublicationHead & { events: CalendarEvent[] }

/** Version 0.1 had all talks in the manifest: they get files for their months. */
function splitOld(path: string, old: OldHead, write: WriteMonth): PublicationHead {
  const { events, version: _, ...rest } = old
  const months = [...Map.groupBy(events, ({ start }) => start.slice(0, 'YYYY-MM'.length))]
  const names = months.map(([month, talks]) => write(month, talks)).toSorted()
  const manifest = JSON.stringify({ ...rest, gone: [], months: names, from: null, over: -1 })
  writeWhole(path, manifest)
  return headOf(manifest)
}
