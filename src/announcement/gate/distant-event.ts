import type { When } from '../decisions/when.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/** Announcements are made for the months to come; anything further off is usually a wrong year. */
const farDays = 400

/** "Friday, 16.12.2032 at 15.15 h", or a date before the mail. */
export const distantEvent: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const days = draft.document.sent.until(section.when.date).days
    const past = draft.document.sent.until(section.when.last ?? section.when.date).days < 0
    if (past) return { talk: withDoubt(talk, 'the date is earlier than the mail'), section }
    if (days === 0 && hasBegun(draft, section.when))
      return { talk: withDoubt(talk, 'it began before the mail was written'), section }
    return { talk: days > farDays ? withDoubt(talk, 'the date is far in the future') : talk, section }
  }),
})

/** "Thank you for coming today at 14:15", written at six; by the sender's own clock, as an hour without a zone is meant. */
function hasBegun({ document }: Draft, { time }: When): boolean {
  return time !== null && time.zone === null && time.from < document.sentMinutes
}
