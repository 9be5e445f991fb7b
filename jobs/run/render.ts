import { lineOf, maxEvents, renderFeed } from '../../src/calendar/feed.ts'
import {
  eventsOfMonth,
  eventsUntil,
  lastChange,
  lastEventsBefore,
  monthsOfEvents,
} from '../../src/ledger/events.ts'
import type { Changes } from '../../src/ledger/ledger.ts'
import { monthIn } from '../../src/publication/months.ts'
import type { PublicationHead } from '../../src/publication/manifest.ts'
import type { Services } from './services.ts'

type Renders = Pick<Services, 'feed' | 'profile'>

/**
 * Writes the talks of the months that have changed since a publication, or all; gives the names of all files.
 * @param changed months whose events have changed
 */
export async function keepMonths(
  { feed }: Renders,
  transaction: Changes,
  before: PublicationHead | null,
  changed: ReadonlySet<string>,
): Promise<string[]> {
  const names = new Map((before?.months ?? []).map((name) => [monthIn(name), name]))
  for (const month of before === null ? await monthsOfEvents(transaction) : changed) {
    const events = await eventsOfMonth(transaction, month)
    if (events.length === 0) names.delete(month)
    else names.set(month, feed.keep(month, events))
  }
  return [...names.values()]
}

/**
 * Renders the feed, and the one of what is too old for it: only where they may have changed since a publication.
 * @param days the last days of the events that have changed, before and now
 */
export async function renderFeeds(
  { profile }: Renders,
  transaction: Changes,
  before: PublicationHead | null,
  days: readonly string[],
): Promise<Pick<PublicationHead, 'feed' | 'archive' | 'from'>> {
  const newest = await lastChange(transaction)
  const from = newest === null ? null : lineOf(newest)
  const isOld = (day: string) => from === null || day < from
  const isSame = (isIt: (day: string) => boolean) => before?.from === from && !days.some(isIt)
  const feed = async () => renderFeed(from === null ? [] : await eventsUntil(transaction, from), profile)
  const archive = async () => {
    const named = { ...profile, name: `${profile.name} archive` }
    if (from === null) return renderFeed([], named)
    const { last, rest } = await lastEventsBefore(transaction, from, maxEvents)
    return renderFeed(last, named, rest)
  }
  return {
    feed: before !== null && isSame((day) => !isOld(day)) ? before.feed : await feed(),
    archive: before !== null && isSame(isOld) ? before.archive : await archive(),
    from,
  }
}
