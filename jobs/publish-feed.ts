import { createHash } from 'node:crypto'
import { eventOf, type CalendarEvent } from '../src/calendar/event.ts'
import { renderFeed } from '../src/calendar/feed.ts'
import { fold, type Folded } from '../src/calendar/fold.ts'
import type { StoredReading } from '../src/calendar/reading.ts'
import { objectionTo, planEvents, type EventPlan } from '../src/calendar/plan.ts'
import { applyEvents, storedEvents } from '../src/ledger/events.ts'
import { decisions } from '../src/ledger/decisions.ts'
import { announcements } from '../src/ledger/messages.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import type { QueuedJob } from './job.ts'
import type { Services } from './services.ts'

export const publishFeed: QueuedJob = {
  name: 'publish-feed',
  concurrency: 1,
  perSecond: 2,
  async run(key, services) {
    if ((await workAt(services.ledger, 'publish-feed', key)) === null) return
    await publish(services, { allowRemovals: false })
    services.wake()
  },
}

/** The one piece of this work in the outbox. */
const feedKey = 'feed'

/** Folds all mails, writes what changed, and renders the feed; a plan that removes too much is refused and told. */
export async function publish(
  services: Services,
  { allowRemovals }: { allowRemovals: boolean },
): Promise<EventPlan> {
  const { ledger } = services
  const work = await workAt(ledger, 'publish-feed', feedKey)
  const plan = await publishFold(services, allowRemovals)
  // A mail that was read in the meantime has raised the epoch: then the work stays, and is done again.
  if (work !== null) await finishWork(ledger, 'publish-feed', feedKey, work.epoch)
  return plan
}

async function publishFold(services: Services, allowRemovals: boolean): Promise<EventPlan> {
  const { ledger, profile, log } = services
  const folded = await foldLedger(services)
  const events = folded.talks.map((talk) => eventOf(talk, profile))
  const wanted = new Map(
    events.map((event) => [event.uid, { event: JSON.stringify(event), hash: hashOf(event) }]),
  )
  const stored = new Map((await storedEvents(ledger)).map((row) => [row.uid, row.hash]))
  const plan = planEvents(stored, new Map([...wanted].map(([uid, row]) => [uid, row.hash])))
  const objection = allowRemovals ? null : objectionTo(plan, stored.size)
  if (objection !== null) {
    log.error({ objection }, 'the calendars were left as they are; look at `statlist status`')
    await leaveNote(
      ledger,
      'feed-refused',
      `${objection}: nothing was changed; run "statlist resync --allow-removals" if that is right`,
      services.now(),
    )
    return { add: [], change: [], remove: [] }
  }
  const feed = renderFeed(events, profile)
  await applyEvents(
    ledger,
    [...plan.add, ...plan.change].map((uid) => ({ uid, ...wanted.get(uid)! })),
    plan.remove,
    services.now(),
  )
  services.feed.save(feed, JSON.stringify(events))
  await leaveNote(ledger, 'feed-refused', '', services.now())
  await leaveNote(ledger, 'held', JSON.stringify(folded.held), services.now())
  return plan
}

/** The fold over everything that the ledger has read. */
export async function foldLedger({ ledger, profile }: Services): Promise<Folded> {
  const readings = (await announcements(ledger)).map(({ key, number, announcement }) => ({
    key,
    number,
    ...(JSON.parse(announcement) as StoredReading),
  }))
  return fold(readings, await decisions(ledger), profile.organisers)
}

function hashOf(event: CalendarEvent): string {
  return createHash('sha256').update(JSON.stringify(event)).digest('hex')
}
