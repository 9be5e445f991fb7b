import { eventOf, type CalendarEvent } from '../src/calendar/event.ts'
import { operationsOf, planEvents, type EventPlan, type Operation } from '../src/calendar/plan.ts'
import { decisions, recordDecision, recordDecisions } from '../src/ledger/decisions.ts'
import { reopenMail, settleMail, sourceOf } from '../src/ledger/messages.ts'
import type { Act, Decision, StatedFacts } from '../src/talks/decision.ts'
import type { Folded } from '../src/talks/fold.ts'
import { raisedSequences } from '../src/talks/raised.ts'
import type { StoredReading, Waiting } from '../src/talks/reading.ts'
import type { KnownTalk } from '../src/talks/talk.ts'
import { nameOfDecision, undoneIn } from '../src/talks/undone.ts'
import { planStored, publish } from './publish-feed.ts'
import { readingOf, readMessageJob } from './read-message.ts'
import { readPlaced } from './run/examples.ts'
import { foldSupposing, foldWhole } from './run/folding.ts'
import type { Services } from './run/services.ts'

/** Who decides, and why. */
export interface By {
  who: string
  why: string
}

/** What came of a decision. */
export interface Decided {
  number: number
  /** What changed in the feed. */
  operations: Operation[]
  /** Why it was not carried out; null when it was. */
  objection: string | null
}

/** Keeps a decision and folds again. */
export async function decide(services: Services, act: Act, { who, why }: By): Promise<Decided> {
  return publishBehind(services, await recordDecision(services.ledger, { who, why, act }, services.now()))
}

async function publishBehind(services: Services, number: number): Promise<Decided> {
  const { plan, objection } = await publish(services)
  return { number, operations: operationsOf(plan), objection }
}

/** The same for several that belong together: all are kept, or none. */
export async function decideAll(
  services: Services,
  acts: readonly Act[],
  { who, why }: By,
): Promise<Decided> {
  const made = acts.map((act) => ({ who, why, act }))
  return publishBehind(services, await recordDecisions(services.ledger, made, services.now()))
}

/** What decisions would do; writes nothing. */
export async function preview(services: Services, acts: readonly Act[]): Promise<EventPlan> {
  const { profile, now } = services
  const { before, after } = await foldSupposing(services, supposed(acts, now()))
  const byUid = ({ talks }: Folded) => new Map(talks.map((talk) => [talk.uid, eventOf(talk, profile)]))
  const taken = new Set([...after.withdrawn, ...after.merged].map(({ uid }) => uid))
  return planEvents(byUid(before), byUid(after), taken)
}

/** The approval of what waits, perhaps with corrected facts, or as being about a known event. */
export function approvalOf(
  { key, talk, field, start }: Waiting,
  { facts = {}, event = null }: { facts?: StatedFacts; event?: string | null } = {},
): Act {
  const stated = Object.keys(facts).length === 0 ? {} : { facts }
  return { kind: 'approve', mail: key, talk, field, start, event, ...stated }
}

/** The rejection: it is nothing for the calendar. */
export function rejectionOf({ key, talk, field }: Waiting): Act {
  return { kind: 'reject', mail: key, talk, field }
}

/** Reads after all, and approves, a mail that could not be used as it is. */
export async function readAfterAll(services: Services, mail: string, by: By): Promise<Decided> {
  await readNow(services, mail)
  return decide(services, { kind: 'approve', mail, talk: null, field: null, start: null, event: null }, by)
}

/** Sets such a mail aside: it is nothing for the calendar. */
export async function setAside(services: Services, mail: string, by: By): Promise<Decided> {
  await settleMail(services.ledger, mail, 'ignored', services.now())
  return decide(services, { kind: 'reject', mail, talk: null, field: null }, by)
}

/**
 * Makes an event of a mail that gave none. A mail that waited unread is approved, too, and what the parser
 * sees in it is rejected, so that there are not two events.
 */
export async function makeEvent(
  services: Services,
  mail: string,
  facts: StatedFacts,
  { who, why }: By,
): Promise<Decided> {
  const create: Act = { kind: 'create', mail, facts }
  const marks = await marksOfWaiting(services, mail)
  const acts: Act[] =
    marks === null
      ? [create]
      : [
          { kind: 'approve', mail, talk: null, field: null, start: null, event: null },
          ...marks.map((talk): Act => ({ kind: 'reject', mail, talk, field: null })),
          create,
        ]
  const made = acts.map((act) => ({ who, why, act }))
  const number = await recordDecisions(services.ledger, made, services.now())
  // After the decisions, so that the reading is never published without them.
  await readNow(services, mail)
  return publishBehind(services, number)
}

