import type { Talk } from '../announcement/announcement.ts'
import type { CorrectableField } from './decision.ts'
import { fieldChanges } from './history.ts'
import { identityOf, type Identity } from './identity.ts'
import type { Reading } from './reading.ts'
import {
  differingFacts,
  factsOf,
  type Change,
  type FieldChange,
  type KnownTalk,
  type TalkFacts,
} from './talk.ts'

/** What a reply to a mail refers to: its Message-ID, or the calendar entry that both are about. */
export function threadIdsOf({ messageId, references }: Reading): string[] {
  return [messageId, ...references.filter((id) => id.startsWith('calendar:'))]
}

/** Replies to this mail are about that talk from now on. */
export function joinThread(origin: Origin, reading: Reading): void {
  for (const id of threadIdsOf(reading)) origin.messageIds.add(id)
  origin.lastHeard = Math.max(origin.lastHeard, reading.number)
}

/** A talk while it is folded: what the mails state, what humans corrected, and whose mails may change it. */
export interface Origin {
  talk: KnownTalk
  /** As the mails say, without corrections. */
  stated: TalkFacts
  corrections: ReadonlyMap<CorrectableField, Correction>
  /** What the mails said before. */
  former: TalkFacts[]
  /** One for each state that mails gave it: a late copy of the old announcement still means the moved one. */
  identities: Identity[]
  messageIds: Set<string>
  senders: Set<string>
  /** Date of the newest mail that was heard, as an instant. */
  heardAt: string
  /** Number of the last mail that spoke of it. */
  lastHeard: number
  /** The mail that announced it announced nothing else. */
  onlyTalk: boolean
  withdrawn: boolean
  /** Uids of the events that were merged into this one. */
  merged: Set<string>
}

export interface Correction {
  facts: TalkFacts
  who: string
  /** Made in Google: the next mail that changes the field wins. */
  byHand: boolean
}

export function instantOf(date: string): string {
  return Temporal.Instant.from(date).toString({ smallestUnit: 'second' })
}

/** The mail as the history names it. */
export function mailIn({ key, subject, from, archivedAt }: Reading): Change['by'] {
  return { kind: 'mail', key, subject, from, archivedAt: archivedAt ?? null }
}

export function create(reading: Reading, talk: Talk, uid: string): Origin {
  const instant = instantOf(reading.date)
  const facts = factsOf(talk)
  return {
    talk: {
      uid,
      ...facts,
      sequence: 0,
      created: instant,
      lastModified: instant,
      subject: reading.subject,
      sources: [reading.key],
      changes: [
        {
          at: instant,
          by: mailIn(reading),
          fields: fieldChanges(null, facts, talk),
          sequence: 0,
        },
      ],
      overrides: { summary: null, description: null },
      inGoogle: true,
    },
    stated: facts,
    corrections: new Map(),
    former: [],
    identities: [identityOf(facts)],
    messageIds: new Set(threadIdsOf(reading)),
    senders: new Set([reading.from]),
    heardAt: instant,
    lastHeard: reading.number,
    onlyTalk: reading.announcement.talks.length === 1,
    withdrawn: false,
    merged: new Set([uid]),
  }
}

/** The same talk for a fold that may change it: what is changed in place is copied, the rest is never changed. */
export function copyOf(origin: Origin): Origin {
  return {
    ...origin,
    former: [...origin.former],
    identities: [...origin.identities],
    messageIds: new Set(origin.messageIds),
    senders: new Set(origin.senders),
    merged: new Set(origin.merged),
  }
}

/** Facts with the corrections on top; a corrected start takes the stated end along. */
export function corrected(stated: TalkFacts, corrections: Origin['corrections']): TalkFacts {
  const facts = { ...stated }
  for (const [field, correction] of corrections) Object.assign(facts, { [field]: correction.facts[field] })
  if (corrections.has('start') && !corrections.has('end')) facts.end = shiftedEnd(stated, facts.start)
  return facts
}

function shiftedEnd({ start, end }: TalkFacts, to: string): string | null {
  if (end === null || start.includes('T') !== to.includes('T') || start.includes('T') !== end.includes('T'))
    return null
  const moment = (text: string) => Temporal.PlainDateTime.from(text)
  const shifted = moment(to).add(moment(start).until(moment(end)))
  return to.includes('T') ? shifted.toString({ smallestUnit: 'minute' }) : shifted.toPlainDate().toString()
}

/** Gives a talk new facts or corrections; SEQUENCE and history grow only when something is different in effect. */
export function revise(
  origin: Origin,
  next: {
    stated: TalkFacts
    corrections: Origin['corrections']
    /** ISO instant. */
    at: string
    by: Change['by']
    changesOf(before: TalkFacts, after: TalkFacts): FieldChange[]
  },
): void {
  const { talk } = origin
  const after = corrected(next.stated, next.corrections)
  const changed = differingFacts(talk, after).length > 0
  if (differingFacts(origin.stated, next.stated).length > 0) {
    origin.former.push(origin.stated)
    origin.identities.push(identityOf(next.stated))
  }
  origin.stated = next.stated
  origin.corrections = next.corrections
  if (!changed) return
  // A passcode that no longer holds is left out of the new facts, and must not stay.
  const { access: _, ...kept } = talk
  origin.talk = {
    ...kept,
    ...after,
    ...stamped(talk, next.at),
    subject: next.by.kind === 'mail' && next.at >= talk.lastModified ? next.by.subject : talk.subject,
    overrides: next.by.kind === 'mail' ? overridesAfter(talk, after) : talk.overrides,
    changes: [
      ...talk.changes,
      { at: next.at, by: next.by, fields: next.changesOf(talk, after), sequence: talk.sequence + 1 },
    ],
  }
}

/** Words that a human wrote in Google hold until the announcement changes what they tell. */
function overridesAfter({ overrides, ...before }: KnownTalk, after: TalkFacts): KnownTalk['overrides'] {
  const renamed = differingFacts(before, after).some((name) => name === 'title' || name === 'speakers')
  return { summary: renamed ? null : overrides.summary, description: null }
}

/** SEQUENCE and LAST-MODIFIED after one more change (RFC 5545, 3.8.7). */
export function stamped(talk: KnownTalk, at: string): Pick<KnownTalk, 'sequence' | 'lastModified'> {
  return { sequence: talk.sequence + 1, lastModified: at > talk.lastModified ? at : talk.lastModified }
}
