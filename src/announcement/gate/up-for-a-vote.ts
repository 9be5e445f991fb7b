import { findPoll, purposesIn } from '../text/vocabulary.ts'
import { withDoubtOfAll, type Rule } from './check.ts'

const tools = /\b(?:doodle|nuudel|framadate|when2meet)\b/i

/**
 * Days of which one will be chosen.
 * "Quale sera vi va meglio? Le possibilità sono: martedì 15 settembre, mercoledì 23 settembre … Votate qui".
 */
export const upForAVote: Rule = (draft) => {
  const own = draft.document.lines.filter(
    // Where to eat is often put to the vote, too.
    ({ region, text }) =>
      region !== 'quoted' &&
      region !== 'signature' &&
      !purposesIn(text.replace(tools, '')).includes('refreshment'),
  )
  const asked = [draft.document.subject, ...own.map(({ text }) => text)]
  const words =
    asked.map(findPoll).find((found) => found !== null) ??
    (draft.talks.length < 2 ? undefined : asked.map((text) => tools.exec(text)?.[0]).find(Boolean))
  if (words === undefined) return draft
  return withDoubtOfAll(draft, `one of the days is still to be chosen, perhaps: “${words}”`)
}
