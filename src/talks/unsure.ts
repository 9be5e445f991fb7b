import type { Field, Speaker, Talk } from '../announcement/announcement.ts'
import { renderSpeakers } from './decision.ts'
import type { KnownTalk, TalkFacts, UnsureField } from './talk.ts'

/** The fields that wait by themselves: the talk is published without them. */
export const unsureFields = ['title', 'speakers', 'location'] as const satisfies readonly UnsureField[]

/** What a mail likely says of a field, not surely enough to be published, as text; null when nothing. */
export function unsureValue(talk: Talk, field: UnsureField): string | null {
  if (field === 'speakers') {
    const people = talk.speakers.filter(({ certainty }) => certainty === 'unsure')
    return renderSpeakers(people.map(({ value }) => value)) || null
  }
  const read = talk[field]
  return read?.certainty === 'unsure' ? read.value : null
}

/** The same talk with the fields that a human approved. */
export function withApproved(talk: Talk, isApproved: (field: UnsureField) => boolean): Talk {
  const sure = <Value extends string | Speaker>(read: Field<Value>): Field<Value> => ({
    ...read,
    certainty: 'stated',
  })
  const told = unsureFields.filter((field) => unsureValue(talk, field) !== null && isApproved(field))
  return {
    ...talk,
    title: talk.title !== null && told.includes('title') ? sure(talk.title) : talk.title,
    speakers: told.includes('speakers') ? talk.speakers.map(sure) : talk.speakers,
    location: talk.location !== null && told.includes('location') ? sure(talk.location) : talk.location,
  }
}

const shown = new WeakMap<KnownTalk, KnownTalk>()

/** The talk with the fields that wait; the same object as long as nothing changes. */
export function withUnsure(talk: KnownTalk, unsure: readonly UnsureField[]): KnownTalk {
  if (unsure.length === 0) return talk
  const before = shown.get(talk)
  if (before?.unsure?.join() === unsure.join()) return before
  const found = { ...talk, unsure }
  shown.set(talk, found)
  return found
}

/** True when a talk has the field by now. */
export function isKnown(facts: TalkFacts, field: UnsureField): boolean {
  return field === 'speakers' ? facts.speakers.length > 0 : facts[field] !== null
}
