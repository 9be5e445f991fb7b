import { withDoubt, type Rule } from './check.ts'

/**
 * The facts stand in a quoted or forwarded mail only, which may be old.
 * "FYI – Begin forwarded message: … Date: Friday 3 May, 15:15".
 */
export const quotedFacts: Rule = (draft) => {
  if (!draft.document.quotedOnly) return draft
  return {
    ...draft,
    talks: draft.talks.map(({ talk, section }) => ({
      talk: withDoubt(talk, 'the facts stand in a quoted mail only'),
      section,
    })),
  }
}
