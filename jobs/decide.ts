import { eventOf, type CalendarEvent } from '../src/calendar/event.ts'
import { operationsOf, planEvents, type EventPlan, type Operation } from '../src/calendar/plan.ts'
import { secondReadings } from '../src/ledger/answers.ts'
import { decisions, recordDecision, recordDecisions } from '../src/ledger/decisions.ts'
import { settleMail } from '../src/ledger/messages.ts'
import type { Act, Decision, StatedFacts } from '../src/talks/decision.ts'
import { fold, type Folded } from '../src/talks/fold.ts'
import { raisedSequences } from '../src/talks/raised.ts'
import type { Waiting } from '../src/talks/reading.ts'
import { nameOfDecision, undoneIn } from '../src/talks/undone.ts'
import { planFeed, publish, storedReadings } from './publish-feed.ts'
import { readMessageJob } from './read-message.ts'
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

/** The same of several that belong together: all are kept, or none. */
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
  const { ledger, profile, now } = services
  const made = await decisions(ledger)
  const next = acts.map((act, at): Decision => ({
    number: Number.MAX_SAFE_INTEGER - acts.length + at,
    after: Infinity,
    at: now(),
    who: '',
    why: '',
    act,
  }))
  const [before, after] = [await foldWith(services, made), await foldWith(services, [...made, ...next])]
  const byUid = ({ talks }: Folded) => new Map(talks.map((talk) => [talk.uid, eventOf(talk, profile)]))
  const taken = new Set([...after.withdrawn.map(({ uid }) => uid), ...after.merged])
  return planEvents(byUid(before), byUid(after), taken)
}

/** What lets through what waits, with what is said otherwise, or as a word about another event. */
export function approvalOf(
  { key, talk, field, start }: Waiting,
  { facts = {}, event = null }: { facts?: StatedFacts; event?: string | null } = {},
): Act {
  const stated = Object.keys(facts).length === 0 ? {} : { facts }
  return { kind: 'approve', mail: key, talk, field, start, event, ...stated }
}

/** What waits is nothing for the calendar. */
export async function rejectWaiting(
  services: Services,
  { key, talk, field }: Waiting,
  by: By,
): Promise<Decided> {
  return decide(services, { kind: 'reject', mail: key, talk, field }, by)
}

/** A mail that could not be used as it is: it is read after all. */
export async function readAfterAll(services: Services, mail: string, by: By): Promise<Decided> {
  await readNow(services, mail)
  return decide(services, { kind: 'approve', mail, talk: null, field: null, start: null, event: null }, by)
}

/** Such a mail is nothing for the calendar. */
export async function setAside(services: Services, mail: string, by: By): Promise<Decided> {
  await settleMail(services.ledger, mail, 'ignored', services.now())
  return decide(services, { kind: 'reject', mail, talk: null, field: null }, by)
}

/** An event of a mail that gave none; one that could not be used as it is stands behind the human's word then. */
export async function makeEvent(
  services: Services,
  mail: string,
  facts: StatedFacts,
  by: By,
): Promise<Decided> {
  await readNow(services, mail)
  return decide(services, { kind: 'create', mail, facts }, by)
}

async function readNow(services: Services, mail: string): Promise<void> {
  if (await settleMail(services.ledger, mail, 'pending', services.now()))
    await readMessageJob.run(mail, services)
}

/** Takes a decision back by another one: all is as if it had not been made, and what readers have is followed by something newer. */
export async function undo(services: Services, number: number, { who, why }: By): Promise<Decided> {
  const { ledger, now } = services
  const made = await decisions(ledger)
  const decision = made.find((one) => one.number === number)
  if (decision === undefined || undoneIn(made).has(nameOfDecision(decision)))
    throw new Error(`Decision ${number} does not count any more: look at the log again.`)
  const { act } = decision
  // Google keeps what was deleted there; only bringing it back is heard.
  if (act.kind === 'withdraw' || act.kind === 'google-delete')
    return decide(services, { kind: 'restore', event: act.event }, { who, why })
  if (act.kind === 'reject' && act.talk === null && act.field === null) await readNow(services, act.mail)
  const taken: Act = { kind: 'undo', of: nameOfDecision(decision) }
  const next: Decision = { ...decision, number: Infinity, who, why, act: taken }
  const [before, after] = [await foldWith(services, made), await foldWith(services, [...made, next])]
  const raised = [...raisedSequences(before.talks, after.talks)].map(([event, sequence]) => ({
    who,
    why,
    act: { kind: 'reread' as const, event, sequence },
  }))
  return publishBehind(services, await recordDecisions(ledger, [{ who, why, act: taken }, ...raised], now()))
}

async function foldWith(services: Services, made: readonly Decision[]): Promise<Folded> {
  const { ledger, profile } = services
  return fold(await storedReadings(services), made, profile, await secondReadings(ledger))
}

/** Every event, those that a human took out too. */
export async function allEvents(services: Services): Promise<CalendarEvent[]> {
  const { talks, withdrawn } = await foldWith(services, await decisions(services.ledger))
  return [...talks, ...withdrawn].map((talk) => eventOf(talk, services.profile))
}

/** What waits for a human now. */
export async function waitingNow(services: Services): Promise<Waiting[]> {
  return (await planFeed(services, await storedReadings(services))).waiting
}
