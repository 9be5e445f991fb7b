import type { TalkType } from '../announcement/announcement.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Gazetteer } from '../calendar/place.ts'
import { foldCase } from '../text.ts'

export type FilterGroup = 'series' | 'institution' | 'city' | 'kind' | 'online'

/** A word of an address that narrows the calendar: "zurich" in /zurich+course.ics. */
export interface FilterWord {
  slug: string
  group: FilterGroup
  name: string
  /** Series name or kind, or the slug itself. */
  value: string
}

/** Words of the address, in the order of the vocabulary, and words to search for. */
export interface Filter {
  words: FilterWord[]
  search: string
}

export type Vocabulary = ReadonlyMap<string, FilterWord>

const kinds: readonly TalkType[] = [
  'talk',
  'course',
  'workshop',
  'conference',
  'defence',
  'lecture',
  'meeting',
]
const maxWords = 8
const maxSearch = 100

export const noFilter: Filter = { words: [], search: '' }

/** Every word that an address may hold: kinds, towns, institutions, and the series of the talks. */
export function vocabularyOf(
  events: readonly CalendarEvent[],
  { cities, institutions }: Gazetteer,
): Vocabulary {
  const words: FilterWord[] = [
    { slug: 'online', group: 'online', name: 'online', value: 'online' },
    ...kinds.map((kind): FilterWord => ({ slug: kind, group: 'kind', name: kind, value: kind })),
    ...cities.map(({ slug, name }): FilterWord => ({ slug, group: 'city', name, value: slug })),
    ...institutions.map(({ slug, name }): FilterWord => ({ slug, group: 'institution', name, value: slug })),
  ]
  const taken = new Map(words.map((word) => [word.slug, word]))
  const series = new Set(events.flatMap((event) => event.talk.series ?? []))
  for (const name of [...series].toSorted()) {
    const slug = slugOf(name)
    if (slug !== '' && !taken.has(slug)) taken.set(slug, { slug, group: 'series', name, value: name })
  }
  return taken
}

/** "ETH/UZH Research Seminar" → "eth-uzh-research-seminar". */
export function slugOf(name: string): string {
  return foldCase(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}

/** Reads "zurich+courses" and the search words; plural forms, capitals and accents count as the word. Null: a word means nothing. */
export function parseFilter(path: string, search: string, vocabulary: Vocabulary): Filter | null {
  const plain = foldCase(path)
  const slugs = plain === 'statlist' ? [] : plain.split(/[+ ]/).filter(Boolean)
  const known = slugs.map((slug) => vocabulary.get(slug) ?? vocabulary.get(slug.replace(/s$/, '')))
  if (slugs.length > maxWords || known.includes(undefined)) return null
  return {
    words: [...vocabulary.values()].filter((word) => known.includes(word)),
    search: search.replace(/\s+/g, ' ').trim().slice(0, maxSearch).toWellFormed(),
  }
}

/** The one address of a view, without extension: "/zurich+course?q=causal"; "/" for everything. */
export function pathOf({ words, search }: Filter, extension = ''): string {
  const slugs = words.map(({ slug }) => slug).join('+')
  const path = slugs === '' && extension === '' ? '/' : `/${slugs || 'statlist'}${extension}`
  return search === '' ? path : `${path}?q=${encodeURIComponent(search)}`
}

export function isEverything({ words, search }: Filter): boolean {
  return words.length === 0 && search === ''
}

/** Words of one group are alternatives, groups narrow each other. */
export function matches(event: CalendarEvent, { words, search }: Filter): boolean {
  const groups = Map.groupBy(words, (word) => word.group)
  for (const [group, alternatives] of groups)
    if (!alternatives.some(({ value }) => has(event, group, value))) return false
  if (search === '') return true
  const text = searchText(event)
  return foldCase(search)
    .split(' ')
    .every((word) => text.includes(word))
}

function has({ talk, place }: CalendarEvent, group: FilterGroup, value: string): boolean {
  switch (group) {
    case 'series':
      return talk.series === value
    case 'kind':
      return talk.type === value
    case 'city':
      return place.city === value
    case 'institution':
      return place.institutions.includes(value)
    case 'online':
      return talk.online !== null
  }
}

function searchText({ talk, location }: CalendarEvent): string {
  const people = talk.speakers.flatMap(({ name, affiliation }) => [name, affiliation])
  return foldCase([talk.title, ...people, talk.series, location, talk.abstract].filter(Boolean).join(' '))
}
