import { withDoubt, type Rule } from './check.ts'

/** "~~Thursday, 2 June, 16:15~~ postponed": what is struck out but read all the same is off, or waits. */
export const struckOut: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map((entry) =>
    entry.section.when.line.struck && entry.talk.status.value !== 'cancelled'
      ? { ...entry, talk: withDoubt(entry.talk, 'its day or hour is struck out') }
      : entry,
  ),
})
