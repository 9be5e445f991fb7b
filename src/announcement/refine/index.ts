import type { Announcement, Kind, ParserProfile, Talk } from '../announcement.ts'
import type { Document } from '../document.ts'
import type { KindHint } from '../kind.ts'
import type { Section } from '../sections.ts'
import type { SubjectFacts } from '../subject.ts'
import { distantEvent } from './distant-event.ts'
import { facelessTalk } from './faceless-talk.ts'
import { notAnEvent } from './not-an-event.ts'
import { quotedFacts } from './quoted-facts.ts'
import { subjectDate } from './subject-date.ts'
import { unclearTime } from './unclear-time.ts'

/** What the rules look at: the talks read so far and all that they were read from. */
export interface Draft {
  document: Document
  hint: KindHint
  /** Words of the subject that speak against an event. */
  other: string | null
  subject: SubjectFacts
  talks: { talk: Talk; section: Section }[]
  profile: ParserProfile
}

/** A rule looks at the draft and gives a changed one; it never guesses: it drops, or adds a doubt. */
export type Rule = (draft: Draft) => Draft

/** All rules, in the order in which they are applied. */
const rules: readonly Rule[] = [notAnEvent, subjectDate, unclearTime, distantEvent, facelessTalk, quotedFacts]

/** Applies every rule and settles the kind. */
export function refine(draft: Draft): Announcement {
  const refined = rules.reduce((current, rule) => rule(current), draft)
  const talks = refined.talks.map((entry) => entry.talk)
  return {
    kind: kindOf(refined, talks),
    talks,
    reason: refined.hint.reason || (talks.length === 0 ? (refined.other ?? 'no date of an event') : ''),
  }
}

function kindOf({ hint }: Draft, talks: readonly Talk[]): Kind {
  if (talks.length > 0 || hint.kind === 'cancellation') return hint.kind
  return 'other'
}

/** Adds a doubt to a talk, once. */
export function withDoubt(talk: Talk, doubt: string): Talk {
  return talk.doubts.includes(doubt) ? talk : { ...talk, doubts: [...talk.doubts, doubt] }
}
