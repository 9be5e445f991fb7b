import { findPoll } from '../text/vocabulary.ts'
import { withDoubt, type Rule } from './check.ts'

/**
 * Several days of which one will be chosen.
 * "Quale sera vi va meglio? Le possibilità sono: martedì 15 settembre, mercoledì 23 settembre … Votate qui".
 */
export const upForAVote: Rule = (draft) => {
  if (draft.talks.length < 2) return draft
  const own = draft.document.lines.filter(({ region }) => region !== 'quoted' && region !== 'signature')
  const words = [draft.document.subject, ...own.map(({ text }) => text)]
    .map(findPoll)
    .find((found) => found !== null)
  if (words === undefined) return draft
  const doubt = `one of the days is still to be chosen, perhaps: “${words}”`
  return { ...draft, talks: draft.talks.map((entry) => ({ ...entry, talk: withDoubt(entry.talk, doubt) })) }
}
