import type { Announcement, Mail, ParserProfile } from './announcement.ts'
import { isAutomaticReply } from './decisions/automatic.ts'
import { readDocument } from './text/document.ts'
import { findKind, findOther } from './decisions/kind.ts'
import { findUsual, withUsual } from './decisions/usual.ts'
import { passGate } from './gate/gate.ts'
import { splitSections } from './items/sections.ts'
import { readSubject } from './fields/subject.ts'
import { readTalk } from './fields/talk.ts'
import { findWhens } from './decisions/when.ts'

/**
 * Reads a mail into what it announces; pure, never throws, the same answer on every machine.
 * The steps, in order: lines and regions, dates with their times, sections, fields (labels, then layout, then sentences, then subject), rules.
 */
export function parseAnnouncement(message: Mail, profile: ParserProfile): Announcement {
  if (isAutomaticReply(message.subject))
    return { kind: 'other', talks: [], reason: 'the answer of a program' }
  const document = readDocument(message)
  const hint = findKind(document)
  const whens = withUsual(findWhens(document), findUsual(document))
  const subject = readSubject(document)
  const sections = splitSections(document, whens.length > 0 ? whens : subject.whens)
  const talks = sections.map((section) => readTalk(document, section, sections, profile, subject, hint))
  return passGate({
    document,
    hint,
    other: findOther(document),
    subject,
    talks: talks.map((talk, at) => ({ talk, section: sections[at]! })),
    profile,
  })
}
