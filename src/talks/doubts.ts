import type { Talk } from '../announcement/announcement.ts'
import { excludes, identityOf } from './identity.ts'
import type { Origin } from './origin.ts'
import { isOrganiser, officeOf, type FoldState } from './state.ts'
import type { Reading } from './reading.ts'
import { dayOf, differingFacts, factsOf, filled, revised } from './talk.ts'

/**
 * Why a mail is not simply applied.
 * @param again read by a language model: what is doubted then is the model's word itself
 * @param isApart a human said that it is an event of its own
 */
export function doubtsOf(
  state: FoldState,
  origin: Origin | null,
  reading: Reading,
  talk: Talk,
  { again, isApart }: { again: boolean; isApart: boolean },
): string[] {
  const off = talk.status.value === 'cancelled' || talk.notice?.value === 'postponed'
  // Whoever cancels a talk on a known day need not name hour, place or title again, or may name former ones.
  const certain = talk.status.certainty === 'stated' || talk.notice?.value === 'postponed'
  const clear =
    origin !== null && off && certain && dayOf(origin.stated) === talk.start.value.slice(0, 10) && !again
  const reasons = clear ? [] : [...talk.doubts]
  if (origin === null && off)
    reasons.push(
      `${talk.notice?.value === 'postponed' ? 'postpones' : 'cancels'} a talk that was not announced`,
    )
  if (origin === null) {
    const heard = identityOf(factsOf(talk))
    const rival = state.origins
      .on(dayOf(heard))
      .find(
        ({ stated, identities, talk: { sources } }) =>
          !sources.includes(reading.key) &&
          stated.status === 'confirmed' &&
          excludes(identities.at(-1)!, heard),
      )
    if (rival !== undefined)
      reasons.push(
        `the same hour and room as “${rival.stated.title ?? rival.talk.subject}”: another speaker, or a second talk?`,
      )
  }
  if (
    origin !== null &&
    !clear &&
    isNewer(origin, reading) &&
    reading.announcement.kind !== 'update' &&
    (takesBack(origin, talk) || (again && isFormerStart(origin, talk)))
  )
    reasons.push(
      `repeats what has been changed since (now ${origin.stated.start}, ${origin.stated.location ?? 'no room'})`,
    )
  if (origin !== null && !off && isNewer(origin, reading) && losesHour(origin, talk))
    reasons.push(`names another day but no hour (so far ${origin.stated.start.replace('T', ' ')})`)
  const { kind } = reading.announcement
  if (origin === null && isSketch(talk, kind === 'update', again))
    reasons.push('says too little to be an event of its own')
  const mayRepeat = origin === null && !isApart && (again || kind !== 'announcement')
  const beside = mayRepeat ? besideOf(state, reading, talk) : undefined
  if (beside !== undefined)
    reasons.push(
      `the same hour as “${beside.stated.title ?? beside.talk.subject}” by the same sender: that event, or a second one?`,
    )
  const nameless = talk.title === null && talk.speakers.length === 0 && kind !== 'update'
  if (origin !== null && !off && nameless && moves(origin, talk))
    reasons.push('names another time in passing, but neither title nor speaker')
  const isBack = talk.notice?.value === 'reinstated'
  if (origin !== null && isNewer(origin, reading) && revives(origin, talk) && !isBack)
    reasons.push(`announces again what was ${origin.stated.status}: does it take place after all?`)
  if (origin !== null && isOutOfOrder(origin, reading, talk))
    reasons.push(`came later but is dated earlier (${reading.date}) than what last changed the talk`)
  if (
    origin !== null &&
    isNewer(origin, reading) &&
    (isNews(origin, talk) || revives(origin, talk)) &&
    !mayChange(state, origin, reading)
  )
    reasons.push(`${reading.from} did not announce this talk`)
  return reasons
}

/** True when a mail says something of a talk that is not known yet. */
export function isNews(origin: Origin, talk: Talk): boolean {
  return differingFacts(origin.stated, revised(origin.stated, talk)).length > 0
}

/** A talk with a known hour would become an all-day one. */
function losesHour({ stated }: Origin, talk: Talk): boolean {
  return stated.start.includes('T') && talk.end === null && !revised(stated, talk).start.includes('T')
}

/** A change of an unknown event without its hour or title; by a model's word, any event without both. */
function isSketch({ start, end, title }: Talk, changes: boolean, again: boolean): boolean {
  const hourless = !start.value.includes('T') && end === null
  return (changes && (hourless || title === null)) || (again && hourless && title === null)
}

/** Another event that the sender announced for the same hour. */
function besideOf(state: FoldState, reading: Reading, talk: Talk): Origin | undefined {
  const { start } = talk
  return state.origins
    .on(dayOf({ start: start.value }))
    .find(
      ({ stated, senders, talk: { sources } }) =>
        start.value.includes('T') &&
        stated.start === start.value &&
        stated.status === 'confirmed' &&
        senders.has(reading.from) &&
        !sources.includes(reading.key),
    )
}

function moves({ stated }: Origin, talk: Talk): boolean {
  return revised(stated, talk).start !== stated.start
}

/** A talk that was called off is announced as taking place, for the same day. */
export function revives({ stated }: Origin, talk: Talk): boolean {
  return (
    stated.status === 'cancelled' &&
    talk.status.value !== 'cancelled' &&
    talk.notice?.value !== 'postponed' &&
    dayOf(stated) === dayOf(factsOf(talk))
  )
}

/** A copy of the old announcement, or a reminder made of it: it would only restore what was said before. */
function takesBack({ stated, former }: Origin, talk: Talk): boolean {
  const next = revised(stated, talk)
  const changed = differingFacts(stated, next)
  return (
    changed.length > 0 &&
    former.some((said) => changed.every((name) => !differingFacts(said, next).includes(name)))
  )
}

/** It gives a former start, whatever else is new. */
function isFormerStart({ stated, former }: Origin, { start }: Talk): boolean {
  return stated.start !== start.value && former.some((said) => said.start === start.value)
}

/** Senders' clocks differ, and lists hold mails back: within this time nobody knows which of two mails is the newer one. */
const clockSkewHours = 48

/** Not much older than what was heard of the talk last; an archive read late is older, whenever it came. */
export function isNewer(origin: Origin, reading: Reading): boolean {
  return hoursBehind(origin, reading) <= clockSkewHours
}

function hoursBehind(origin: Origin, reading: Reading): number {
  return Temporal.Instant.from(reading.date).until(origin.heardAt).total('hours')
}

/**
 * Came later and is dated a little earlier, and would do more than fill gaps: a slow clock, or the old
 * announcement held up?
 */
function isOutOfOrder(origin: Origin, reading: Reading, talk: Talk): boolean {
  const hours = hoursBehind(origin, reading)
  if (hours <= 0 || hours > clockSkewHours) return false
  return differingFacts(filled(origin.stated, talk), revised(origin.stated, talk)).length > 0
}

/**
 * Changes are taken from who wrote of it before, a confirmed colleague of theirs, and the list's organisers; being in its
 * thread proves nothing: readers answer too.
 */
export function mayChange(state: FoldState, origin: Origin, { from }: Reading): boolean {
  // Two mails without a sender are not from the same one.
  if (from === '') return false
  if (origin.senders.has(from) || isOrganiser(state.rules, from)) return true
  const office = officeOf(state, from)
  return [...origin.senders].some((sender) => officeOf(state, sender) === office)
}
