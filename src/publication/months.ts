import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarEvent } from '../calendar/event.ts'
import { writeWhole } from './files.ts'

/*
 * The talks of a publication, a file for each month in which they start, named by its content: a new mail
 * rewrites one file, and whoever reads them rereads that one alone.
 */

/** By start, then by UID: the order of everything that is published. */
export function byStart(a: CalendarEvent, b: CalendarEvent): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0
}

/** The talks of a folder; a file that is missing or damaged is left out, and written anew with the next publication. */
export interface Months {
  /** Writes what is not there yet; gives the names of all files, in order. */
  write(events: readonly CalendarEvent[]): string[]
  /** Reads them, each only once: what has not changed is the same object as before. */
  read(names: readonly string[]): { events: CalendarEvent[]; isWhole: boolean }
  /** The name and text of a file; nothing where it is missing or damaged. */
  textOf(name: string): [name: string, text: string][]
  /** Writes files of another folder, by name. */
  take(texts: ReadonlyMap<string, string>): void
  /** Deletes the files that no publication names any more. */
  sweep(named: ReadonlySet<string>): void
}

export function openMonths(folder: string): Months {
  let known = new Map<string, CalendarEvent[]>()
  /** The files that were written last, by month. */
  let written = new Map<string, { talks: CalendarEvent[]; name: string; size: number }>()
  const damaged = new Set<string>()

  /** Null where it is gone or damaged. */
  function textOf(name: string): string | null {
    try {
      const text = readFileSync(join(folder, name), 'utf8')
      if (isNameOf(name, text)) return text
    } catch {
      // It is gone.
    }
    damaged.add(name)
    return null
  }

  function readMonth(name: string): CalendarEvent[] | null {
    const text = textOf(name)
    return text === null ? null : (JSON.parse(text) as CalendarEvent[])
  }

  return {
    write(events) {
      const months = Map.groupBy(events.toSorted(byStart), ({ start }) => start.slice(0, 7))
      const sizeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size
      const writeMonth = (month: string, talks: CalendarEvent[]) => {
        const before = written.get(month)
        const isThere =
          before !== undefined && sizeOf(before.name) === before.size && !damaged.has(before.name)
        if (isThere && isSame(before.talks, talks)) return before
        const text = JSON.stringify(talks)
        const [name, size] = [nameOf(month, text), Buffer.byteLength(text)]
        if (sizeOf(name) !== size || damaged.has(name)) writeWhole(join(folder, name), text)
        damaged.delete(name)
        return { talks, name, size }
      }
      written = new Map([...months].map(([month, talks]) => [month, writeMonth(month, talks)]))
      for (const { name, talks } of written.values()) known.set(name, talks)
      return [...written.values()].map(({ name }) => name)
    },
    read(names) {
      const months = names.map((name) => [name, known.get(name) ?? readMonth(name)] as const)
      known = new Map(months.flatMap(([name, talks]) => (talks === null ? [] : [[name, talks]])))
      return { events: [...known.values()].flat(), isWhole: known.size === names.length }
    },
    textOf(name) {
      const text = textOf(name)
      return text === null ? [] : [[name, text]]
    },
    take(texts) {
      for (const [name, text] of texts) {
        if (!isNameOf(name, text)) throw new Error(`${name} of the shared publication is damaged`)
        writeWhole(join(folder, name), text)
        damaged.delete(name)
      }
    },
    sweep(named) {
      for (const name of readdirSync(folder))
        if (/^\d{4}-\d{2}\.[\w-]{16}\.json/.test(name) && !named.has(name))
          rmSync(join(folder, name), { force: true })
    },
  }
}

/** Events are never changed in place: the same objects are the same talks. */
export function isSame(before: readonly CalendarEvent[], now: readonly CalendarEvent[]): boolean {
  return before.length === now.length && before.every((event, at) => event === now[at])
}

function nameOf(month: string, text: string): string {
  return `${month}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}.json`
}

function isNameOf(name: string, text: string): boolean {
  return /^\d{4}-\d{2}\./.test(name) && nameOf(name.slice(0, 7), text) === name
}
