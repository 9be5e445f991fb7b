import type { CalendarEvent } from '../calendar/event.ts'
import type { PublicationHead } from '../publication/manifest.ts'
import type { FeedStore } from '../publication/store.ts'
import type { Names } from './filter.ts'
import { outlineOf, type Outline } from './outline.ts'

/*
 * The web server holds of each talk only what it takes to find and count it, whatever the past has grown to;
 * the talk itself is read from its month's file when it is shown.
 */

/** A publication as it is served. */
export interface OutlinedPublication extends PublicationHead {
  /** By start. */
  outlines: readonly Outline[]
  names: Names
  /** False: some talks are missing, because their files are. */
  isWhole: boolean
}

/** The feed store as pages see it. */
export interface OutlinedFeed {
  /** The last publication of which all talks are there; null before the first one. */
  current(): OutlinedPublication | null
  /** A whole talk; throws where its file is gone: a newer publication is there, or comes. */
  talkOf(outline: Outline): CalendarEvent
  /** The same of several, in this order. */
  talksOf(outlines: readonly Outline[]): CalendarEvent[]
  /** UIDs of the talks that have words beginning with all of these, folded; null: the index can't be read. */
  search(words: readonly string[]): ReadonlySet<string> | null
  /** Every talk, one after the other. */
  talks(): Iterable<CalendarEvent>
}

interface Month extends Names {
  outlines: Outline[]
}

/** What is missing is looked for again after that. */
const againMs = 1000
/** A year, and what is coming. */
const maxMonths = 20

export function openOutlines(store: FeedStore): OutlinedFeed {
  /** Of the publication that was last looked at, by file. */
  let months = new Map<string, Month>()
  let served: OutlinedPublication | null = null
  let missing = { version: '', at: -Infinity }
  const whole = openWhole(store)

  function look(): void {
    const head = store.head()
    if (head === null || head.version === served?.version) return
    if (head.version === missing.version && performance.now() - missing.at < againMs) return
    const found = head.months.map((name) => [name, months.get(name) ?? outlineMonth(store, name)] as const)
    months = new Map(found.flatMap(([name, month]) => (month === null ? [] : [[name, month]])))
    // Until all files are there the last whole publication is served, or at least the feed.
    const isWhole = months.size === head.months.length
    if (!isWhole) missing = { version: head.version, at: performance.now() }
    if (!isWhole && served?.isWhole === true) return
    const version = isWhole ? head.version : `${head.version}, ${months.size} months`
    if (version !== served?.version) served = { ...head, ...joined([...months.values()]), isWhole, version }
  }

  return {
    current() {
      look()
      return served
    },
    talkOf: ({ uid, month }) => found(whole(month).get(uid), month),
    talksOf(outlines) {
      const names = new Set(outlines.map(({ month }) => month))
      const read = new Map([...names].map((month) => [month, whole(month)]))
      return outlines.map(({ uid, month }) => found(read.get(month)?.get(uid), month))
    },
    search: store.search,
    talks: () => store.talks(),
  }
}

function outlineMonth(store: FeedStore, month: string): Month | null {
  const talks = store.read(month)
  if (talks === null) return null
  return {
    outlines: talks.map((talk) => outlineOf(talk, month)),
    series: new Set(talks.flatMap(({ talk }) => talk.series ?? [])),
    speaker: new Set(talks.flatMap(({ talk }) => talk.speakers.map(({ name }) => name))),
  }
}

function joined(months: readonly Month[]): Pick<OutlinedPublication, 'outlines' | 'names'> {
  const all = (group: keyof Names) => new Set(months.flatMap((month) => [...month[group]]))
  return {
    outlines: months.flatMap(({ outlines }) => outlines),
    names: { series: all('series'), speaker: all('speaker') },
  }
}

function found(talk: CalendarEvent | undefined, month: string): CalendarEvent {
  if (talk === undefined) throw new Error(`the talks of ${month} can’t be read`)
  return talk
}

/** The months that were shown last, as a whole. */
function openWhole(store: FeedStore): (month: string) => ReadonlyMap<string, CalendarEvent> {
  const read = new Map<string, ReadonlyMap<string, CalendarEvent>>()
  return (month) => {
    const talks = read.get(month) ?? new Map(store.read(month)?.map((talk) => [talk.uid, talk]))
    read.delete(month)
    if (talks.size > 0) read.set(month, talks)
    for (const oldest of read.keys()) if (read.size > maxMonths) read.delete(oldest)
    return talks
  }
}
