import { eventOf, type CalendarEvent } from '../../src/calendar/event.ts'
import { eventsWith, storedEvents, storedUids } from '../../src/ledger/events.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import type { Services } from './services.ts'

type Events = ReadonlyMap<string, CalendarEvent>

/**
 * What this process has already made of talks: a talk that has not changed is the same object as before, and so
 * is its event.
 */
interface Known {
  events: WeakMap<KnownTalk, CalendarEvent>
  /** The stored events but for those that are forgotten, and `eventsWritten` at that time. */
  stored: { events: Events; over: number } | null
  /** Events of talks that are forgotten, and that are not stored like this. */
  unsaved: Map<string, CalendarEvent>
}

const known = new WeakMap<Ledger, Known>()

function knownOf(ledger: Ledger): Known {
  const before = known.get(ledger)
  if (before !== undefined) return before
  const fresh: Known = { events: new WeakMap(), stored: null, unsaved: new Map() }
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

/** Notes that no fold will give these talks any more: those that are stored otherwise are kept until they are saved. */
export async function noteForgotten(
  services: Pick<Services, 'ledger' | 'profile'>,
  talks: readonly KnownTalk[],
): Promise<void> {
  const { ledger } = services
  const { unsaved } = knownOf(ledger)
  const stored = byUid(
    await eventsWith(
      ledger,
      talks.map(({ uid }) => uid),
    ),
  )
  for (const event of eventsOf(services, talks))
    if (JSON.stringify(stored.get(event.uid)) !== JSON.stringify(event)) unsaved.set(event.uid, event)
}

/** Notes that all talks are folded anew: others may be forgotten than before. */
export function compareAnew(ledger: Ledger): void {
  const known = knownOf(ledger)
  known.stored = null
  known.unsaved.clear()
}

/** Events of talks that are forgotten, and that are still to be saved. */
export function unsavedEvents(ledger: Ledger): CalendarEvent[] {
  return [...knownOf(ledger).unsaved.values()]
}

/**
 * The events of the ledger, as they were when `eventsWritten` was this.
 * @param isForgotten true of those that need not be compared; null: all are wanted
 */
export async function eventsBefore(
  ledger: Ledger,
  over: number,
  isForgotten: ((uid: string) => boolean) | null,
): Promise<Events> {
  if (isForgotten === null) return byUid(await storedEvents(ledger))
  const { stored, unsaved } = knownOf(ledger)
  const isWanted = (uid: string) => !isForgotten(uid) || unsaved.has(uid)
  if (stored?.over === over) return new Map([...stored.events].filter(([uid]) => isWanted(uid)))
  return byUid(await eventsWith(ledger, (await storedUids(ledger)).filter(isWanted)))
}

/** True when this process has published before, and nothing was folded anew since. */
export function hasPublished(ledger: Ledger): boolean {
  return knownOf(ledger).stored !== null
}

/** Notes that these are the events of the ledger now. */
export function noteEvents(ledger: Ledger, events: readonly CalendarEvent[], over: number): void {
  const known = knownOf(ledger)
  known.stored = { events: byUid(events), over }
  for (const event of events) if (known.unsaved.get(event.uid) === event) known.unsaved.delete(event.uid)
}

function byUid(events: readonly CalendarEvent[]): Map<string, CalendarEvent> {
  return new Map(events.map((event) => [event.uid, event]))
}
