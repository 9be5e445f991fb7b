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

/** The talks of a folder; a file that is missing or damaged is left out until it is written anew. */
export interface Months {
  /** Writes the talks of a month, unless they are there; gives the file's name. */
  write(month: string, talks: readonly CalendarEvent[]): string
  /** True when the file is there as it was written: it is read once, and later only looked at. */
  isThere(name: string): boolean
  /** The text of a file; null where it is missing or damaged. */
  textOf(name: string): string | null
  /** Writes files of another folder, by name. */
  take(texts: ReadonlyMap<string, string>): void
  /** Deletes the files that no publication names any more. */
  sweep(named: ReadonlySet<string>): void
}

export function openMonths(folder: string): Months {
  /** Sizes of the files that were found good. */
  const sizes = new Map<string, number>()

  const sizeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size

  function textOf(name: string): string | null {
    try {
      const text = readFileSync(join(folder, name), 'utf8')
      if (isNameOf(name, text)) {
        sizes.set(name, Buffer.byteLength(text))
        return text
      }
    } catch {
      // It is gone.
    }
    sizes.delete(name)
    return null
  }

  const isThere = (name: string) =>
    sizes.has(name) ? sizeOf(name) === sizes.get(name) : textOf(name) !== null

  return {
    write(month, talks) {
      const text = JSON.stringify(talks.toSorted(byStart))
      const name = nameOf(month, text)
      if (!isThere(name)) writeWhole(join(folder, name), text)
      sizes.set(name, Buffer.byteLength(text))
      return name
    },
    isThere,
    textOf,
    take(texts) {
      for (const [name, text] of texts) {
        if (!isNameOf(name, text)) throw new Error(`${name} of the shared publication is damaged`)
        writeWhole(join(folder, name), text)
        sizes.set(name, Buffer.byteLength(text))
      }
    },
    sweep(named) {
      for (const name of readdirSync(folder))
        if (/^\d{4}-\d{2}\.[\w-]{16}\.json/.test(name) && !named.has(name)) {
          rmSync(join(folder, name), { force: true })
          sizes.delete(name)
        }
    },
  }
}

/** The month of a file: "2026-12". */
export function monthIn(name: string): string {
  return name.slice(0, 7)
}

function nameOf(month: string, text: string): string {
  return `${month}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}.json`
}

function isNameOf(name: string, text: string): boolean {
  return /^\d{4}-\d{2}\./.test(name) && nameOf(monthIn(name), text) === name
}
