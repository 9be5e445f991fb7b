import { withDoubt, type Rule } from './rule.ts'

/**
 * The subject names another day than the body: one of the two was not changed.
 * Subject "… by John Duchi, 28 August 2025", body "Thursday, 4 September 2025".
 */
export const subjectDate: Rule = (draft) => {
  const { date } = draft.subject
  if (date === null || draft.talks.length !== 1) return draft
  const { talk, section } = draft.talks[0]!
  const last = section.when.last ?? section.when.date
  const agrees =
    Temporal.PlainDate.compare(date, section.when.date) >= 0 && Temporal.PlainDate.compare(date, last) <= 0
  return agrees
    ? draft
    : { ...draft, talks: [{ talk: withDoubt(talk, `the subject says ${date.toString()}`), section }] }
}
