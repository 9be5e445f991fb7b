import { findHappening } from '../text/vocabulary.ts'
import { withDoubt, type Rule } from './check.ts'

/** In a mail that speaks of something else, a sentence's day and hour less likely than this are no event's. */
const leastSure = 0.4

/**
 * A job, a call or a survey has dates too, but nothing to go to.
 * "[Statlist] PhD position in Biostatistics, University of Bern" … "Starting date: 1 September 2025".
 */
export const notAnEvent: Rule = (draft) => {
  if (draft.other === null) return draft
  const strong = draft.talks.filter(
    ({ talk, section }) =>
      section.when.time !== null &&
      (section.when.setting !== 'prose' || talk.sure >= leastSure) &&
      // "Auskunft erteilt Frau Moser am 5. Februar, 14 Uhr": a person and an hour are not an event yet.
      (talk.location !== null || (talk.speakers.length > 0 && talk.title !== null)),
  )
  // "Accepted papers – lunch talks" … "Wednesday 2 December, 12:00, room D1.15": what a sentence says of an hour and a room waits.
  const announced = findHappening(draft.document.subject) !== null
  // "Délai du 2 octobre" … "lundi 2 octobre 2017, 17h00": a line of its own, with nobody who speaks, is the deadline itself.
  const unsure = strong.filter(
    ({ talk, section }) => section.when.setting === 'prose' || (!announced && talk.speakers.length === 0),
  )
  const happens = announced || strong.length === draft.talks.length
  return {
    ...draft,
    talks: (happens ? strong : []).map((entry) =>
      unsure.includes(entry)
        ? { ...entry, talk: withDoubt(entry.talk, `the subject speaks of something else: “${draft.other}”`) }
        : entry,
    ),
  }
}
