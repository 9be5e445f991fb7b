import { withDoubt, type Rule } from './check.ts'

/** From this chance on a start is published; chosen by cross-validation over whole lists (`npm run eval`). */
const sureEnough = 0.5

/** A start that is likely, but not sure enough: the decisions about its day and its hour say how sure. */
export const unsureStart: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) => ({
    ...entry,
    talk:
      entry.talk.sure >= sureEnough
        ? entry.talk
        : withDoubt(entry.talk, 'not sure that this is its day and hour'),
  })),
})
