import { lastDayOf } from '../calendar/event.ts'
import type { FeedStore } from '../publication/store.ts'
import { html, trusted } from './html.ts'
import { renderLayout } from './layout.ts'
import { renderList } from './list.ts'
import { withPath, type Place } from './path.ts'
import { words as allWords, type Language } from './words.ts'

/** A list as the page over all lists shows it. */
export interface Shown {
  id: string
  name: string
  timeZone: string
  place: Place
  feed: FeedStore
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
    const coming = eventsOf(list).filter((event) => lastDayOf(event) >= today)
    const talks = renderList(coming.slice(0, talksShown), null, words)
    return html`<section>
      <h2><a href="${list.place.home}">${words.calendarOf(list.name)}</a></h2>
      <p>${words.comingTalks(coming.length)}</p>
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
function eventsOf({ feed }: Shown) {
  try {
    return feed.current()?.events ?? []
  } catch {
    return []
  }
}
