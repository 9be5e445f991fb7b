import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * A day or hour that is said beside the mail's event: perhaps an event of its own, and perhaps the right one.
 * "Next: 22 March, Dr U. K. Hassan"; "Bewerbungen bis 18. April. Die Gespräche finden am 4. Mai ab 9 Uhr statt."
 */
export const saidBeside: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const doubt = doubtOf(draft, entry)
    return doubt === null ? entry : { ...entry, talk: withDoubt(entry.talk, doubt) }
  }),
})

type Entry = Draft['talks'][number]

function doubtOf({ talks }: Draft, entry: Entry): string | null {
  if (entry.section.beside) return 'its day or hour may only be said beside the mail’s event'
  const beside = talks.filter(({ section }) => section.beside)
  if (beside.some((other) => isHourBeside(entry, other))) return 'another hour is said of its day'
  return beside.length > 0 && entry.talk.speakers.length === 0
    ? 'another day is said beside it, and nobody who speaks'
    : null
}

function isHourBeside({ section: { when } }: Entry, { section: other }: Entry): boolean {
  return (
    other.when.date.equals(when.date) && other.when.time !== null && other.when.time.from !== when.time?.from
  )
}
