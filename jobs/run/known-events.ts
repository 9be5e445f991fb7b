import { eventOf, type CalendarEvent } from '../../src/calendar/event.ts'
import { renderFeed, splitByAge } from '../../src/calendar/feed.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import { isSame } from '../../src/publication/months.ts'
import type { Services } from './services.ts'

/*
 * What this process has already made of talks: a talk that has not changed is the same object as before, and so
 * is all that was made of it.
 */
interface Known {
  events: WeakMap<KnownTalk, CalendarEvent>
  /** The stored events, and `eventsWritten` at that time. */
  stored: { events: ReadonlyMap<string, CalendarEvent>; over: number } | null
  feeds: Map<'feed' | 'archive', { events: readonly CalendarEvent[]; body: string }>
}

const known = new WeakMap<Ledger, Known>()

function knownOf(ledger: Ledger): Known {
  const before = known.get(ledger)
  if (before !== undefined) return before
  const fresh: Known = { events: new WeakMap(), stored: null, feeds: new Map() }
  known.set(ledger, fresh)
  return fresh
}

/** The talks as calendar events. */
export function eventsOf(
  { ledger, profile }: Pick<Services, 'ledger' | 'profile'>,
  talks: readonly KnownTalk[],
): CalendarEvent[] {
  const { events } = knownOf(ledger)
  return talks.map((talk) => {
    const event = events.get(talk) ?? eventOf(talk, profile)
    events.set(talk, event)
    return event
  })
}

/** The events of the ledger by uid, as they were when `eventsWritten` was this. */
export async function eventsBefore(
  ledger: Ledger,
  over: number,
): Promise<ReadonlyMap<string, CalendarEvent>> {
  const { stored } = knownOf(ledger)
  if (stored?.over === over) return stored.events
  return new Map((await storedEvents(ledger)).map((event) => [event.uid, event]))
}

/** Notes that these are the events of the ledger now. */
export function noteEvents(ledger: Ledger, events: readonly CalendarEvent[], over: number): void {
  knownOf(ledger).stored = { events: new Map(events.map((event) => [event.uid, event])), over }
}

/** The feed, and the one of what is too old for it. */
export function feedsOf(
  { ledger, profile }: Pick<Services, 'ledger' | 'profile'>,
  events: readonly CalendarEvent[],
): { feed: string; archive: string } {
  const { feeds } = knownOf(ledger)
  const { recent, old } = splitByAge(events)
  const render = (name: 'feed' | 'archive', shown: readonly CalendarEvent[]) => {
    const before = feeds.get(name)
    if (before !== undefined && isSame(before.events, shown)) return before.body
    const body = renderFeed(
      shown,
      name === 'feed' ? profile : { ...profile, name: `${profile.name} archive` },
    )
    feeds.set(name, { events: shown, body })
    return body
  }
  return { feed: render('feed', recent), archive: render('archive', old) }
}
