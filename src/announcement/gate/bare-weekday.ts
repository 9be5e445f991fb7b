import { resolveDate } from '../mentions/resolve.ts'
import { textOf, withDoubt, type Draft, type Rule } from './check.ts'

/**
 * A weekday alone, in a mail that writes out another day of that name: it may mean that one.
 * "from Wednesday 14 to Friday 16 June 2023 … We start on Wednesday at 13:15"
 */
export const bareWeekday: Rule = (draft) => {
  const isBare = ({ section: { when } }: Entry) =>
    when.mention.day === null && when.mention.weekday !== null && when.mention.relative === null
  if (!draft.talks.some(isBare)) return draft
  const written = writtenDays(draft)
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const { mention, date } = entry.section.when
      const other = isBare(entry)
        ? written.find((day) => day.dayOfWeek === mention.weekday && !day.equals(date))
        : undefined
      return other === undefined
        ? entry
        : {
            ...entry,
            talk: withDoubt(
              entry.talk,
              `“${textOf(draft.document, mention)}” may be ${other.toString()}, which is named too`,
            ),
          }
    }),
  }
}

type Entry = Draft['talks'][number]

/** The coming days that the mail writes out, of ranges the first week's. */
function writtenDays({ document: { dates, sent } }: Draft): Temporal.PlainDate[] {
  return dates
    .flatMap((mention) => (mention.day === null ? [] : (resolveDate(mention, sent) ?? [])))
    .flatMap(({ date, last }) => {
      const days = last === null ? 0 : Math.max(0, Math.min(6, date.until(last).days))
      return Array.from({ length: days + 1 }, (_, at) => date.add({ days: at }))
    })
    .filter((day) => Temporal.PlainDate.compare(day, sent) >= 0)
}
