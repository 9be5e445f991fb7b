import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { eventOf } from '../../src/calendar/event.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { isOff } from '../../src/talks/talk.ts'
import { toOutput } from '../../src/cli/parse.ts'
import { readArchive } from '../../src/mail/archive.ts'
import { unpackDigest } from '../../src/mail/digest.ts'
import { readMail } from './read-mail.ts'

/** What should come of a fault's mails; see test/cases/faults/README.md. */
interface Wanted {
  start: string
  end?: string | null
  timezone?: string
  status?: string
  title?: string | null
  location?: string | null
  speakers?: { name: string }[]
  accept?: Record<string, unknown[]>
  optional?: boolean
}

interface Label {
  events?: Wanted[]
  mayWait?: boolean
  mustWait?: boolean
  files?: string[]
  want?: { events?: Wanted[]; meanwhile?: Wanted[]; mayWait?: boolean; mustWait?: boolean; waiting?: number }
}

/** `ok`, `waits` where that is allowed, or what is wrong. */
export type Verdict = string

/**
 * Judges every case of a folder.
 * @param today ISO instant at which its mails are read
 */
export async function judgeFaults(
  folder: string,
  today = '2026-11-25T12:00:00Z',
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue
    const label = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Label
    const id = `${basename(folder)}/${file.replace(/(?:\.want)?\.json$/, '')}`
    verdicts.set(
      id,
      label.want === undefined
        ? await judgeMail(folder, file, label, today)
        : await judgeSequence(folder, label, today),
    )
  }
  return verdicts
}

type Found = {
  start: string
  end?: string | null
  timezone?: string | null
  status: string
  title?: string | null
  location?: string | null
  speakers?: { name: string }[]
}

async function judgeMail(folder: string, file: string, label: Label, today: string): Promise<Verdict> {
  const read = await readMail(readFileSync(join(folder, file.replace(/json$/, 'eml'))), today)
  const { message, announcement } = read
  // The mails of programs are set aside before anything of them is used.
  const ignored = message.automatic === 'reply'
  const events = ignored || announcement === null ? [] : toOutput(announcement, message.problem).events
  const published = events.filter((event) => !event.review) as unknown as Found[]
  const waits = events.some((event) => event.review) || message.problem !== null || waitsInFold(read)
  const wanted = label.events ?? []
  const fault = faultOf(published, wanted)
  if (fault !== null) return fault
  const missing = wanted.filter((one) => !one.optional && !published.some((event) => isAt(event, one)))
  if (label.mustWait) return waits ? 'ok' : 'nothing waits'
  if (missing.length > 0) return label.mayWait && waits ? 'waits' : `missing ${missing[0]!.start}`
  if (waits && !label.mayWait) return 'something waits'
  return waits ? 'waits' : 'ok'
}

/** A mail without an event of its own may wait by what kind of mail it is. */
function waitsInFold(read: Awaited<ReturnType<typeof readMail>>): boolean {
  const { announcement } = readingOf(read, statlist)
  if (announcement === null) return false
  const reading: Reading = {
    key: read.message.key,
    number: 1,
    ...(JSON.parse(announcement) as StoredReading),
  }
  return fold([reading], [], statlist).waiting.length > 0
}

async function judgeSequence(folder: string, { files, want }: Label, today: string): Promise<Verdict> {
  const readings: Reading[] = []
  let waiting = 0
  const archives = files!.flatMap((file) => readArchive(join(folder, file)))
  const sources = (await Promise.all(archives.map(unpackDigest))).flat()
  for (const [at, source] of sources.entries()) {
    const read = await readMail(source, today)
    const { announcement } = readingOf(read, statlist)
    if (read.message.problem !== null) waiting += 1
    else if (announcement !== null)
      readings.push({ key: read.message.key, number: at + 1, ...(JSON.parse(announcement) as StoredReading) })
  }
  const folded = fold(readings, [], statlist)
  waiting += folded.waiting.length
  const found = folded.talks.map((talk): Found => {
    const { start, location } = eventOf(talk, { ...statlist, publicUrl: null })
    return { start, status: isOff(talk) ? 'cancelled' : talk.status, title: talk.title, location }
  })
  const stands = (events: Wanted[]) =>
    events.length === found.length && faultOf(found, events, holds) === null
  if (stands(want!.events ?? [])) return want!.mustWait && waiting === 0 ? 'nothing waits' : 'ok'
  if (want!.mayWait && waiting >= (want!.waiting ?? 1) && stands(want!.meanwhile ?? want!.events ?? []))
    return 'waits'
  return `${found.map(({ start, status }) => `${start} ${status}`).join(', ') || 'nothing'}; ${waiting} wait`
}

/** The first thing that is published and wrong. */
function faultOf(published: Found[], wanted: Wanted[], same = alike): string | null {
  const left = new Set(wanted)
  for (const event of published) {
    const match = [...left].find((one) => isAt(event, one))
    if (match === undefined) return `published ${event.start} ${event.status} ${event.title ?? ''}`
    left.delete(match)
    for (const [field, least] of [
      ['title', 0.9],
      ['location', 0.75],
    ] as const) {
      const accepted = [match[field], ...((match.accept?.[field] ?? []) as (string | null)[])]
      if (match[field] !== undefined && !accepted.some((value) => same(event[field], value) >= least))
        return `${field}: ${event[field]}`
    }
    const ends = [match.end, ...((match.accept?.['end'] ?? []) as (string | null)[])]
    if (match.end !== undefined && event.end !== undefined && !ends.includes(event.end))
      return `end: ${event.end}`
  }
  return null
}

function isAt(event: Found, wanted: Wanted): boolean {
  const starts = [wanted.start, ...((wanted.accept?.['start'] ?? []) as string[])]
  return (
    starts.some((start) => instantOf(start, wanted.timezone) === instantOf(event.start, event.timezone)) &&
    [wanted.status ?? event.status, ...((wanted.accept?.['status'] ?? []) as string[])].includes(event.status)
  )
}

function instantOf(wall: string, zone: string | null | undefined): string {
  if (!wall.includes('T')) return wall
  if (wall.endsWith('Z')) return Temporal.Instant.from(wall).toString()
  return Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(zone ?? statlist.timeZone)
    .toInstant()
    .toString()
}

function words(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}

function alike(a: string | null | undefined, b: string | null | undefined): number {
  if (a == null || b == null) return a == null && b == null ? 1 : 0
  const [left, right] = [words(a), words(b)]
  const shared = [...left].filter((word) => right.has(word)).length
  return shared / (left.size + right.size - shared || 1)
}

/** In a feed a place has its address too: all words of what is wanted are there. */
function holds(text: string | null | undefined, part: string | null | undefined): number {
  if (part == null) return 1
  const there = words(text ?? '')
  const sought = [...words(part)]
  return sought.filter((word) => there.has(word)).length / (sought.length || 1)
}
