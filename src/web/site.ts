import type { Filter, Vocabulary } from './filter.ts'
import type { Outline } from './outline.ts'
import type { OutlinedFeed, OutlinedPublication } from './outlines.ts'
import type { Place } from './path.ts'
import type { Device } from './subscribe.ts'
import { monthOf, slugOfPeriod, type Period } from './period.ts'
import { words as allWords, type Language, type Words } from './words.ts'

export interface ChosenLanguage {
  language: Language
  /** It was asked for by name: the links of the page keep it. */
  isChosen: boolean
}

/** A list of talks as the browser asks for it. */
export interface PageView extends ChosenLanguage {
  filter: Filter
  device: Device
}

/** What does not change with the data. */
export interface Site {
  list: { id: string; name: string; timeZone: string; archiveUrl: string | null }
  /** Without a slash at the end. */
  baseUrl: string
  place: Place
  googleCalendarId: string | null
  /** Whose pages may frame the lists: `*`, or origins. */
  embedFrom: string
}

/** The publication as the pages need it. */
export interface SiteData extends OutlinedPublication, Pick<OutlinedFeed, 'talkOf' | 'talksOf'> {
  vocabulary: Vocabulary
  /** By start. */
  matching(filter: Filter): readonly Outline[]
}

/** "Statlist", or of a part of it "Statlist · Zürich · December 2026". */
export function nameOf(
  { list }: Site,
  { words: chosen, period, search }: Filter,
  words: Words = allWords.en,
): string {
  const names = chosen.map(({ group, slug, name }) =>
    group === 'kind' ? words.kinds[slug as keyof Words['kinds']] : name,
  )
  const time = nameOfPeriod(period, words)
  return [
    list.name,
    ...names,
    ...(time === '' ? [] : [time]),
    ...(search === '' ? [] : [`“${search}”`]),
  ].join(' · ')
}

/** "December 2026", "2026", "1 November 2026 – 15 December 2026"; '' for all time. */
function nameOfPeriod(period: Period, { locale }: Words): string {
  const month = monthOf(period)
  if (month !== null)
    return Temporal.PlainDate.from(`${month}-01`).toLocaleString(locale, { month: 'long', year: 'numeric' })
  const year = slugOfPeriod(period)
  if (year !== null) return year
  if (period.from === null && period.to === null) return ''
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const [from, to] = [period.from, period.to].map((day) =>
    day === null ? null : Temporal.PlainDate.from(day),
  )
  if (from != null && to != null) return format.formatRange(from, to)
  return [from, to].map((day) => (day == null ? '…' : format.format(day))).join(' – ')
}
