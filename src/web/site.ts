import type { CalendarEvent } from '../calendar/event.ts'
import type { StoredPublication } from '../publication.ts'
import type { Filter, Vocabulary } from './filter.ts'
import type { Device } from './subscribe.ts'
import type { Language, Words } from './words.ts'

export interface ChosenLanguage {
  language: Language
  /** It was asked for by name: the links of the page keep it. */
  isChosen: boolean
}

/** A list of talks as the browser asks for it. */
export interface PageView extends ChosenLanguage {
  filter: Filter
  device: Device
  /** Only the talks of this year; null: those that come. */
  year: number | null
}

/** What does not change with the data. */
export interface Site {
  list: { name: string; timeZone: string; archiveUrl: string }
  /** Without a slash at the end. */
  baseUrl: string
  googleCalendarId: string | null
  /** Whose pages may frame the lists: `*`, or origins. */
  embedFrom: string
}

/** The publication as the pages need it. */
export interface SiteData extends StoredPublication {
  /** By start. */
  events: CalendarEvent[]
  vocabulary: Vocabulary
  matching(filter: Filter): CalendarEvent[]
}

/** "Statlist calendar", or what of it. */
export function nameOf(
  { list }: Site,
  { words: chosen, search }: Filter,
  words: Words | null = null,
): string {
  const names = chosen.map(({ group, name, value }) =>
    group === 'kind' ? (words?.kinds[value as keyof Words['kinds']] ?? `${name}s`) : name,
  )
  return [list.name, ...names, ...(search === '' ? [] : [`“${search}”`])].join(' · ')
}
