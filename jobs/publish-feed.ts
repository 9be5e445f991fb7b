import type { CalendarEvent } from '../src/calendar/event.ts'
import { messageOf } from '../src/errors.ts'
import type { Folded } from '../src/talks/fold.ts'
import type { Gone, Publication } from '../src/publication/store.ts'
import { dayOf, shortIdOf } from '../src/talks/talk.ts'
import { emptyingObjection, objectionTo, planEvents, type EventPlan } from '../src/calendar/plan.ts'
import type { Lesson, Waiting } from '../src/talks/reading.ts'
import { applyEvents, eventsWritten } from '../src/ledger/events.ts'
import { countMessages } from '../src/ledger/messages.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import { sharePublication } from '../src/ledger/publication.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import { foldStored } from './run/folding.ts'
import { bringBackDecisions, keepDecisions } from './run/kept-decisions.ts'
import { eventsBefore, eventsOf, feedsOf, noteEvents } from './run/known-events.ts'
import { learnFrom } from './run/examples.ts'
import type { QueuedJob } from './run/job.ts'
import { mirror } from './run/mirror.ts'
import { restWhileReading, timed } from './run/rest.ts'
import { addressNote, type Services } from './run/services.ts'

export const publishFeed: QueuedJob = {
  name: 'publish-feed',
  concurrency: 1,
  perSecond: 2,
  async run(key, services) {
    if ((await workAt(services.ledger, 'publish-feed', key)) === null) return
    await restWhileReading(services.ledger)
    await timed(services.ledger, async () => publish(services))
    services.wake()
  },
}

/** The one piece of this work in the outbox. */
const feedKey = 'feed'

/** All events that mails and decisions give, and how they differ from those that are published. */
export interface FeedPlan {
  events: CalendarEvent[]
  gone: Gone[]
  waiting: Waiting[]
  plan: EventPlan
  /** `eventsWritten` when it was made. */
  over: number
  /** ISO instant of the newest mail. */
  lastMailAt: string | null
  /** Why it must not be carried out unasked; null when it may. */
  objection: string | null
  /** What humans confirmed: later mails are read by it. */
  lessons: Lesson[]
  /** Number of the newest decision. */
  decided: number
}

/** Another process that publishes at the same time is done after a moment. */
const mostPlans = 5

/** Folds all mails, writes what changed, and renders the feed; a plan that removes too much is refused and told. */
export async function publish(services: Services): Promise<FeedPlan> {
  const { ledger } = services
  const work = await workAt(ledger, 'publish-feed', feedKey)
  const lacking = await bringBackDecisions(services)
  await leaveNote(ledger, 'decisions-missing', lacking ?? '', services.now())
  const planned = await publishPlan(services, lacking)
  await learnFrom(services, planned)
  await keepDecisions(services)
  // A mail that was read in the meantime has raised the epoch: then the work stays, and is done again.
  if (work !== null) await finishWork(ledger, 'publish-feed', feedKey, work.epoch, services.now())
  return planned
}

/** Carries out a plan over what is stored, or tells why not. */
async function publishPlan(services: Services, lacking: string | null): Promise<FeedPlan> {
  for (let plans = 0; plans < mostPlans; plans++) {
    // A shared copy that is damaged is no reason not to publish the next one.
    await mirror(services).catch((error: unknown) =>
      services.log.warn({ error: messageOf(error) }, 'no mirror'),
    )
    const plan = await planStored(services)
    const objection = lacking ?? plan.objection
    if (objection !== null) {
      await refuse(services, objection, lacking === null)
      return { ...plan, objection }
    }
    if (await carryOut(services, plan)) return plan
  }
  throw new Error('other processes publish all the time: is “statlist” run in a loop?')
}

async function refuse({ ledger, log, now }: Services, objection: string, tells: boolean): Promise<void> {
  log.error({ objection }, 'the calendars were left as they are; look at `statlist status`')
  const what = `${objection}: nothing was changed; “statlist resync --plan” shows it and says how to do it all the same`
  if (tells) await leaveNote(ledger, 'feed-refused', what, now())
}

/** What a fold of all that is stored would do; writes nothing. */
export async function planStored(services: Services): Promise<FeedPlan> {
  const over = await eventsWritten(services.ledger)
  return planFeed(services, { ...(await foldStored(services)), over })
}

