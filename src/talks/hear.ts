import type { Talk } from '../announcement/announcement.ts'
import { doubtsOf, isNews, mayChange, revives } from './doubts.ts'
import { isFlood } from './flood.ts'
import { changeOf, hearChange, hearNothing, isInThread, isOfThread } from './hear-change.ts'
import { identityOf, samenessOf } from './identity.ts'
import { marksOf } from './marks.ts'
import { create, joinThread, type Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import type { Mark, Reading } from './reading.ts'
import { hear } from './revision.ts'
import { keepFacts, nothingSaid, withFacts } from './stated.ts'
import { dayOf, factsOf, type UnsureField } from './talk.ts'
import { withApproved } from './unsure.ts'
import { letWait, noteUnsure } from './waiting.ts'

/** Hears what a mail says, talk by talk. */
export function hearMail(state: FoldState, reading: Reading): void {
  const { talks } = reading.announcement
  if (reading.holds !== undefined) holdParts(state, reading, reading.holds)
  const { missed } = reading.announcement
  const change = changeOf(reading.announcement)
  // What is understood as a change of a known talk, or waits for its parts, was not missed.
  const isChange = change !== null && state.origins.inThread(reading.references).length > 0
  if (missed !== undefined && reading.holds === undefined && !isChange) holdMissed(state, reading, missed)
  if (change !== null && (talks.length === 0 || isOfThread(state, reading, change)))
    return hearChange(state, reading, change)
  if (talks.length === 0) hearNothing(state, reading)
  const marks = marksOf(reading)
  for (const [at, talk] of talks.entries()) {
    const mark = marks[at]
    if (mark !== undefined) hearTalk(state, reading, talk, mark)
  }
}

const whatToDo = 'look at the mail, then make an event of it with “statlist create”, or reject it'

/** What it announces, if anything, stands where we can't read. */
function holdParts(state: FoldState, reading: Reading, holds: readonly string[]): void {
  letMailWait(state, reading, `holds ${holds.join(', ')} that can’t be read: ${whatToDo}`)
}

/** Better one mail too many for a human than an announcement lost. */
function holdMissed(state: FoldState, reading: Reading, word: string): void {
  letMailWait(
    state,
    reading,
    `its subject names an event (“${word}”), but none was read from it: ${whatToDo}`,
  )
}

function letMailWait(state: FoldState, reading: Reading, why: string): void {
  const { approved, rejected } = state.verdicts.of(reading.key, null)
  if (approved === null && !rejected) letWait(state, reading, null, null, null, [why])
}

/**
 * Hears one talk of a mail: a new event, a change of a known one, or something that waits; returns the event
 * that it is about.
 * @param again read by a language model: its doubts hold whatever is known
 */
export function hearTalk(
  state: FoldState,
  reading: Reading,
  read: Talk,
  mark: Mark,
  again = false,
): { origin: Origin; sequence: number } | null {
  const verdictOf = (field: UnsureField) => state.verdicts.ofField(reading.key, mark.name, field)
  const talk = withApproved(read, (field) => verdictOf(field) === 'approved')
  const verdict = state.verdicts.of(reading.key, mark.name)
  if (verdict.rejected || isOver(state, mark.uid)) return null
  const own = state.origins.of(mark.uid)
  const found = verdict.split ? own : originOf(state, reading, talk, mark, verdict.event)
  if (found === 'several') {
    letWait(state, reading, talk, mark.name, null, [
      'it has the name of several events: which one does it mean?',
    ])
    return null
  }
  const origin = found
  // An automatic reply says nothing new of a known talk.
  if (reading.announcement.automatic === true && origin !== null && verdict.approved === null) return null
  const approved = verdict.approved !== null && verdict.approved.start === talk.start.value
  const reasons = approved ? [] : doubtsOf(state, origin, reading, talk, { again, isApart: verdict.split })
  if (verdict.approved !== null && !approved)
    reasons.push(`was approved with the time ${verdict.approved.start ?? '–'} but is now read differently`)
  if (reasons.length > 0) {
    if (origin === null && isKnownDay(state, reading, talk)) return null
    // Whatever a human will say of it, a reply to a mail of the talk's own day is about the talk.
    if (origin !== null && dayOf(origin.stated) === dayOf(factsOf(talk))) joinThread(origin, reading)
    // A reminder that says nothing new needs no review, however doubtful it is by itself.
    if (
      origin === null ||
      isNews(origin, talk) ||
      revives(origin, talk) ||
      isPuzzling(state, origin, reading, talk)
    )
      letWait(state, reading, talk, mark.name, origin, reasons)
    return null
  }
  if (origin === null && !approved && isFlood(state, reading)) return null
  const { facts, who } = approved && verdict.approved !== null ? verdict.approved : nothingSaid
  const told = withFacts(talk, facts)
  const published = origin ?? create(reading, told, mark.uid)
  const { sequence } = published.talk
  if (origin === null) state.origins.add(published)
  else hear(state, origin, reading, told, mark.name, { approved, again: again ? 'all' : null })
  keepFacts(published, facts, who)
  noteUnsure(state, published, reading, told, mark)
  return { origin: published, sequence }
}

/** Whatever is said of what is long over. */
function isOver({ closed, forgotten }: FoldState, uid: string): boolean {
  return closed.has(uid) || forgotten.has(uid)
}

/** "+1", in the thread of two talks on one day: a stranger's mail that names nothing but their day. */
function isKnownDay(state: FoldState, reading: Reading, talk: Talk): boolean {
  const { kind } = reading.announcement
  const named = talk.title !== null || talk.speakers.length > 0 || talk.start.value.includes('T')
  if (named || talk.status.value !== 'confirmed' || (kind !== 'other' && kind !== 'reminder')) return false
  const ofDay = state.origins
    .inThread(reading.references)
    .filter(({ stated }) => dayOf(stated) === dayOf(factsOf(talk)))
  return ofDay.length > 0 && !ofDay.some((origin) => mayChange(state, origin, reading))
}

/** An announcer's reply that names only a day of the talk: its reason was not understood. */
function isPuzzling(state: FoldState, origin: Origin, reading: Reading, talk: Talk): boolean {
  return (
    reading.announcement.kind !== 'reminder' &&
    isInThread(origin, reading) &&
    mayChange(state, origin, reading) &&
    talk.speakers.length === 0 &&
    talk.title?.certainty !== 'stated'
  )
}

/** The event that a talk of a mail is about; `several`: more than one has its name, none on its day. */
function originOf(
  { origins }: FoldState,
  reading: Reading,
  talk: Talk,
  { uid: own }: Mark,
  named: string | null,
): Origin | 'several' | null {
  if (named !== null) return origins.of(named)
  // A mail's own talk is known by its uid whatever became of it.
  const known = origins.of(own)
  if (known !== null) return known
  const heard = identityOf(factsOf(talk))
  const alone = reading.announcement.talks.length === 1
  const updates = reading.announcement.kind === 'update'
  const called: Origin[] = []
  let likely: Origin | null = null
  for (const origin of origins.like(heard, reading.references)) {
    // The evenings of a course are announced in one mail and named alike: they are several events.
    if (origin.talk.sources[0] === reading.key && origin.stated.start !== talk.start.value) continue
    const inThread = reading.references.some((id) => origin.messageIds.has(id))
    const connection = {
      inThread,
      onlyTalk: origin.onlyTalk && alone,
      updates,
      repeats: reading.announcement.kind !== 'announcement' && origin.senders.has(reading.from),
    }
    for (const said of origin.identities) {
      const sameness = samenessOf(said, heard, connection)
      if (sameness === 'named' && !called.includes(origin)) called.push(origin)
      if (sameness === 'likely') likely ??= origin
    }
  }
  const day = dayOf(factsOf(talk))
  const onDay = called.find(({ stated }) => dayOf(stated) === day)
  if (onDay !== undefined) return onDay
  const open = called.filter(({ stated }) => stated.status !== 'cancelled')
  if (open.length <= 1) return called[0] ?? likely
  // "statt am 18. Mai": the day that it is moved from tells which.
  const days = reading.announcement.change?.named.days ?? []
  const meant = open.filter(({ stated }) => days.includes(dayOf(stated)))
  return meant.length === 1 ? (meant[0] ?? null) : 'several'
}
