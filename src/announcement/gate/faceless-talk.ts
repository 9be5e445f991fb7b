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
/** So many rows are a programme. */
const programme = 3
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
    !isRow(draft, section) &&
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

/** A line with day and hour is an item of its programme, named or not; what stands below could be its name. */
function isRow({ document, talks }: Draft, { when }: Entry['section']): boolean {
  if (when.setting === 'prose' || when.time === null) return false
  const rows = talks.filter(({ section }) => section.when.setting !== 'prose' && section.when.time !== null)
  const onItsDay = talks.filter(({ section }) => section.when.date.equals(when.date))
  const below = document.lines[when.line.index + 1]
  const endsThere =
    below === undefined || below.text === '' || talks.some(({ section }) => section.when.line === below)
  return rows.length >= programme && onItsDay.length === 1 && endsThere
}

function isNameless(talk: Talk): boolean {
  const titled = talk.title !== null && talk.title.certainty !== 'unsure'
  return !titled && !hasSpeaker(talk) && talk.status.value !== 'cancelled'
}

function hasSpeaker({ speakers }: Talk): boolean {
  return speakers.some(({ certainty }) => certainty !== 'unsure')
}
