import { isOn } from '../decisions/when.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * The subject names a day that no event of the body is on: one of the two was not changed.
 * Subject "… by John Duchi, 28 August 2025", body "Thursday, 4 September 2025".
 */
export const subjectDate: Rule = (draft) => {
  const { date } = draft.subject
  // "Re: Vortrag am 19.05." – "… wurde auf Donnerstag, den 21.05. verschoben": the subject is the old one.
  if (date === null || draft.hint.moved) return draft
  if (draft.talks.some(({ section }) => isOn(section.when, date)) || isWeekHeading(draft, date)) return draft
  return {
    ...draft,
    talks: draft.talks.map(({ talk, section }) => ({
      talk: withDoubt(talk, `the subject says ${date.toString()}`),
      section,
    })),
  }
}

/** "Seminars of the week of 17 March", or a newsletter's own date: a subject over several events. */
function isWeekHeading({ talks, document }: Draft, date: Temporal.PlainDate): boolean {
  if (talks.length < 2) return false
  if (Temporal.PlainDate.compare(date, document.sent) <= 0) return true
  const days = talks.map(({ section }) => section.when.date).toSorted(Temporal.PlainDate.compare)
  return date.until(days[0]!).days <= 7 && Temporal.PlainDate.compare(date, days.at(-1)!) <= 0
}
