import type { ParserProfile, Talk } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import type { KindHint } from '../decisions/kind.ts'
import type { Section } from '../items/sections.ts'
import type { DecidedKind } from '../decisions/mail-kind.ts'
import type { Chances } from '../decisions/when.ts'
import type { DecisionWeights } from '../decisions/weigh.ts'
import type { SubjectFacts } from '../fields/subject.ts'

/** What the rules look at: the talks read so far and all that they were read from. */
export interface Draft {
  document: Document
  hint: KindHint
  chances: Chances
  weights: DecisionWeights
  /** Words of the subject that speak against an event. */
  other: string | null
  subject: SubjectFacts
  /** What kind of mail it is by all that was read; null until that is decided. */
  decided: DecidedKind | null
  talks: { talk: Talk; section: Section }[]
  profile: ParserProfile
}

/** A rule looks at the draft and returns a changed one; it never guesses: it drops, or adds a doubt. */
export type Rule = (draft: Draft) => Draft

/** The words of a span, as a doubt names them. */
export function textOf(document: Document, { start, end }: { start: number; end: number }): string {
  return document.text.slice(start, end).replace(/\s+/g, ' ')
}

/** Adds a doubt to a talk, once. */
export function withDoubt(talk: Talk, doubt: string): Talk {
  return talk.doubts.includes(doubt) ? talk : { ...talk, doubts: [...talk.doubts, doubt] }
}

/** Adds a doubt to every talk of a mail. */
export function withDoubtOfAll(draft: Draft, doubt: string): Draft {
  return { ...draft, talks: draft.talks.map((entry) => ({ ...entry, talk: withDoubt(entry.talk, doubt) })) }
}
