import { parseSpeakers, type Act, type Decision } from './decision.ts'
import { madeUid } from './marks.ts'
import { keepFacts, talkOfFacts } from './stated.ts'
import { fieldChanges } from './history.ts'
import { create, revise, stamped, type Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import { waitingIdOf } from './reading.ts'
import type { TalkFacts } from './talk.ts'

/** Applies a decision about an event at its place among the mails; one without its event is reported. */
export function decide(state: FoldState, decision: Decision): void {
  const { act } = decision
  if (act.kind === 'approve' || act.kind === 'reject' || act.kind === 'split' || act.kind === 'undo') return
  if (act.kind === 'create') return make(state, decision, act)
  const origin = state.origins.of(act.event)
  if (origin === null) return act.kind === 'reread' ? undefined : orphaned(state, decision, act.event)
  switch (act.kind) {
    case 'correct':
      return correct(origin, decision, act.field, act.value, false)
    case 'google-edit':
      if (act.field === 'summary' || act.field === 'description')
        return override(origin, decision, act.field, act.value)
      return correct(origin, decision, act.field, act.value || null, true)
    case 'google-delete':
      origin.talk = { ...origin.talk, inGoogle: false }
      return
    case 'reread': {
      const { talk } = origin
      origin.talk = {
        ...talk,
        ...stamped({ ...talk, sequence: Math.max(talk.sequence, act.sequence) - 1 }, decision.at),
      }
      return
    }
    case 'withdraw':
      origin.withdrawn = true
      return
    case 'restore':
      origin.withdrawn = false
      origin.talk = { ...origin.talk, ...stamped(origin.talk, decision.at), inGoogle: true }
      return
    case 'merge': {
      const into = state.origins.of(act.into)
      if (into === null) return orphaned(state, decision, act.into)
      return into === origin ? undefined : merge(state, origin, into, decision)
    }
  }
}

/** Makes an event of a mail in which none was read, from what a human says that it announces. */
function make(state: FoldState, decision: Decision, { mail, facts }: Extract<Act, { kind: 'create' }>): void {
  const reading = state.known.get(mail)
  if (reading === undefined) return orphaned(state, decision, mail)
  const origin = create(reading, talkOfFacts(facts), madeUid(reading.messageId, facts))
  if (state.origins.of(origin.talk.uid) !== null) return
  keepFacts(origin, facts, decision.who)
  state.origins.add(origin)
  state.waiting = state.waiting.filter(({ key, talk }) => key !== mail || talk !== null)
}

function correct(
  origin: Origin,
  decision: Decision,
  field: keyof TalkFacts & Parameters<Origin['corrections']['get']>[0],
  value: string | null,
  byHand: boolean,
): void {
  const facts: TalkFacts = {
    ...origin.stated,
    [field]: field === 'speakers' ? parseSpeakers(value ?? '') : value,
  }
  revise(origin, {
    stated: origin.stated,
    corrections: new Map(origin.corrections).set(field, { facts, who: decision.who, byHand }),
    at: decision.at,
    by: byOf(decision),
    changesOf: (before, after) => fieldChanges(before, after, null),
  })
}

function override(origin: Origin, { at }: Decision, field: 'summary' | 'description', value: string): void {
  const { talk } = origin
  origin.talk = { ...talk, ...stamped(talk, at), overrides: { ...talk.overrides, [field]: value } }
}

/** One entry instead of two: mails, senders and missing facts go to the one that stays. */
function merge(state: FoldState, from: Origin, into: Origin, decision: Decision): void {
  state.origins.remove(from)
  for (const id of from.messageIds) into.messageIds.add(id)
  for (const sender of from.senders) into.senders.add(sender)
  for (const uid of from.merged) into.merged.add(uid)
  into.heardAt = from.heardAt > into.heardAt ? from.heardAt : into.heardAt
  into.lastHeard = Math.max(from.lastHeard, into.lastHeard)
  const { stated } = into
  revise(into, {
    stated: {
      ...stated,
      title: stated.title ?? from.stated.title,
      speakers: stated.speakers.length > 0 ? stated.speakers : from.stated.speakers,
      location: stated.location ?? from.stated.location,
      online: stated.online ?? from.stated.online,
      abstract: stated.abstract ?? from.stated.abstract,
      series: stated.series ?? from.stated.series,
    },
    corrections: into.corrections,
    at: decision.at,
    by: byOf(decision),
    changesOf: (before, after) => fieldChanges(before, after, null),
  })
  into.talk = { ...into.talk, sources: [...new Set([...into.talk.sources, ...from.talk.sources])] }
}

function byOf({ number, who, why }: Decision) {
  return { kind: 'human', decision: number, who, why } as const
}

/** The event that a decision is about is not there (any more): perhaps a new parser reads the mail otherwise. */
function orphaned(state: FoldState, decision: Decision, event: string): void {
  if (state.verdicts.of(event, null).rejected) return
  state.waiting.push({
    id: waitingIdOf(event, null),
    key: event,
    talk: null,
    field: null,
    from: decision.who,
    subject: `Decision ${decision.number}: ${decision.act.kind}`,
    date: decision.at,
    start: null,
    title: null,
    event: null,
    reasons: ['the event that this decision is about no longer exists: decide again'],
  })
}