/** What a fold does. */
export interface FoldedFeed {
  folded: Folded
  /** Number of the newest decision. */
  decided: number
  /** `eventsWritten` before anything of it was taken from the ledger. */
  over: number
}

/** What a fold would do to what is published; writes nothing. */
export async function planFeed(
  { ledger, profile, feed, now }: Services,
  { folded, decided, over }: FoldedFeed,
): Promise<FeedPlan> {
  const events = eventsOf({ ledger, profile }, folded.talks)
  const stored = await eventsBefore(ledger, over)
  const wanted = new Map(events.map((event) => [event.uid, event]))
  const taken = new Set([...folded.withdrawn, ...folded.merged].map(({ uid }) => uid))
  const plan = planEvents(stored, wanted, taken)
  // What a human took out is no accident. What is published counts, too: a new ledger must not empty it.
  const published = new Map(
    [...(feed.current()?.events ?? []), ...stored.values()].map((event) => [event.uid, event]),
  )
  const unasked = [...published.values()].filter(({ uid }) => !wanted.has(uid) && !taken.has(uid))
  const today = now().slice(0, 10)
  const isComing = ({ end }: CalendarEvent) => end.slice(0, 10) >= today
  const coming = [...published.values()].filter(isComing).length
  const objection =
    emptyingObjection(unasked.filter(isComing).length, events.filter(isComing).length) ??
    objectionTo(unasked.length, Math.max(coming, unasked.length))
  return {
    events,
    gone: goneFrom(folded, feed.current(), wanted),
    waiting: folded.waiting,
    plan,
    over,
    lastMailAt: folded.lastMailAt,
    objection,
    lessons: folded.lessons,
    decided,
  }
}

/** Talks that readers had: what a human took out or merged, and what no mail announces any more. */
function goneFrom(
  { withdrawn, merged }: Pick<Folded, 'withdrawn' | 'merged'>,
  before: Publication | null,
  wanted: ReadonlyMap<string, CalendarEvent>,
): Gone[] {
  const there = new Set([...wanted.keys()].map(shortIdOf))
  const gone = [
    ...(before?.gone ?? []),
    ...[...(before?.events ?? []), ...withdrawn].map((one) => ({
      id: shortIdOf(one.uid),
      day: dayOf(one),
      into: null,
    })),
  ]
  const days = new Map(gone.map(({ id, day }) => [id, day]))
  const moved = merged.map(({ uid, into }) => {
    const id = shortIdOf(uid)
    return { id, day: days.get(id) ?? null, into: shortIdOf(into) }
  })
  const byId = new Map([...gone, ...moved].map((one) => [one.id, one]))
  return [...byId.values()].filter(({ id }) => !there.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Writes a plan, with the work that follows, into the ledger, and saves the feed; false, and nothing is
 * done, when somebody else published since the plan was begun.
 */
export async function carryOut(
  services: Services,
  { events, gone, waiting, plan, over, lastMailAt }: FeedPlan,
): Promise<boolean> {
  const { ledger, profile, now } = services
  // Rendered and checked before anything is written: a feed that does not pass leaves all as it was.
  const feeds = feedsOf(services, events)
  const count = waiting.length + (await countMessages(ledger)).waiting
  const changes = {
    put: plan.put.map(({ event }) => event),
    remove: plan.remove.map(({ event }) => event.uid),
    over,
  }
  const publication = { ...feeds, events, gone, status: { lastMailAt, waiting: count } }
  const isDone = await applyEvents(ledger, changes, now(), async (transaction) => {
    services.feed.save(publication, now())
    const files = services.settings.databaseUrl === null ? null : services.feed.files()
    if (files !== null) await sharePublication(transaction, files)
  })
  if (!isDone) return false
  noteEvents(ledger, events, over + (changes.put.length + changes.remove.length > 0 ? 1 : 0))
  await leaveNote(ledger, 'feed-refused', '', now())
  await leaveNote(ledger, 'public-url', addressNote(profile.publicUrl), now())
  await leaveNote(ledger, 'waiting', JSON.stringify(waiting), now())
  return true
}

/** Brings the examples that mails are read by in line with all decisions. */
export async function learnNow(services: Services): Promise<void> {
  await learnFrom(services, await planStored(services))
}
