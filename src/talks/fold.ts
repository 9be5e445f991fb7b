import { createHash } from 'node:crypto'
import type { Talk } from '../announcement/announcement.ts'
import { decide } from './decide.ts'
import type { CorrectableField, Decision } from './decision.ts'
import { fieldChanges } from './history.ts'
import { excludes, identityOf, samenessOf } from './identity.ts'
import { create, instantOf, mailIn, revise, type FoldState, type Origin } from './origin.ts'
import { waitingIdOf, type Waiting, type Reading } from './reading.ts'
import { dayOf, differingFacts, factsOf, filled, revised, type KnownTalk } from './talk.ts'
import { readVerdicts } from './verdicts.ts'

/** All talks that mails and decisions give, those that a human took out, and what waits for review. */
export interface Folded {
  talks: KnownTalk[]
  withdrawn: KnownTalk[]
  /** Uids of the events that are part of another one now. */
  merged: string[]
  waiting: Waiting[]
}

/**
 * Folds mails and decisions, each in its order, into talks: pure, so folding again gives the same UIDs, sequences and bytes.
 * A reminder changes nothing; an update revises what it states; what is doubtful is waiting, not applied.
 * @param organisers addresses, or `@domain`, that may change every talk
 */
export function fold(
  readings: readonly Reading[],
  decisions: readonly Decision[] = [],
  organisers: readonly string[] = [],
): Folded {
  const state: FoldState = { origins: [], waiting: [], verdicts: readVerdicts(decisions), organisers }
  const ordered = decisions.toSorted((a, b) => a.number - b.number)
  let next = 0
  for (const reading of readings.toSorted((a, b) => a.number - b.number)) {
    for (let one = ordered[next]; one !== undefined && one.after < reading.number; one = ordered[++next])
      decide(state, one)
    hearMail(state, reading)
  }
  for (const decision of ordered.slice(next)) decide(state, decision)
  const talksOf = (withdrawn: boolean) =>
    state.origins.filter((origin) => origin.withdrawn === withdrawn).map((origin) => origin.talk)
  const merged = state.origins.flatMap(({ merged, talk }) => [...merged].filter((uid) => uid !== talk.uid))
  return { talks: talksOf(false), withdrawn: talksOf(true), merged, waiting: state.waiting }
}

function hearMail(state: FoldState, reading: Reading): void {
  const { kind, talks } = reading.announcement
  if (talks.length === 0 && (kind === 'cancellation' || kind === 'update')) hearWithoutTalk(state, reading)
  for (const [at, talk] of talks.entries()) hearTalk(state, reading, talk, at)
}

function hearTalk(state: FoldState, reading: Reading, talk: Talk, at: number): void {
  const verdict = state.verdicts.of(reading.key, at)
  if (verdict.rejected) return
  const origin = verdict.split ? null : originOf(state, reading, talk, at, verdict.event)
  const approved = verdict.approved !== null && verdict.approved.start === talk.start.value
  const reasons = approved ? [] : doubtsOf(state, origin, reading, talk)
  if (verdict.approved !== null && !approved)
    reasons.push(`was approved with the time ${verdict.approved.start ?? '–'} and is now read otherwise`)
  if (reasons.length > 0) {
    // A reminder that says nothing new needs no review, however doubtful it is by itself.
    if (origin === null || isNews(origin, talk) || revives(origin, talk))
      letWait(state, reading, talk, at, origin, reasons)
  } else if (origin === null) state.origins.push(create(reading, talk, uidOf(reading.messageId, at)))
  else hear(state, origin, reading, talk, at, approved)
}

function originOf(
  { origins }: FoldState,
  reading: Reading,
  talk: Talk,
  at: number,
  named: string | null,
): Origin | null {
  if (named !== null) return origins.find((origin) => origin.merged.has(named)) ?? null
  // A mail's own talk is known by its uid whatever became of it.
  const own = uidOf(reading.messageId, at)
  const heard = identityOf(factsOf(talk))
  const alone = reading.announcement.talks.length === 1
  const updates = reading.announcement.kind === 'update'
  let likely: Origin | null = null
  for (const origin of origins) {
    if (origin.merged.has(own)) return origin
    const inThread = reading.references.some((id) => origin.messageIds.has(id))
    const connection = { inThread, onlyTalk: origin.onlyTalk && alone, updates }
    for (const said of origin.identities) {
      const sameness = samenessOf(said, heard, connection)
      if (sameness === 'named') return origin
      if (sameness === 'likely') likely ??= origin
    }
  }
  return likely
}

