import type { Gazetteer } from './places.ts'

/** What is known of one mailing list beforehand; another list is another such value. */
export interface ListProfile {
  name: string
  /** Its List-Ids (RFC 2919), whole and in lower case: all that it had. Mail with others only is another list's. */
  listIds: readonly string[]
  /** IANA name: every time without a zone of its own is meant here. */
  timeZone: string
  /** Order of preference where a word means different things. */
  languages: readonly Language[]
  /** End of a talk that states none, in the calendars. */
  usualMinutes: number
  /** Names that the list's senders use for their series, as readers know them. */
  knownSeries: readonly string[]
  /** Who may change every talk: addresses, or `@domain`. Others may change what they announced. */
  organisers: readonly string[]
  /** More new events of one sender in a day than any office announces: they wait together. */
  mostNewPerDay: number
  /** Towns, institutions and buildings that talks are held in. */
  gazetteer: Gazetteer
  /** The list's archive of a month; `YYYY` and `Month` are replaced. */
  archiveUrl: string
}

export type Language = 'en' | 'de' | 'fr' | 'it' | 'es'
