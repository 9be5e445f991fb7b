import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'

/*
 * The talks of a publication, a file a month of their starts, named by what is in it: a new mail writes one file anew,
 * and whoever reads them reads that one alone.
 */

/** By start, then by UID: the order of everything that is published. */
export function byStart(a: CalendarEvent, b: CalendarEvent): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0
}

/** Writes what is not there yet; the names of all files, in order. */
export function writeMonths(folder: string, events: readonly CalendarEvent[]): string[] {
  const months = Map.groupBy(events.toSorted(byStart), ({ start }) => start.slice(0, 7))
  return [...months].map(([month, talks]) => {
    const text = JSON.stringify(talks)
    const name = `${month}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}.json`
    const path = join(folder, name)
    // One of another length was damaged since.
    if (statSync(path, { throwIfNoEntry: false })?.size !== Buffer.byteLength(text)) writeWhole(path, text)
    return name
  })
}

/** Deletes the files that no publication names any more. */
export function sweepMonths(folder: string, named: ReadonlySet<string>): void {
  for (const name of readdirSync(folder))
    if (/^\d{4}-\d{2}\.[\w-]{16}\.json/.test(name) && !named.has(name))
      rmSync(join(folder, name), { force: true })
}

/** Reads them, each but once: what did not change is the same object as before. Throws when one is missing or damaged. */
export function openMonths(folder: string): (names: readonly string[]) => CalendarEvent[] {
  let known = new Map<string, CalendarEvent[]>()
  return (names) => {
    const read = (name: string) =>
      known.get(name) ?? (JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarEvent[])
    known = new Map(names.map((name) => [name, read(name)]))
    return [...known.values()].flat()
  }
}
