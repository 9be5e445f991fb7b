import type { Gazetteer } from './places.ts'

/** What is known of one mailing list beforehand; another list is another such value. */
export interface ListProfile {
  name: string
  /** Every List-Id (RFC 2919) that it ever had, in lower case; mail with only others is another list's. */
  listIds: readonly string[]
  /** IANA name; a time that names no zone is meant in this one. */
  timeZone: string
  /** Order of preference where a word means different things. */
  languages: readonly Language[]
  /** Length, in the calendars, of a talk that states no end. */
  usualMinutes: number
  /** Names that the list's senders use for their series, as readers know them. */
  knownSeries: readonly string[]
  /** Who may change every talk: addresses, or `@domain`. Others may change what they announced. */
  organisers: readonly string[]
  /** The most new events of one sender in a day; when there are more, all of them wait together. */
  mostNewPerDay: number
  /** Towns, institutions and buildings that talks are held in. */
  gazetteer: Gazetteer
  /** Address of the list's archive for a month; `YYYY` and `Month` are replaced; null: it has none. */
  archiveUrl: string | null
}

export type Language = 'en' | 'de' | 'fr' | 'it' | 'es'
