import { withDoubt, type Rule } from './check.ts'

/**
 * People reply to announcements with days and hours of their own.
 * "Re: Seminar" – "I have an exam on Thursday, 12 March, at 15:00."
 */
export const inAnAnswer: Rule = (draft) => {
  if (!draft.document.isReply || draft.hint.kind === 'update' || draft.hint.kind === 'cancellation')
    return draft
  return {
    ...draft,
    talks: draft.talks.map(({ talk, section }) => {
      const told = section.when.setting !== 'prose' && talk.title?.certainty === 'stated'
      return { talk: told ? talk : withDoubt(talk, 'it stands in a reply to another mail'), section }
    }),
  }
}
