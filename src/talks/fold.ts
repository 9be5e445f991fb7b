import type { Talk } from '../announcement/announcement.ts'
import { decide } from './decide.ts'
import type { CorrectableField, Decision } from './decision.ts'
import { fieldChanges } from './history.ts'
import { doubtsOf, isNewer, isNews, mayChange, revives } from './doubts.ts'
import { identityOf, samenessOf } from './identity.ts'
import { create, instantOf, mailIn, revise, type FoldState, type Origin } from './origin.ts'
import { marksOf } from './marks.ts'
import { waitingIdOf, type Mark, type Reading, type SecondReading, type Waiting } from './reading.ts'
import { differingFacts, factsOf, filled, revised, type KnownTalk } from './talk.ts'
import { isKnown, unsureFields, unsureValue, withApproved, type UnsureField } from './unsure.ts'
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
 * @param seconds what language models read in the mails, in one order with the decisions
 */
export function fold(
  readings: readonly Reading[],
  decisions: readonly Decision[] = [],
  organisers: readonly string[] = [],
  seconds: readonly SecondReading[] = [],
): Folded {
  const state: FoldState = {
    origins: [],
    waiting: [],
    unsure: new Map(),
    verdicts: readVerdicts(decisions),
    organisers,
  }
  const heard = new Map<string, Reading>()
  const entries = [...decisions, ...seconds].toSorted((a, b) => a.number - b.number)
  let next = 0
  const enter = (entry: Decision | SecondReading) => {
    if ('act' in entry) return decide(state, entry)
    const reading = heard.get(entry.key)
    if (reading !== undefined) hearAgain(state, reading, entry)
  }
  for (const reading of readings.toSorted((a, b) => a.number - b.number)) {
    for (let one = entries[next]; one !== undefined && one.after < reading.number; one = entries[++next])
      enter(one)
    hearMail(state, reading)
    heard.set(reading.key, reading)
  }
  for (const entry of entries.slice(next)) enter(entry)
  const open = [...state.unsure.values()].filter((item) => isOpen(state, item))
  const fieldsOf = ({ merged }: Origin) =>
    open.flatMap(({ event, field }) => (event !== null && merged.has(event) ? (field as UnsureField) : []))
  const talksOf = (withdrawn: boolean) =>
    state.origins
      .filter((origin) => origin.withdrawn === withdrawn)
      .map((origin) => {
        const unsure = fieldsOf(origin)
        return unsure.length === 0 ? origin.talk : { ...origin.talk, unsure }
      })
  const merged = state.origins.flatMap(({ merged, talk }) => [...merged].filter((uid) => uid !== talk.uid))
  return {
    talks: talksOf(false),
    withdrawn: talksOf(true),
    merged,
    waiting: [...state.waiting, ...open],
  }
}

/** A field waits until anybody says it: a later mail, another reading, a human. */
function isOpen({ origins }: FoldState, { event, field }: Waiting): boolean {
  const origin = origins.find(({ merged }) => event !== null && merged.has(event))
  return origin !== undefined && !origin.withdrawn && !isKnown(origin.talk, field as UnsureField)
}

function hearMail(state: FoldState, reading: Reading): void {
  const { kind, talks } = reading.announcement
  if (talks.length === 0 && (kind === 'cancellation' || kind === 'update')) hearWithoutTalk(state, reading)
  const marks = marksOf(reading)
  for (const [at, talk] of talks.entries()) {
    const mark = marks[at]
    if (mark !== undefined) hearTalk(state, reading, talk, mark)
  }
}

/**
 * Hears a mail as it is after its second reading: talks that are read as before are left alone, the others are heard anew,
 * and what waited of them is settled by that.
 */
function hearAgain(state: FoldState, reading: Reading, second: SecondReading): void {
  const talks = [...second.announcement.talks, ...second.objections]
  const named = (marks: readonly Mark[], of: readonly Talk[]) =>
    new Map(marks.map(({ name }, at) => [name, said(of[at])]))
  const [was, is] = [named(marksOf(reading), reading.announcement.talks), named(second.marks, talks)]
  const kept = new Set([...was].filter(([name, words]) => is.get(name) === words).map(([name]) => name))
  state.waiting = state.waiting.filter(
    ({ key, talk, field }) =>
      key !== reading.key || field !== null || (talk === null ? talks.length === 0 : kept.has(talk)),
  )
  const again = { ...reading, announcement: second.announcement }
  for (const [at, talk] of talks.entries()) {
    const mark = second.marks[at]
    if (mark === undefined || kept.has(mark.name)) continue
    const find = () => state.origins.find(({ merged }) => merged.has(mark.uid))
    const sequence = find()?.talk.sequence
    hearTalk(state, again, talk, mark)
    const origin = find()
    // Readers' programs take only what is changed later than the entry that they have.
    if (origin !== undefined && sequence !== undefined && origin.talk.sequence > sequence)
      origin.talk = { ...origin.talk, lastModified: later(origin.talk.lastModified, instantOf(second.at)) }
  }
  const { kind } = second.announcement
  if (
    talks.length === 0 &&
    kind !== reading.announcement.kind &&
    (kind === 'cancellation' || kind === 'update')
  )
    hearWithoutTalk(state, again)
  if (second.lost.length > 0 && !state.verdicts.of(reading.key, null).rejected)
    letWait(state, reading, null, null, null, [...second.lost])
}

/** What a talk says, and whether it is doubted. */
function said(talk: Talk | undefined): string {
  return talk === undefined ? '' : JSON.stringify([factsOf(talk), talk.doubts])
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

function hearTalk(state: FoldState, reading: Reading, read: Talk, mark: Mark): void {
  const verdictOf = (field: UnsureField) => state.verdicts.ofField(reading.key, mark.name, field)
  const talk = withApproved(read, (field) => verdictOf(field) === 'approved')
  const verdict = state.verdicts.of(reading.key, mark.name)
  if (verdict.rejected) return
  const origin = verdict.split ? null : originOf(state, reading, talk, mark, verdict.event)
  const approved = verdict.approved !== null && verdict.approved.start === talk.start.value
  const reasons = approved ? [] : doubtsOf(state, origin, reading, talk)
  if (verdict.approved !== null && !approved)
    reasons.push(`was approved with the time ${verdict.approved.start ?? '–'} and is now read otherwise`)
  if (reasons.length > 0) {
    // A reminder that says nothing new needs no review, however doubtful it is by itself.
    if (origin === null || isNews(origin, talk) || revives(origin, talk))
      letWait(state, reading, talk, mark.name, origin, reasons)
    return
  }
  const published = origin ?? create(reading, talk, mark.uid)
  if (origin === null) state.origins.push(published)
  else hear(state, origin, reading, talk, mark.name, approved)
  for (const field of unsureFields) {
    const value = unsureValue(talk, field)
    const key = `${published.talk.uid} ${field}`
    const read = state.unsure.get(key)
    // The same mail, read again.
    if (read?.key === reading.key) state.unsure.delete(key)
    if (value !== null && verdictOf(field) === null)
      state.unsure.set(
        key,
        waitingOf(reading, talk, mark.name, published, [`perhaps ${field} “${value}”`], field),
      )
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

function hear(
  state: FoldState,
  origin: Origin,
  reading: Reading,
  talk: Talk,
  at: string,
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

function letWait(state: FoldState, ...item: Parameters<typeof waitingOf>): void {
  state.waiting.push(waitingOf(...item))
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
