import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * The facts stand in a quoted or forwarded mail only, which may be old.
 * "FYI – Begin forwarded message: … Date: Friday 3 May, 15:15".
 */
export const quotedFacts: Rule = (draft) => {
  if (!draft.document.quotedOnly) return draft
  return {
    ...draft,
    talks: draft.talks.map((entry) =>
      hasYear(entry)
        ? entry
        : { ...entry, talk: withDoubt(entry.talk, 'the facts stand in a quoted mail only') },
    ),
  }
}

/** What is passed on with a year that is written is no old mail's; what it calls off, a human looks at. */
function hasYear({ talk, section: { when } }: Draft['talks'][number]): boolean {
  return when.mention.year !== null && talk.status.value === 'confirmed'
}
