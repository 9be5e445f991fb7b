import { withDoubt, type Rule } from './check.ts'

/**
 * A time that may be morning or evening, or lies in the night.
 * "Tuesday, 3 May, 7.30, Aula": half past seven in the morning?
 */
export const unclearTime: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const { time } = section.when
    if (time === null) return { talk, section }
    const unclear = time.ambiguous || time.from < 7 * 60 || time.from >= 22 * 60
    return { talk: unclear ? withDoubt(talk, 'the hour may be meant differently') : talk, section }
  }),
})