/** The names of the talks that the parser sees in a mail that waits unread; null when it does not wait. */
async function marksOfWaiting(services: Services, key: string): Promise<string[] | null> {
  const mail = await sourceOf(services.ledger, key)
  if (mail?.state !== 'waiting') return null
  const { announcement } = readingOf(await readPlaced(services, mail), services.profile)
  const { marks = [] } = (JSON.parse(announcement ?? '{}') ?? {}) as Partial<StoredReading>
  return marks.map(({ name }) => name)
}

async function readNow(services: Services, mail: string): Promise<void> {
  if (await settleMail(services.ledger, mail, 'pending', services.now()))
    await readMessageJob.run(mail, services)
}

/**
 * Takes back a decision and those made together with it, by new ones: all is as if they had not been made,
 * and SEQUENCE is raised so that readers' calendars follow.
 * @param number of any one of them
 */
export async function undo(services: Services, number: number, { who, why }: By): Promise<Decided> {
  const { ledger, now } = services
  const made = await decisions(ledger)
  const group = togetherWith(made, number)
  if (group.length === 0) throw new Error(`Decision ${number} no longer counts: look at the log again.`)
  for (const { act } of group) await reopen(services, act)
  const taken = group.map((decision): Act => ({ kind: 'undo', of: nameOfDecision(decision) }))
  const { before, after } = await foldSupposing(services, supposed(taken, now()))
  const acts: Act[] = [
    ...taken,
    // Google keeps what was deleted there until it is brought back.
    ...group.flatMap(({ act }): Act[] =>
      act.kind === 'google-delete' ? [{ kind: 'restore', event: act.event }] : [],
    ),
    ...[...raisedSequences(before.talks, after.talks)].map(([event, sequence]): Act => ({
      kind: 'reread',
      event,
      sequence,
    })),
  ]
  const words = acts.map((act) => ({ who, why, act }))
  return publishBehind(services, await recordDecisions(ledger, words, now()))
}

/** A mail that was read after all, or set aside, waits again. */
async function reopen({ ledger, now }: Services, act: Act): Promise<void> {
  if ((act.kind !== 'approve' && act.kind !== 'reject') || act.talk !== null || act.field !== null) return
  const mail = await sourceOf(ledger, act.mail)
  const { holds, announcement } = (JSON.parse(mail?.announcement ?? '{}') ?? {}) as Partial<StoredReading>
  // With `holds` the decision was about a part that can't be read: the mail itself never waited.
  if (holds === undefined && announcement?.missed === undefined)
    await reopenMail(ledger, act.mail, 'a decision about it was taken back', now())
}

/** The decisions made together with this one, by the same person at the same instant; none once undone. */
export function togetherWith(made: readonly Decision[], number: number): Decision[] {
  const undone = undoneIn(made)
  const decision = made.find((one) => one.number === number)
  if (decision === undefined || undone.has(nameOfDecision(decision))) return []
  return made.filter(
    (one) =>
      one.at === decision.at &&
      one.who === decision.who &&
      one.act.kind !== 'reread' &&
      !undone.has(nameOfDecision(one)),
  )
}

/** Decisions that nobody has made yet, after all others: for a fold that is only looked at. */
function supposed(acts: readonly Act[], at: string): Decision[] {
  const first = Number.MAX_SAFE_INTEGER - acts.length
  return acts.map((act, place) => ({ number: first + place, after: Infinity, at, who: '', why: '', act }))
}

/** Every event, including those that a human took out. */
export async function allEvents(services: Services): Promise<CalendarEvent[]> {
  const { live, withdrawn } = await eventsNow(services)
  return [...live, ...withdrawn]
}

/** Every event; those that a human took out are apart. */
export async function eventsNow(
  services: Services,
): Promise<{ live: CalendarEvent[]; withdrawn: CalendarEvent[] }> {
  const { talks, withdrawn } = await foldWhole(services)
  const shown = (all: readonly KnownTalk[]) => all.map((talk) => eventOf(talk, services.profile))
  return { live: shown(talks), withdrawn: shown(withdrawn) }
}

/** What waits for a human now. */
export async function waitingNow(services: Services): Promise<Waiting[]> {
  return (await planStored(services)).waiting
}
