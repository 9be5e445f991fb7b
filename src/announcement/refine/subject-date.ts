import { withDoubt, type Rule } from './rule.ts'

/**
 * The subject names another day than the body: one of the two was not changed.
 * Subject "… by John Duchi, 28 August 2025", body "Thursday, 4 September 2025".
 */
export const subjectDate: Rule = (draft) => {
  const { date } = draft.subject
  // "Re: Vortrag am 19.05." – "… wurde auf Donnerstag, den 21.05. verschoben": the subject is the old one.
  const moved =
    draft.hint.kind === 'update' &&
    /verschob|moved|reschedul|postpon|report|deplac|rinviat|spostat|aplazad|pospuest/.test(draft.hint.reason)
  if (date === null || moved || draft.talks.length !== 1) return draft
  const { talk, section } = draft.talks[0]!
  const last = section.when.last ?? section.when.date
  const agrees =
    Temporal.PlainDate.compare(date, section.when.date) >= 0 && Temporal.PlainDate.compare(date, last) <= 0
  return agrees
    ? draft
    : { ...draft, talks: [{ talk: withDoubt(talk, `the subject says ${date.toString()}`), section }] }
}
