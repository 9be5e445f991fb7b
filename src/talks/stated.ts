import type { Field, Talk, TalkStatus } from '../announcement/announcement.ts'
import { parseSpeakers, type CorrectableField, type StatedFacts } from './decision.ts'
import type { Origin } from './origin.ts'

/** A talk with what a human says of it instead of what was read. */
export function withFacts(talk: Talk, facts: StatedFacts): Talk {
  const text = (name: CorrectableField, read: Field<string> | null): Field<string> | null => {
    const value = facts[name]
    return value === undefined ? read : value === null ? null : stated(value)
  }
  const start = facts.start ?? null
  return {
    ...talk,
    title: text('title', talk.title),
    speakers:
      facts.speakers === undefined
        ? talk.speakers
        : parseSpeakers(facts.speakers ?? '').map((speaker) => stated(speaker)),
    start: start === null ? talk.start : stated(start),
    // The end that was read belongs to the start that was read.
    end: text('end', start === null ? talk.end : null),
    location: text('location', talk.location),
    online: text('online', talk.online),
    series: text('series', talk.series),
    status: facts.status == null ? talk.status : stated(facts.status as TalkStatus),
  }
}

function stated<Value>(value: Value): Field<Value> {
  return { value, certainty: 'stated', source: '' }
}

/** A human said nothing: what was read is published as it is. */
export const nothingSaid: { facts: StatedFacts; who: string } = { facts: {}, who: '' }

/** What a human said holds against later mails, as a correction does. */
export function keepFacts(origin: Origin, facts: StatedFacts, who: string): void {
  const corrections = new Map(origin.corrections)
  for (const field of Object.keys(facts) as CorrectableField[])
    corrections.set(field, { facts: origin.stated, who, byHand: false })
  origin.corrections = corrections
}

/** The talk that a human states for a mail in which none was read. */
export function talkOfFacts(facts: StatedFacts): Talk {
  const bare: Talk = {
    type: 'talk',
    title: null,
    speakers: [],
    start: stated(facts.start ?? ''),
    end: null,
    timeZone: null,
    location: null,
    online: null,
    series: null,
    abstract: null,
    notice: null,
    status: stated('confirmed'),
    sure: 1,
    doubts: [],
  }
  return withFacts(bare, facts)
}
