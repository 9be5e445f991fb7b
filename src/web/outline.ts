import { lastDayOf, type CalendarEvent } from '../calendar/event.ts'
import { wordSet } from '../text.ts'
import { slugOf, type Filter, type FilterGroup } from './filter.ts'

/** What it takes to find and to count a talk. */
export interface Outline extends Pick<CalendarEvent, 'uid' | 'start' | 'end' | 'status' | 'lastModified'> {
  /** Name of the file that has the whole talk. */
  month: string
  /** The words of addresses that it has, as `keyOf` gives them, each once. */
  keys: readonly string[]
}

export function outlineOf(
  { uid, start, end, status, lastModified, talk, place }: CalendarEvent,
  month: string,
): Outline {
  const keys = [
    keyOf('kind', talk.type),
    ...(talk.online === null ? [] : [keyOf('online', 'online')]),
    ...(talk.series === null ? [] : [keyOf('series', slugOf(talk.series))]),
    ...(place.city === null ? [] : [keyOf('city', place.city)]),
    ...place.institutions.map((slug) => keyOf('institution', slug)),
    ...talk.speakers.map(({ name }) => keyOf('speaker', slugOf(name))),
  ]
  return { uid, start, end, status, lastModified, month, keys: [...new Set(keys)] }
}

const known = new Map<string, string>()
const maxKnown = 50_000

/** A speaker called Bern is not in Bern; thousands of talks have the same few strings. */
export function keyOf(group: FilterGroup, slug: string): string {
  const key = `${group} ${slug}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= maxKnown) known.clear()
  known.set(key, key)
  return key
}

/**
 * A filter's talks: words of a group are alternatives, groups narrow.
 * @param find gives the UIDs of the talks that have words beginning with these
 */
export function matching(
  outlines: readonly Outline[],
  { words, period: { from, to }, search }: Filter,
  find: (words: readonly string[]) => ReadonlySet<string>,
): readonly Outline[] {
  const groups = [...Map.groupBy(words, ({ group }) => group).values()].map((alternatives) =>
    alternatives.map(({ group, slug }) => keyOf(group, slug)),
  )
  const sought = [...wordSet(search)]
  const found = search === '' ? null : sought.length === 0 ? new Set() : find(sought)
  return outlines.filter(
    (outline) =>
      (from === null || lastDayOf(outline) >= from) &&
      (to === null || outline.start.slice(0, 10) <= to) &&
      groups.every((alternatives) => alternatives.some((key) => outline.keys.includes(key))) &&
      (found === null || found.has(outline.uid)),
  )
}
