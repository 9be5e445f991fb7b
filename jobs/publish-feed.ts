import type { Changes } from '../src/ledger/ledger.ts'
import type { CalendarEvent } from '../src/calendar/event.ts'
import { messageOf } from '../src/errors.ts'
import type { Folded } from '../src/talks/fold.ts'
import type { Gone } from '../src/publication/manifest.ts'
import { dayOf, shortIdOf } from '../src/talks/talk.ts'
import { emptyingObjection, objectionTo, planEvents, type EventPlan } from '../src/calendar/plan.ts'
import type { Lesson, Waiting } from '../src/talks/reading.ts'
import { applyEvents, eventsWritten } from '../src/ledger/events.ts'
import { countMessages } from '../src/ledger/messages.ts'
import { lastDecision } from '../src/ledger/examples.ts'
import { leaveNote } from '../src/ledger/notes.ts'
import { sharePublication } from '../src/ledger/publication.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import { foldStored, foldWhole } from './run/folding.ts'
import { bringBackDecisions, keepDecisions } from './run/kept-decisions.ts'
import { eventsBefore, eventsOf, hasPublished, noteEvents, unsavedEvents } from './run/known-events.ts'
import { learnFrom } from './run/examples.ts'
import type { QueuedJob } from './run/job.ts'
import { mirror } from './run/mirror.ts'
import { keepMonths, renderFeeds } from './run/render.ts'
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

/** What mails and decisions give, and how it differs from what is published. */
export interface FeedPlan {
  /** Without those of talks that are long over and stored as they are, unless the plan is a whole one. */
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

/** Folds what is stored, writes what changed, and renders the feed; a plan that removes too much is refused and told. */
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

/** The same, with the talks that are long over. */
export async function planWhole(services: Services): Promise<FeedPlan> {
  const over = await eventsWritten(services.ledger)
  const decided = (await lastDecision(services.ledger)) ?? 0
  return planFeed(services, { folded: await foldWhole(services), decided, over, isForgotten: null })
}

/** What a fold does. */
export interface FoldedFeed {
  folded: Folded
  /** Number of the newest decision. */
  decided: number
  /** `eventsWritten` before anything of it was taken from the ledger. */
  over: number
  /** True of the talks that the fold does not give: they are stored as they are; null: it gives all. */
  isForgotten: ((uid: string) => boolean) | null
}

/** What a fold would do to what is published; writes nothing. */
export async function planFeed(
  services: Services,
  { folded, decided, over, isForgotten }: FoldedFeed,
): Promise<FeedPlan> {
  const { ledger, feed, now } = services
  const kept = isForgotten === null ? [] : unsavedEvents(ledger)
  const wanted = new Map([...kept, ...eventsOf(services, folded.talks)].map((event) => [event.uid, event]))
  const stored = await eventsBefore(ledger, over, isForgotten)
  const taken = new Set([...folded.withdrawn, ...folded.merged].map(({ uid }) => uid))
  const plan = planEvents(stored, wanted, taken)
  const before = feed.head()
  // What a human took out is no accident. What is published counts, too: a new ledger must not empty it.
  const lost = before === null || before.over === over ? [] : [...feed.talks()]
  const published = new Map([...lost, ...stored.values()].map((event) => [event.uid, event]))
  const left = [...published.values()].filter(({ uid }) => !wanted.has(uid) && isForgotten?.(uid) !== true)
  const unasked = left.filter(({ uid }) => !taken.has(uid))
  const today = now().slice(0, 10)
  const isComing = ({ end }: CalendarEvent) => end.slice(0, 10) >= today
  const coming = [...published.values()].filter(isComing).length
  const events = [...wanted.values()]
  const objection =
    emptyingObjection(unasked.filter(isComing).length, events.filter(isComing).length) ??
    objectionTo(unasked.length, Math.max(coming, unasked.length))
  return {
    events,
    gone: goneFrom(folded, before?.gone ?? [], left, wanted),
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
  before: readonly Gone[],
  left: readonly CalendarEvent[],
  wanted: ReadonlyMap<string, CalendarEvent>,
): Gone[] {
  const there = new Set([...wanted.keys()].map(shortIdOf))
  const gone = [
    ...before,
    ...[...left, ...withdrawn].map((one) => ({ id: shortIdOf(one.uid), day: dayOf(one), into: null })),
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
export async function carryOut(services: Services, planned: FeedPlan): Promise<boolean> {
  const { ledger, profile, now } = services
  const { events, waiting, plan, over } = planned
  const changes = {
    put: plan.put.map(({ event }) => event),
    remove: plan.remove.map(({ event }) => event.uid),
    over,
  }
  const count = waiting.length + (await countMessages(ledger)).waiting
  let written = over
  // A feed that does not pass its check leaves all as it was.
  const isDone = await applyEvents(ledger, changes, now(), async (transaction, months, after) => {
    written = after
    await save(services, transaction, planned, { months, over: after, waiting: count })
  })
  if (!isDone) return false
  noteEvents(ledger, events, written)
  await leaveNote(ledger, 'feed-refused', '', now())
  await leaveNote(ledger, 'public-url', addressNote(profile.publicUrl), now())
  await leaveNote(ledger, 'waiting', JSON.stringify(waiting), now())
  return true
}

/**
 * Publishes what the ledger's events are in this transaction.
 * @param months whose events have changed
 * @param over `eventsWritten` now
 */
async function save(
  services: Services,
  transaction: Changes,
  planned: FeedPlan,
  { months, over, waiting }: { months: ReadonlySet<string>; over: number; waiting: number },
): Promise<void> {
  const { ledger, feed, settings, now } = services
  const { gone, plan, lastMailAt } = planned
  const head = feed.head()
  // Only what is whole, and what was made of the events before these, need not be made anew.
  const before = head?.over === planned.over && feed.isWhole() ? head : null
  // Another process may have been another version, or have had another name for the list.
  const rendered = hasPublished(ledger) ? before : null
  const touched = [
    ...plan.put.flatMap(({ event, before: was }) => (was === null ? [event] : [event, was])),
    ...plan.remove.map(({ event }) => event),
  ]
  const days = touched.map(({ end }) => end.slice(0, 10))
  const publication = {
    ...(await renderFeeds(services, transaction, rendered, days)),
    months: await keepMonths(services, transaction, before, months),
    gone,
    status: { lastMailAt, waiting },
    over,
  }
  feed.save(publication, now())
  const files = settings.databaseUrl === null ? null : feed.files()
  if (files !== null) await sharePublication(transaction, files)
}

/** Brings the examples that mails are read by in line with all decisions. */
export async function learnNow(services: Services): Promise<void> {
  await learnFrom(services, await planStored(services))
}
