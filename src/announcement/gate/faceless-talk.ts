import type { Talk } from '../announcement.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * Neither title nor speaker: perhaps not an event at all.
 * "The next deadline is Friday, 3 March, 17:00."
 */
export const facelessTalk: Rule = (draft) => {
  const checked = draft.talks.map((entry) => withoutFace(draft, entry))
  const blank = (entry: Entry | undefined) => entry?.talk.doubts.includes(neither) === true
  return {
    ...draft,
    talks: checked.map((entry, at) => {
      // Three evenings of one course, a line each: what stands below the last is said of all.
      const above = checked[at - 1]
      const adjacent = entry.section.when.line.index - (above?.section.when.line.index ?? -9) === 1
      return adjacent && blank(above) && entry.talk.title === null
        ? { ...entry, talk: withDoubt(entry.talk, neither) }
        : entry
    }),
  }
}

type Entry = Draft['talks'][number]
const neither = 'neither title nor speaker is written'

function withoutFace(draft: Draft, { talk, section }: Entry): Entry {
  const faceless = (talk.title === null || talk.title.certainty !== 'stated') && !hasSpeaker(talk)
  // "The planning meeting will be held on Wed, Sep 16, 11:45 in WVH366": a meeting needs neither.
  const meeting =
    talk.title !== null &&
    talk.title.certainty !== 'unsure' &&
    section.when.time !== null &&
    (talk.location !== null || talk.online !== null) &&
    section.when.mention.weekday !== null
  if (
    isNameless(talk) &&
    section.when.setting !== 'label' &&
    draft.talks.some((other) => !isNameless(other.talk))
  )
    return { talk: withDoubt(talk, 'names neither title nor speaker, beside others that do'), section }
  const blank = talk.title === null && !hasSpeaker(talk) && talk.status.value !== 'cancelled'
  const placeless = talk.location === null && talk.online === null && draft.talks.length > 1
  if (
    (blank && (section.when.time === null || placeless)) ||
    (faceless && !meeting && section.when.setting === 'prose')
  )
    return { talk: withDoubt(talk, neither), section }
  // "* On Tues 15 January, those of us who are in the Boston area …"
  if (
    faceless &&
    section.when.time === null &&
    section.when.last === null &&
    section.when.setting !== 'label'
  )
    return { talk: withDoubt(talk, 'only a day, without title or speaker'), section }
  return { talk, section }
}

function isNameless(talk: Talk): boolean {
  const titled = talk.title !== null && talk.title.certainty !== 'unsure'
  return !titled && !hasSpeaker(talk) && talk.status.value !== 'cancelled'
}

function hasSpeaker({ speakers }: Talk): boolean {
  return speakers.some(({ certainty }) => certainty !== 'unsure')
}
