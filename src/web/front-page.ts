import { lastDayOf, type CalendarEvent } from '../calendar/event.ts'
import { html, trusted } from './html.ts'
import { renderLayout } from './layout.ts'
import { renderList } from './list.ts'
import type { OutlinedFeed } from './outlines.ts'
import { withPath, type Place } from './path.ts'
import { words as allWords, type Language } from './words.ts'

/** A list as the page over all lists shows it. */
export interface Shown {
  id: string
  name: string
  timeZone: string
  place: Place
  feed: OutlinedFeed
}

/** Of each list. */
const talksShown = 3

/** The page over all lists: each with its next talks. */
export function renderFront(
  lists: readonly Shown[],
  { language, isChosen }: { language: Language; isChosen: boolean },
  now: string,
): string {
  const words = allWords[language]
  const parts = lists.map((list) => {
    const today = Temporal.Instant.from(now).toZonedDateTimeISO(list.timeZone).toPlainDate().toString()
    const { count, next } = comingOf(list, today)
    const talks = renderList(next, null, words)
    return html`<section>
      <h2><a href="${list.place.home}">${words.calendarOf(list.name)}</a></h2>
      <p>${words.comingTalks(count)}</p>
      ${trusted(withPath(talks.map(({ markup }) => markup).join(''), list.place))}
    </section>`
  })
  return renderLayout({
    language,
    isChosen,
    title: words.calendars,
    path: '/',
    list: { name: words.calendars, timeZone: lists[0]?.timeZone ?? 'UTC' },
    main: html`<h1>${words.calendars}</h1>
      ${parts}`,
    footer: html``,
  })
}

/** A list whose publication can't be read has no talks here; the others have. */
function comingOf({ feed }: Shown, today: string): { count: number; next: CalendarEvent[] } {
  try {
    const coming = feed.current()?.outlines.filter((outline) => lastDayOf(outline) >= today) ?? []
    return { count: coming.length, next: feed.talksOf(coming.slice(0, talksShown)) }
  } catch {
    return { count: 0, next: [] }
  }
}
