import type { Announcement, Mail, ParserProfile } from './announcement.ts'
import { asAutomatic, isAutomatic } from './decisions/automatic.ts'
import type { Draft } from './gate/check.ts'
import { readDocument, type Document } from './text/document.ts'
import { findKind, findOther } from './decisions/kind.ts'
import { usualHours, withSubjectHour, withUsual } from './decisions/usual.ts'
import { passGate } from './gate/gate.ts'
import { splitSections } from './items/sections.ts'
import type { TimeMention } from './mentions/time.ts'
import { readSubject, type SubjectFacts } from './fields/subject.ts'
import { readTalk } from './fields/talk.ts'
import trained from './decisions/weights.json' with { type: 'json' }
import type { DecisionWeights } from './decisions/weigh.ts'
import { findWhens, isRanged, surely, type Chances, type Told, type When } from './decisions/when.ts'

/**
 * Reads a mail into what it announces; pure, never throws, the same answer on every machine.
 * The steps: lines → days and hours that are written → which of them are an event's → the lines of each event → its fields → doubts.
 */
export function parseAnnouncement(
  message: Mail,
  profile: ParserProfile,
  weights: DecisionWeights = trained,
): Announcement {
  const read = passGate(draftOf(message, profile, weights))
  return isAutomatic(message) ? asAutomatic(read, message) : read
}

/** Everything that is read from a mail, before the gate says what may be published. */
export function draftOf(message: Mail, profile: ParserProfile, weights: DecisionWeights): Draft {
  const document = readDocument(message)
  return draftFrom(document, profile, weights, announcedWhens(document, weights))
}

/** From this chance on an hour of the body belongs to the subject's day. */
const leastHour = 0.35

/** The days and hours that a document announces; `told` says of some whether they are an event's. */
export function announcedWhens(
  document: Document,
  weights: DecisionWeights,
  told: { mentions?: Told; inSubject?: boolean } = {},
): { whens: When[]; chances: Chances; subject: SubjectFacts } {
  const subject = readSubject(document)
  const { whens: found, chances } = findWhens(document, weights, told.mentions)
  const whens = withSubjectHour(document, withUsual(found, usualHours(document, found, chances)))
  const inSubject = told.inSubject === true ? subject.whens.map(surely) : subject.whens
  const own = whens.length > 0 ? withHour(whens, chances, farHour) : withHour(inSubject, chances, 1)
  return { whens: own, chances, subject }
}

/** An hour that stands far from the body's day is told, and waits. */
const farHour = 0.5

/**
 * "Seminar by Jane Doe, 11 December" over "Time: 15:15": the only day without an hour takes the body's only
 * hour that may be a start, at most as sure as given.
 */
function withHour(whens: When[], chances: Chances, mostSure: number): When[] {
  const [when, other] = whens
  if (when === undefined || other !== undefined || when.time !== null || isRanged(when)) return whens
  const hours = [...chances].filter(([mention, sure]) => 'from' in mention && sure >= leastHour)
  const [hour] = hours
  if (hours.length !== 1 || hour === undefined) return whens
  const sure = { ...when.sure, hour: Math.min(mostSure, hour[1]) }
  return [{ ...when, time: hour[0] as TimeMention, sure }]
}

/** Everything that is read from a document whose days and hours are found. */
export function draftFrom(
  document: Document,
  profile: ParserProfile,
  weights: DecisionWeights,
  { whens, chances, subject }: ReturnType<typeof announcedWhens>,
): Draft {
  const hint = findKind(document)
  const sections = splitSections(document, whens, weights)
  const talks = sections.map((section) => ({
    talk: readTalk(document, section, sections, profile, subject, hint, weights),
    section,
  }))
  return {
    document,
    subject,
    hint,
    chances,
    weights,
    other: findOther(document),
    decided: null,
    talks,
    profile,
  }
}
