import { findHappening } from '../text/vocabulary.ts'
import type { Rule } from './check.ts'

/**
 * A job, a call, a survey has dates too, but none to go to.
 * "[Statlist] PhD position in Biostatistics, University of Bern" … "Starting date: 1 September 2025".
 */
export const notAnEvent: Rule = (draft) => {
  if (draft.other === null) return draft
  const strong = draft.talks.filter(
    ({ talk, section }) =>
      section.when.setting !== 'prose' &&
      section.when.time !== null &&
      (talk.speakers.length > 0 || talk.location !== null),
  )
  return {
    ...draft,
    talks:
      findHappening(draft.document.subject) !== null || strong.length === draft.talks.length ? strong : [],
  }
}
