import { listOf } from './origins.ts'
import type { Announcement, Change, Field, Talk } from '../announcement/announcement.ts'
import { wordSet } from '../text.ts'
import { doubtsOf, isNews, mayChange, revives } from './doubts.ts'
import { joinThread, type Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import type { Reading } from './reading.ts'
import { hear } from './revision.ts'
import { keepFacts, nothingSaid, withFacts } from './stated.ts'
import { dayOf, revised, type TalkFacts } from './talk.ts'
import { letWait } from './waiting.ts'

/** Hears "the seminar is cancelled", "we start at 16:15" of its thread's only talk, on that talk's day. */
export function hearChange(state: FoldState, reading: Reading, change: Change): void {
  const verdict = state.verdicts.of(reading.key, null)
  if (verdict.rejected) return
  const found =
    verdict.event === null
      ? state.origins.inThread(reading.references)
      : listOf(state.origins.of(verdict.event))
  const [origin] = found
  if (origin === undefined) {
    if (reading.announcement.kind === 'cancellation')
      letWait(state, reading, null, null, null, ['cancels something, but it is not clear what'])
    return
  }
  if (found.length > 1)
    return letWait(state, reading, null, null, null, [
      'changes something, but it is not clear what: the thread has several talks',
    ])
  const talk = talkOf(change, origin.stated)
  const verdictHolds = verdict.approved !== null && [null, talk.start.value].includes(verdict.approved.start)
  const approved = verdictHolds ? verdict.approved : null
  const update: Reading = { ...reading, announcement: { ...reading.announcement, kind: 'update' } }
  const strange = strangeIn(change, revised(origin.stated, talk))
  const reasons =
    approved !== null
      ? []
      : [...doubtsOf(state, origin, update, talk, { again: false, isApart: false }), ...strange]
  if (reasons.length > 0) {
    joinThread(origin, reading)
    if (isNews(origin, talk) || revives(origin, talk) || change.doubts.length + strange.length > 0)
      letWait(state, reading, talk, null, origin, [...reasons, ...strangerIn(state, origin, reading)])
    return
  }
  if (approved === null && isSilent(change)) return hearNothing(state, reading)
  const { facts, who } = approved ?? nothingSaid
  hear(state, origin, update, withFacts(talk, facts), 'change', {
    approved: approved !== null,
    again: null,
  })
  keepFacts(origin, facts, who)
}

/** Nothing in it was understood but the days, hours and rooms that it names. */
function isSilent(change: Change): boolean {
  const said = { ...change, named: null, doubts: [] }
  return Object.values(said).every((one) => one === null || (Array.isArray(one) && one.length === 0))
}

/** Days, hours and rooms that the talk does not have, whatever else was understood. */
function strangeIn({ named }: Change, { start, end, location }: TalkFacts): string[] {
  const known = [start, end ?? start].map((moment) => moment.split('T'))
  const place = wordSet(location)
  const isOfPlace = (room: string) => [...wordSet(room)].every((word) => place.has(word))
  return [
    ...named.days.filter((day) => !known.some(([own = '']) => own === day)),
    ...(start.includes('T') ? named.hours.filter((hour) => !known.some(([, own]) => own === hour)) : []),
    ...named.rooms.filter((one) => !isOfPlace(one)),
  ].map((one) => `names “${one}”, which is not the talk’s`)
}

/** Tells that the sender may not change the talk, whatever else is doubted. */
function strangerIn(state: FoldState, origin: Origin, reading: Reading): string[] {
  return mayChange(state, origin, reading) ? [] : [`${reading.from} did not announce this talk`]
}

export function isInThread({ messageIds }: Origin, { references }: Reading): boolean {
  return references.some((id) => messageIds.has(id))
}

/** A change as a talk on the known day. */
function talkOf(change: Change, stated: TalkFacts): Talk {
  const known = (value: string): Field<string> => ({ value, certainty: 'implied', source: '' })
  const at = (hour: Field<string>): Field<string> => ({ ...hour, value: `${dayOf(stated)}T${hour.value}` })
  const { hour, until, doubts, status, ...said } = change
  const isRange = stated.end !== null && dayOf({ start: stated.end }) !== dayOf(stated)
  return {
    ...said,
    type: stated.type,
    start: hour === null ? known(stated.start) : at(hour),
    end: hour === null || until === null ? null : at(until),
    timeZone: stated.timeZone === null ? null : known(stated.timeZone),
    series: null,
    abstract: null,
    status: status ?? { value: 'confirmed', certainty: 'implied', source: change.notice?.source ?? '' },
    sure: 1,
    doubts: [
      ...doubts,
      ...(hour !== null && isRange ? ['gives an hour, but the event has several days'] : []),
      ...(hour !== null && stated.timeZone !== null ? ['gives an hour for an event in another zone'] : []),
    ],
  }
}

/** A reply that names no other day than that of its thread's only talk: it is about that one. */
export function isOfThread({ origins }: FoldState, reading: Reading, { named }: Change): boolean {
  const [origin, ...others] = origins.inThread(reading.references)
  const days = [...named.days, ...reading.announcement.talks.map(({ start }) => start.value.slice(0, 10))]
  return origin !== undefined && others.length === 0 && days.every((day) => day === dayOf(origin.stated))
}

/** What a mail without a day says; readings from before version 0.2 know only that it cancels. */
export function changeOf({ kind, talks, change, reason }: Announcement): Change | null {
  if (change !== undefined) return change
  if (talks.length > 0 || kind !== 'cancellation') return null
  const nothing = { notice: null, hour: null, until: null, location: null, online: null, title: null }
  return {
    ...nothing,
    status: { value: 'cancelled', certainty: 'stated', source: reason },
    speakers: [],
    named: { days: [], hours: [], rooms: [] },
    doubts: [],
  }
}

/** Whoever announced a talk seldom replies without a reason: a human sees a reply that was not understood. */
export function hearNothing(state: FoldState, reading: Reading): void {
  const { rejected, approved } = state.verdicts.of(reading.key, null)
  const found = state.origins.inThread(reading.references)
  const [origin] = found
  if (rejected || approved !== null || origin === undefined) return
  const { kind, automatic } = reading.announcement
  if (automatic === true || kind === 'reminder') return
  if (kind !== 'update' && !mayChange(state, origin, reading)) return
  const only = found.length === 1 ? origin : null
  letWait(state, reading, null, null, only, ['changes something, but it is not clear what'])
}
