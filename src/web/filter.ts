import type { TalkType } from '../announcement/announcement.ts'
import type { Gazetteer } from '../calendar/place.ts'
import { foldCase } from '../text.ts'
import { isOpen, noPeriod, periodOf, periodQuery, slugOfPeriod, type Period } from './period.ts'

export type FilterGroup = 'series' | 'institution' | 'city' | 'kind' | 'online' | 'speaker'

/** A word of an address that narrows the calendar: "zurich" in /zurich+course.ics. */
export interface FilterWord {
  slug: string
  group: FilterGroup
  name: string
}

/** Words of the address, in the order of the vocabulary, days, and words to search for. */
export interface Filter {
  words: FilterWord[]
  period: Period
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

/** What the talks are called by that has an address. */
export interface Names {
  series: ReadonlySet<string>
  speaker: ReadonlySet<string>
}

export const noNames: Names = { series: new Set(), speaker: new Set() }

export const noFilter: Filter = { words: [], period: noPeriod, search: '' }

/** Every word that an address may hold: kinds, towns, institutions, and the series and speakers of the talks. */
export function vocabularyOf(
  names: Names,
  { cities, institutions }: Gazetteer,
  everything: string,
): Vocabulary {
  const words: FilterWord[] = [
    { slug: 'online', group: 'online', name: 'online' },
    ...kinds.map((kind): FilterWord => ({ slug: kind, group: 'kind', name: kind })),
    ...cities.map(({ slug, name }): FilterWord => ({ slug, group: 'city', name })),
    ...institutions.map(({ slug, name }): FilterWord => ({ slug, group: 'institution', name })),
  ]
  const taken = new Map(words.map((word) => [word.slug, word]))
  for (const group of ['series', 'speaker'] as const)
    for (const name of [...names[group]].toSorted()) {
      const slug = slugOf(name)
      if (slug !== '' && slug !== everything && !isReserved(slug) && !taken.has(slug))
        taken.set(slug, { slug, group, name })
    }
  return taken
}

/** Addresses that mean something else. */
const reserved = new Set(
  'statlist archive talks board embed search health metrics admin years robots sitemap favicon'.split(' '),
)

/** A year or a month. */
function isTime(slug: string): boolean {
  return /^\d{4}(?:-\d\d)?$/.test(slug)
}

export function isReserved(slug: string): boolean {
  return reserved.has(slug) || isTime(slug)
}

/** Letters that don't decompose into a letter and an accent. */
const latin = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
])

const slugs = new Map<string, string>()
const maxSlugs = 50_000

/** "ETH/UZH Research Seminar" → "eth-uzh-research-seminar"; kept, as every view needs every talk's. */
export function slugOf(name: string): string {
  const before = slugs.get(name)
  if (before !== undefined) return before
  if (slugs.size >= maxSlugs) slugs.clear()
  const slug = foldCase(name)
    .replace(/[ßøæœłđ]/g, (letter) => latin.get(letter) ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  slugs.set(name, slug)
  return slug
}

/** What an address asks for, besides its words. */
export interface Asked {
  q?: string
  from?: string
  to?: string
}

/** Reads "zurich+courses+2026-12" and the query; plural forms, capitals and accents count as the word. Null: something in it means nothing. */
export function parseFilter(
  path: string,
  { q = '', from, to }: Asked,
  vocabulary: Vocabulary,
  everything: string,
): Filter | null {
  const plain = foldCase(path)
  const slugs = plain === everything ? [] : plain.split(/[+ ]/).filter(Boolean)
  const period = periodOf(slugs.filter(isTime), from, to)
  const known = slugs
    .filter((slug) => !isTime(slug))
    .map((slug) => vocabulary.get(slug) ?? vocabulary.get(slug.replace(/s$/, '')))
  if (period === null || slugs.length > maxWords || known.includes(undefined)) return null
  return {
    words: [...vocabulary.values()].filter((word) => known.includes(word)),
    period,
    search: q.replace(/\s+/g, ' ').trim().slice(0, maxSearch).toWellFormed(),
  }
}

/** The one address of a view: "/zurich+course?q=causal"; "/" for everything. */
export function pathOf(filter: Filter): string {
  return `/${slugsIn(filter)}${queryOf(filter)}`
}

/** The address of a view in another form: "/zurich+course.ics?q=causal"; everything goes by the list's name. */
export function fileOf({ id }: { id: string }, filter: Filter, extension: string): string {
  return `/${slugsIn(filter) || id}${extension}${queryOf(filter)}`
}

function slugsIn({ words, period }: Filter): string {
  const time = slugOfPeriod(period)
  return [...words.map(({ slug }) => slug), ...(time === null ? [] : [time])].join('+')
}

function queryOf({ period, search }: Filter): string {
  const query = [...periodQuery(period), ...(search === '' ? [] : [`q=${encodeURIComponent(search)}`])]
  return query.length === 0 ? '' : `?${query.join('&')}`
}

export function isEverything({ words, period, search }: Filter): boolean {
  return words.length === 0 && isOpen(period) && search === ''
}
