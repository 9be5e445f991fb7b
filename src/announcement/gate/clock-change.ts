import { withDoubt, type Rule } from './check.ts'

/**
 * An hour that the clock change skips or repeats.
 * "Sunday, 29 March 2026, 02:30" does not exist in Zurich.
 */
export const clockChange: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    if (!talk.start.value.includes('T')) return { talk, section }
    const wall = Temporal.PlainDateTime.from(talk.start.value)
    const zone = talk.timeZone?.value ?? draft.profile.timeZone
    const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
      wall.toZonedDateTime(zone, { disambiguation }),
    )
    const single = earlier!.equals(later!)
    return {
      talk: single ? talk : withDoubt(talk, 'the clock change skips or repeats this hour'),
      section,
    }
  }),
})
