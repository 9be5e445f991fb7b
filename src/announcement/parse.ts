import type { Announcement, Mail, ParserProfile } from './announcement.ts'
import { isAutomaticReply } from './decisions/automatic.ts'
import type { Draft } from './gate/check.ts'
import { readDocument, type Document } from './text/document.ts'
import { findKind, findOther } from './decisions/kind.ts'
import { findUsual, withSubjectHour, withUsual } from './decisions/usual.ts'
import { passGate } from './gate/gate.ts'
import { splitSections } from './items/sections.ts'
import { readSubject, type SubjectFacts } from './fields/subject.ts'
import { readTalk } from './fields/talk.ts'
import trained from './decisions/weights.json' with { type: 'json' }
import type { DecisionWeights } from './decisions/weigh.ts'
import { findWhens, surely, type Chances, type Told, type When } from './decisions/when.ts'

/**
 * Reads a mail into what it announces; pure, never throws, the same answer on every machine.
 * The steps: lines → days and hours that are written → which of them are an event's → the lines of each event → its fields → doubts.
 */
export function parseAnnouncement(
  message: Mail,
  profile: ParserProfile,
  weights: DecisionWeights = trained,
): Announcement {
  if (isAutomaticReply(message.subject))
    return { kind: 'other', talks: [], reason: 'the answer of a program' }
  return passGate(draftOf(message, profile, weights))
}

/** Everything that is read of a mail, before the gate says what may be published. */
export function draftOf(message: Mail, profile: ParserProfile, weights: DecisionWeights): Draft {
  const document = readDocument(message)
  return draftFrom(document, profile, weights, announcedWhens(document, weights))
}

/** The days and hours that a document announces; of some it may be known already whether they are an event's. */
export function announcedWhens(
  document: Document,
  weights: DecisionWeights,
  told: { mentions?: Told; inSubject?: boolean } = {},
): { whens: When[]; chances: Chances; subject: SubjectFacts } {
  const subject = readSubject(document)
  const { whens: found, chances } = findWhens(document, weights, told.mentions)
  const whens = withSubjectHour(document, withUsual(found, findUsual(document)))
  const inSubject = told.inSubject === true ? subject.whens.map(surely) : subject.whens
  return { whens: whens.length > 0 ? whens : inSubject, chances, subject }
}

/** Everything that is read of a document whose days and hours are found. */
export function draftFrom(
  document: Document,
  profile: ParserProfile,
  weights: DecisionWeights,
  { whens, chances, subject }: ReturnType<typeof announcedWhens>,
): Draft {
  const hint = findKind(document)
  const sections = splitSections(document, whens)
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
