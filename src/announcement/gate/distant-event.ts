import { withDoubt, type Rule } from './check.ts'

/** Announcements are made for the months to come; more than that is mostly a slip of the year. */
const farDays = 400

/** "Friday, 16.12.2032 at 15.15 h", or a date before the mail. */
export const distantEvent: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const days = draft.document.sent.until(section.when.date).days
    const past = draft.document.sent.until(section.when.last ?? section.when.date).days < 0
    if (past) return { talk: withDoubt(talk, 'the date is before the mail'), section }
    return { talk: days > farDays ? withDoubt(talk, 'the date is far away') : talk, section }
  }),
})
