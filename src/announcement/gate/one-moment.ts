import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * Two talks at one moment, in one room or in none that is told: most likely one, read twice.
 * "jeudi 26 novembre à 17h15 … 17h15 Bienvenue · 17h25 Leçon inaugurale"
 */
export const oneMoment: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => {
    const { time } = entry.section.when
    const twin = time !== null && draft.talks.some((other) => other !== entry && isTwin(entry, other))
    return twin ? { ...entry, talk: withDoubt(entry.talk, 'two events stand at its day and hour') } : entry
  }),
})

type Entry = Draft['talks'][number]

function isTwin(one: Entry, other: Entry): boolean {
  const [room, another] = [one.talk.location?.value, other.talk.location?.value]
  return (
    one.talk.start.value === other.talk.start.value &&
    (room === undefined || another === undefined || room === another)
  )
}
