import { isReadable } from '../decisions/excluded.ts'
import { isFormerHour } from '../decisions/former.ts'
import { momentOf } from '../decisions/moment.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/** What stands between a day and its hour, in at most this many letters. */
const farthest = 20
const beside = /^[\s,(|–-]*(?:um|at|à|de|dès|from|von|ab|dalle|alle|ore|a las|um|h\.)?\s*$/i

/**
 * An hour stands right behind the talk's day, and the talk has another one.
 * "Demain, mardi 19 novembre, de 12h15 à 13h00. Le café est offert dès 12h00."
 */
export const hourBesideDay: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const other = hourBehind(draft, entry)
    const doubt = `“${other}” stands right behind the day: is it the talk’s hour?`
    return other === null ? entry : { ...entry, talk: withDoubt(entry.talk, doubt) }
  }),
})

function hourBehind(
  { document, talks }: Draft,
  { section: { when } }: Draft['talks'][number],
): string | null {
  if (when.time === null || when.line.index < 0) return null
  const { end } = when.mention
  const hour = document.times.find(({ start }) => start >= end)
  if (hour === undefined || hour.start - end > farthest || !beside.test(document.text.slice(end, hour.start)))
    return null
  if (hour.weak || !isReadable(document, hour) || isFormerHour(document, hour)) return null
  // "8:00 PT / 11:00 ET / 17:00 CET" is one hour.
  const same = momentOf(document, hour)
  const used = talks.some(({ section }) => same.some(({ from }) => section.when.time?.from === from))
  return used ? null : textOf(document, hour)
}
