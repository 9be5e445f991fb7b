import { createHash } from 'node:crypto'
import type { CalendarEvent } from './event.ts'
import { differingFacts, isOff } from '../talks/talk.ts'

/** One step of a plan, as a human reads it. */
export interface Operation {
  what: 'add' | 'change' | 'cancel' | 'remove' | 'write' | 'adopt'
  where: 'feed' | 'Google'
  uid: string
  summary: string
  reason: string
}

/** What a fold would do to the stored events: adds, changes and cancels carry the new event. */
export interface EventPlan {
  put: {
    what: 'add' | 'change' | 'cancel'
    event: CalendarEvent
    before: CalendarEvent | null
    reason: string
  }[]
  remove: { event: CalendarEvent; reason: string }[]
}

/** Compares stored events with wanted ones; pure. `withdrawn`: uids that a human took out. */
export function planEvents(
  stored: ReadonlyMap<string, CalendarEvent>,
  wanted: ReadonlyMap<string, CalendarEvent>,
  withdrawn: ReadonlySet<string> = new Set(),
): EventPlan {
  const put = [...wanted.values()].flatMap((event): EventPlan['put'] => {
    const before = stored.get(event.uid)
    if (before === undefined)
      return [{ what: 'add', event, before: null, reason: `announced in “${event.talk.subject}”` }]
    if (before === event || JSON.stringify(before) === JSON.stringify(event)) return []
    const what = isOff(event) && !isOff(before) ? 'cancel' : 'change'
    return [{ what, event, before, reason: reasonOf(before, event) }]
  })
  const remove = [...stored.values()]
    .filter((event) => !wanted.has(event.uid))
    .map((event) => ({
      event,
      reason: withdrawn.has(event.uid) ? 'withdrawn or merged by a human' : 'no mail announces it any more',
    }))
  return {
    put: put.toSorted((a, b) => (a.event.uid < b.event.uid ? -1 : 1)),
    remove: remove.toSorted((a, b) => (a.event.uid < b.event.uid ? -1 : 1)),
  }
}

function reasonOf(before: CalendarEvent, after: CalendarEvent): string {
  const facts = differingFacts(before.talk, after.talk)
  if (facts.length > 0) return `${facts.join(', ')} by “${after.talk.subject}”`
  return before.summary === after.summary && before.description === after.description
    ? 'another mail says the same'
    : 'only the wording changed'
}

/** So few may go unasked: a talk or two that were entered twice. */
const fewEvents = 3
/** More than a list announces in a month. */
const manyEvents = 20
/** A year of a weekly seminar is some forty talks: 5 % of them is two. */
const smallShare = 0.05

/**
 * Why so many removals must not be carried out without a human; null when they may.
 * Events are normally cancelled, and hardly ever removed.
 * @param count how many events there are, of which a share may go
 */
export function objectionTo(removals: number, count: number): string | null {
  const tooMany = removals > manyEvents || (removals > fewEvents && removals > count * smallShare)
  return tooMany ? `${removals} of ${count} events would be removed` : null
}

/** Why a calendar must not lose all that is to come; null where something is left, or it was one talk. */
export function emptyingObjection(removals: number, left: number): string | null {
  return removals > 1 && left === 0 ? `all ${removals} coming events would be removed` : null
}

/** Why reading the same mails anew needs a human's consent; null when nothing that people rely on changes. */
export function rereadObjection(
  before: ReadonlyMap<string, CalendarEvent>,
  after: ReadonlyMap<string, CalendarEvent>,
): string | null {
  const count = { starts: 0, statuses: 0, removals: 0 }
  for (const [uid, was] of before) {
    const is = after.get(uid)
    if (is === undefined) count.removals += 1
    else if (is.start !== was.start) count.starts += 1
    else if (is.status !== was.status) count.statuses += 1
  }
  const parts = [
    [count.starts, 'would start at another time'],
    [count.statuses, 'would have another status'],
    [count.removals, 'would be removed'],
  ].filter(([number]) => number !== 0)
  return parts.length === 0
    ? null
    : `mails are read differently now; of the events, ${parts.map((part) => part.join(' ')).join(', ')}`
}

/** A plan's steps, as a human reads them. */
export function operationsOf({ put, remove }: EventPlan): Operation[] {
  return [...put, ...remove.map((step) => ({ ...step, what: 'remove' as const }))].map(
    ({ what, event, reason }) => ({
      what,
      where: 'feed',
      uid: event.uid,
      summary: `${event.start.replace('T', ' ')} ${event.summary}`,
      reason,
    }),
  )
}

/** Names a plan by its content: the same operations, the same hash. */
export function hashOf(operations: readonly Operation[], details: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([operations, details]))
    .digest('hex')
    .slice(0, 12)
}
