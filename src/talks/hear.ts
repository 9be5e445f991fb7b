import type { Talk } from '../announcement/announcement.ts'
import type { CorrectableField } from './decision.ts'
import { fieldChanges } from './history.ts'
import { doubtsOf, isNewer, isNews, mayChange, revives } from './doubts.ts'
import { identityOf, samenessOf } from './identity.ts'
import { create, instantOf, mailIn, revise, type FoldState, type Origin } from './origin.ts'
import { marksOf } from './marks.ts'
import { waitingIdOf, type Mark, type Reading, type Waiting } from './reading.ts'
import { differingFacts, factsOf, filled, revised, type UnsureField } from './talk.ts'
import { unsureFields, unsureValue, withApproved } from './unsure.ts'

/** Hears what a mail says, talk by talk. */
export function hearMail(state: FoldState, reading: Reading): void {
  const { kind, talks } = reading.announcement
  if (talks.length === 0 && (kind === 'cancellation' || kind === 'update')) hearWithoutTalk(state, reading)
  const marks = marksOf(reading)
  for (const [at, talk] of talks.entries()) {
    const mark = marks[at]
    if (mark !== undefined) hearTalk(state, reading, talk, mark)
  }
}

/**
 * Hears one talk of a mail: a new event, a change of a known one, or something that waits; gives the event that it is about.
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
  if (verdict.rejected) return null
  const own = state.origins.find(({ merged }) => merged.has(mark.uid)) ?? null
  const origin = verdict.split ? own : originOf(state, reading, talk, mark, verdict.event)
  const approved = verdict.approved !== null && verdict.approved.start === talk.start.value
  const reasons = approved ? [] : doubtsOf(state, origin, reading, talk, again)
  if (verdict.approved !== null && !approved)
    reasons.push(`was approved with the time ${verdict.approved.start ?? '–'} and is now read otherwise`)
  if (reasons.length > 0) {
    // A reminder that says nothing new needs no review, however doubtful it is by itself.
    if (origin === null || isNews(origin, talk) || revives(origin, talk))
      letWait(state, reading, talk, mark.name, origin, reasons)
    return null
  }
  const published = origin ?? create(reading, talk, mark.uid)
  const { sequence } = published.talk
  if (origin === null) state.origins.push(published)
  else hear(state, origin, reading, talk, mark.name, { approved, again: again ? 'all' : null })
  noteUnsure(state, published, reading, talk, mark)
  return { origin: published, sequence }
}

/** Fields that are only likely wait by themselves. */
export function noteUnsure(
  state: FoldState,
  { talk: { uid } }: Origin,
  reading: Reading,
  talk: Talk,
  { name }: Mark,
): void {
  for (const field of unsureFields) {
    const value = unsureValue(talk, field)
    const key = `${uid} ${field}`
    // The same mail, read again.
    if (state.unsure.get(key)?.key === reading.key) state.unsure.delete(key)
    if (value === null || state.verdicts.ofField(reading.key, name, field) !== null) continue
    const reasons = [`perhaps ${field} “${value}”`]
    state.unsure.set(key, { ...waitingOf(reading, talk, name, null, reasons, field), event: uid })
  }
}

function originOf(
  { origins }: FoldState,
  reading: Reading,
  talk: Talk,
  { uid: own }: Mark,
  named: string | null,
): Origin | null {
  if (named !== null) return origins.find((origin) => origin.merged.has(named)) ?? null
  // A mail's own talk is known by its uid whatever became of it.
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

/** How a talk is heard. */
interface Hearing {
  approved: boolean
  /** A second reading of a mail: of everything, or only of what is missing; corrections stay as they are. */
  again: 'all' | 'missing' | null
}

/** A known talk after another mail, or another reading of one. */
export function hear(
  state: FoldState,
  origin: Origin,
  reading: Reading,
  talk: Talk,
  at: string,
  { approved, again }: Hearing,
): void {
  const newer = isNewer(origin, reading) && again !== 'missing'
  const said = newer ? revised(origin.stated, talk) : filled(origin.stated, talk)
  // Only a human brings back what was called off for this day.
  const stated = approved && newer && revives(origin, talk) ? { ...said, status: talk.status.value } : said
  const keeps = new Map(origin.corrections)
  for (const field of differingFacts(origin.stated, stated)) {
    const correction = keeps.get(field as CorrectableField)
    if (correction === undefined || again !== null) continue
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

/** Lets something wait for a human; what waits under the same name has one reason more. */
export function letWait(state: FoldState, ...item: Parameters<typeof waitingOf>): void {
  const waiting = waitingOf(...item)
  const known = state.waiting.find(({ id }) => id === waiting.id)
  if (known === undefined) state.waiting.push(waiting)
  else known.reasons = [...new Set([...known.reasons, ...waiting.reasons])]
}

function waitingOf(
  reading: Reading,
  talk: Talk | null,
  at: string | null,
  origin: Origin | null,
  reasons: string[],
  field: CorrectableField | null = null,
): Waiting {
  return {
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
  }
}
