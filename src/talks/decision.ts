import type { Speaker } from '../announcement/announcement.ts'

/** What a human decided, here or by hand in Google: part of the fold, so no resync and no new parser takes it back. */
export interface Decision {
  number: number
  /** Number of the newest mail at that time: the decision comes after it. */
  after: number
  /** ISO instant. */
  at: string
  who: string
  why: string
  act: Act
}

/** What was decided. `mail` is a ledger key, `talk` the talk's name in that mail, `event` a uid. */
export type Act =
  | {
      kind: 'approve'
      mail: string
      talk: TalkName | null
      field: CorrectableField | null
      /** As it was read when it was approved: if a parser reads another time, it asks again. */
      start: string | null
      /** The event that the mail is about, where the human says so. */
      event: string | null
      /** What is published instead of what was read. */
      facts?: StatedFacts
    }
  /** An event of a mail that gave none. */
  | { kind: 'create'; mail: string; facts: StatedFacts }
  | { kind: 'reject'; mail: string; talk: TalkName | null; field: CorrectableField | null }
  | { kind: 'split'; mail: string; talk: TalkName }
  | { kind: 'correct'; event: string; field: CorrectableField; value: string | null }
  | { kind: 'merge'; event: string; into: string }
  | { kind: 'withdraw'; event: string }
  /** Takes back a withdrawal, or a deletion by hand in Google. */
  | { kind: 'restore'; event: string }
  /** Times in the talk's own zone. */
  | { kind: 'google-edit'; event: string; field: GoogleField; value: string }
  | { kind: 'google-delete'; event: string }
  /** Accepts another reading of the mails: SEQUENCE never goes back. */
  | { kind: 'reread'; event: string; sequence: number }
  /** Takes a decision back; `of` is its name (undone.ts). */
  | { kind: 'undo'; of: string }

/** Version 0.1 wrote the place at which the talk stood then: that number is its name now. */
export type TalkName = string | number

export const correctableFields = [
  'title',
  'speakers',
  'start',
  'end',
  'location',
  'online',
  'series',
  'status',
] as const
export type CorrectableField = (typeof correctableFields)[number]

/** Fields as a human writes them. */
export type StatedFacts = Partial<Record<CorrectableField, string | null>>

/** Fields that people edit in Google; `summary` and `description` are words of ours there. */
export type GoogleField = 'summary' | 'description' | 'location' | 'start' | 'end'

/** "Jane Doe (ETH; Zurich); John Roe" as speakers: what stands in brackets belongs to the name before. */
export function parseSpeakers(text: string): Speaker[] {
  return speakerParts(text).flatMap((part) => speakerOf(part) ?? [])
}

/** The first part of a list of speakers that can't be read; null when all can. */
export function unreadSpeaker(text: string): string | null {
  return speakerParts(text).find((part) => speakerOf(part) === null) ?? null
}

function speakerParts(text: string): string[] {
  return text.split(/;(?![^(]*\))/).filter((part) => part.trim() !== '')
}

function speakerOf(part: string): Speaker | null {
  const match = /^\s*([^()]{1,200}?)\s*(?:\(([^()]{0,200})\))?\s*$/.exec(part)
  return match === null ? null : { name: match[1] ?? '', affiliation: match[2]?.trim() || null }
}

/** Speakers as text: the reverse of `parseSpeakers`. */
export function renderSpeakers(speakers: readonly Speaker[]): string {
  return speakers
    .map(({ name, affiliation }) => (affiliation === null ? name : `${name} (${affiliation})`))
    .join('; ')
}