/** Why a mail is not simply applied. */
function doubtsOf(state: FoldState, origin: Origin | null, reading: Reading, talk: Talk): string[] {
  const off = talk.status.value === 'cancelled' || talk.notice?.value === 'postponed'
  // Who cancels a talk of a known day need not name hour, place or title again.
  const certain = talk.status.certainty === 'stated' || talk.notice?.value === 'postponed'
  const clear = origin !== null && off && certain && dayOf(origin.stated) === talk.start.value.slice(0, 10)
  const reasons = clear ? [] : [...talk.doubts]
  if (origin === null && off)
    reasons.push(
      `${talk.notice?.value === 'postponed' ? 'postpones' : 'cancels'} a talk that was not announced`,
    )
  if (origin === null) {
    const heard = identityOf(factsOf(talk))
    const rival = state.origins.find(
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
    isNewer(origin, reading) &&
    reading.announcement.kind !== 'update' &&
    takesBack(origin, talk)
  )
    reasons.push(
      `says again what was changed since (now ${origin.stated.start}, ${origin.stated.location ?? 'no room'})`,
    )
  const nameless = talk.title === null && talk.speakers.length === 0 && reading.announcement.kind !== 'update'
  if (origin !== null && !off && nameless && moves(origin, talk))
    reasons.push('names another time in passing, and neither title nor speaker')
  if (origin !== null && isNewer(origin, reading) && revives(origin, talk))
    reasons.push(`announces again what was ${origin.stated.status}: does it take place after all?`)
  if (origin !== null && isOutOfOrder(origin, reading, talk))
    reasons.push(`came later and is dated earlier (${reading.date}) than what changed the talk last`)
  if (
    origin !== null &&
    isNewer(origin, reading) &&
    isNews(origin, talk) &&
    !mayChange(state, origin, reading)
  )
    reasons.push(`${reading.from} did not announce this talk`)
  return reasons
}

function hear(
  state: FoldState,
  origin: Origin,
  reading: Reading,
  talk: Talk,
  at: number,
  approved: boolean,
): void {
  const newer = isNewer(origin, reading)
  const said = newer ? revised(origin.stated, talk) : filled(origin.stated, talk)
  // Only a human brings back what was called off for this day.
  const stated = approved && newer && revives(origin, talk) ? { ...said, status: talk.status.value } : said
  const keeps = new Map(origin.corrections)
  for (const field of differingFacts(origin.stated, stated)) {
    const correction = keeps.get(field as CorrectableField)
    if (correction === undefined) continue
    const verdict = state.verdicts.ofField(reading.key, at, field as CorrectableField)
    const text = (value: unknown) => JSON.stringify(value)
    if (correction.byHand || verdict === 'approved' || text(stated[field]) === text(correction.facts[field]))
      keeps.delete(field as CorrectableField)
    else if (verdict === null)
      letWait(
        state,
        reading,
        talk,
        at,
        origin,
        [
          `says ${field} “${fieldText(stated[field])}”, which ${correction.who} corrected to “${fieldText(correction.facts[field])}”`,
        ],
        field as CorrectableField,
      )
  }
  revise(origin, {
    stated,
    corrections: keeps,
    at: newer ? instantOf(reading.date) : origin.heardAt,
    by: mailIn(reading),
    changesOf: (before, after) => fieldChanges(before, after, talk),
  })
  if (newer && instantOf(reading.date) > origin.heardAt) origin.heardAt = instantOf(reading.date)
  origin.messageIds.add(reading.messageId)
  origin.senders.add(reading.from)
  addSource(origin, reading.key)
}

function addSource(origin: Origin, key: string): void {
  const { sources } = origin.talk
  if (!sources.includes(key)) origin.talk = { ...origin.talk, sources: [...sources, key] }
}

function fieldText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** "The seminar is cancelled", as an answer to the mail that announced it. */
function hearWithoutTalk(state: FoldState, reading: Reading): void {
  const verdict = state.verdicts.of(reading.key, null)
  if (verdict.rejected) return
  const cancels = reading.announcement.kind === 'cancellation'
  const found = state.origins.filter((origin) =>
    verdict.event === null
      ? reading.references.some((id) => origin.messageIds.has(id))
      : origin.merged.has(verdict.event),
  )
  const [origin] = found
  if (!cancels) {
    // Without a date nobody knows what changes; out of a thread it is hardly about a talk at all.
    if (found.length > 0)
      letWait(state, reading, null, null, origin ?? null, ['changes something, but it is not clear what'])
    return
  }
  if (found.length !== 1 || origin === undefined) {
    letWait(state, reading, null, null, null, ['cancels something, but it is not clear what'])
    return
  }
  if (verdict.approved === null && !mayChange(state, origin, reading)) {
    letWait(state, reading, null, null, origin, [`${reading.from} did not announce this talk`])
    return
  }
  revise(origin, {
    stated: { ...origin.stated, status: 'cancelled' },
    corrections: origin.corrections,
    at: instantOf(reading.date),
    by: mailIn(reading),
    changesOf: (before, after) =>
      fieldChanges(before, after, null).map((change) => ({ ...change, source: reading.announcement.reason })),
  })
  addSource(origin, reading.key)
}

function letWait(
  state: FoldState,
  reading: Reading,
  talk: Talk | null,
  at: number | null,
  origin: Origin | null,
  reasons: string[],
  field: CorrectableField | null = null,
): void {
  state.waiting.push({
    id: waitingIdOf(reading.key, at, field),
    key: reading.key,
    talk: at,
    field,
    from: reading.from,
    subject: reading.subject,
    date: reading.date,
    start: talk?.start.value ?? null,
    title: talk?.title?.value ?? null,
    event: origin?.talk.uid ?? null,
    reasons,
  })
}

/** UID (RFC 5545, 3.8.4.7): of the first mail and the talk's place in it, so that it is the same in every fold. */
function uidOf(messageId: string, at: number): string {
  return `${createHash('sha256').update(`${messageId}#${at}`).digest('hex').slice(0, 32)}@statlist-calendar`
}

function isNews(origin: Origin, talk: Talk): boolean {
  return differingFacts(origin.stated, revised(origin.stated, talk)).length > 0
}

function moves({ stated }: Origin, talk: Talk): boolean {
  return revised(stated, talk).start !== stated.start
}

/** A talk that was called off is announced as taking place, for the same day. */
function revives({ stated }: Origin, talk: Talk): boolean {
  return (
    stated.status === 'cancelled' &&
    talk.status.value !== 'cancelled' &&
    talk.notice?.value !== 'postponed' &&
    dayOf(stated) === dayOf(factsOf(talk))
  )
}

/** A copy of the old announcement, or a reminder made of it: all that it would change was so before. */
function takesBack({ stated, former }: Origin, talk: Talk): boolean {
  const next = revised(stated, talk)
  const changed = differingFacts(stated, next)
  return (
    changed.length > 0 &&
    former.some((said) => changed.every((name) => !differingFacts(said, next).includes(name)))
  )
}

/** Senders' clocks differ, and lists hold mails back: within this time nobody knows which of two mails is the newer one. */
const clockSkewHours = 48

/** Not much older than what was heard of the talk last; an archive read late is older, whenever it came. */
function isNewer(origin: Origin, reading: Reading): boolean {
  return hoursBehind(origin, reading) <= clockSkewHours
}

function hoursBehind(origin: Origin, reading: Reading): number {
  return Temporal.Instant.from(reading.date).until(origin.heardAt).total('hours')
}

/** Came later and is dated a little earlier, and would change more than what is missing: a slow clock, or the old announcement held up? */
function isOutOfOrder(origin: Origin, reading: Reading, talk: Talk): boolean {
  const hours = hoursBehind(origin, reading)
  if (hours <= 0 || hours > clockSkewHours) return false
  return differingFacts(filled(origin.stated, talk), revised(origin.stated, talk)).length > 0
}

/** Changes are taken from who wrote of it before and from the list's organisers; being in its thread proves nothing: readers answer too. */
function mayChange({ organisers }: FoldState, origin: Origin, { from }: Reading): boolean {
  return (
    origin.senders.has(from) ||
    organisers.some((one) => one === from || (one.startsWith('@') && from.endsWith(one)))
  )
}
