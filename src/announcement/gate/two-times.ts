import type { Talk } from '../announcement.ts'
import type { Section } from '../items/sections.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/**
 * One talk with two hours: one of them is wrong.
 * "Time: Friday, 17.10.2025, 15:15" … "We start on Friday, 17.10.2025 at 16:15".
 */
export const twoTimes: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const twin = draft.talks.some(
      (other) =>
        other.talk !== talk &&
        other.talk.start.value !== talk.start.value &&
        (isOneTalk(other.talk, talk) ||
          (draft.talks.length === 2 && isOnTheNextDay(other.talk, talk)) ||
          (isSameDay(other.talk, talk) &&
            (isOneLine(other.section, section) ||
              isOneDate(other, { talk, section }) ||
              isVague(other.section) !== isVague(section) ||
              isPassing(other.talk, other.section) ||
              isPassing(talk, section) ||
              isInvitation(draft.document, other.section) !== isInvitation(draft.document, section)))),
    )
    const { time, date } = draft.subject
    const told = section.when.time
    const contradicted =
      draft.talks.length === 1 &&
      time !== null &&
      told !== null &&
      date?.equals(section.when.date) === true &&
      time.from !== told.from
    return { talk: twin || contradicted ? withDoubt(talk, 'two times are written') : talk, section }
  }),
})

/** Same day, and the same title, or the same speaker and no other title. */
function isOneTalk(a: Talk, b: Talk): boolean {
  if (!isSameDay(a, b)) return false
  const title = a.title === null || b.title === null || a.title.value === b.title.value
  const speaker = shareSpeaker(a, b)
  // "Vortrag von Ada Brunner, 12:15" over "exposé d’Ada Brunner, 12h30": nobody gives two talks within the hour.
  const withinAnHour = speaker && Math.abs(minutesOf(a) - minutesOf(b)) < 60
  return (title && speaker) || withinAnHour || (a.title !== null && a.title.value === b.title?.value)
}

/** "jeudi 19 novembre, 16h15: Urs Graber" over "Freitag, 20. November, 16.15 Uhr: Urs Graber". */
function isOnTheNextDay(a: Talk, b: Talk): boolean {
  const dayOf = ({ start }: Talk) => Temporal.PlainDate.from(start.value.slice(0, 10))
  return (
    Math.abs(dayOf(a).until(dayOf(b)).days) === 1 &&
    a.start.value.length > 10 &&
    minutesOf(a) === minutesOf(b) &&
    shareSpeaker(a, b)
  )
}

function shareSpeaker(a: Talk, b: Talk): boolean {
  const names = new Set(a.speakers.map((speaker) => speaker.value.name))
  return b.speakers.some((other) => names.has(other.value.name))
}

function minutesOf({ start }: Talk): number {
  return start.value.length > 10 ? Number(start.value.slice(11, 13)) * 60 + Number(start.value.slice(14)) : 0
}

/** "doors 17.30, start 18.00": two hours side by side are seldom two talks. */
function isOneLine({ when: a }: Section, { when: b }: Section): boolean {
  return a.time !== null && b.time !== null && Math.abs(a.time.start - b.time.start) < 60
}

/** "this Monday, at 10am" of a talk whose day stands in full elsewhere, "Monday, March 17, 10:30": one day, told twice. */
function isVague({ when: { mention } }: Section): boolean {
  return mention.day === null
}

/** One written day with two hours, and only one of them with a name: "Please be seated by the beginning at 15:15." */
function isOneDate(a: Draft['talks'][number], b: Draft['talks'][number]): boolean {
  const named = ({ talk }: typeof a) =>
    talk.speakers.length > 0 || (talk.title !== null && talk.title.certainty !== 'unsure')
  return a.section.when.mention === b.section.when.mention && named(a) !== named(b)
}

function isSameDay(a: Talk, b: Talk): boolean {
  return a.start.value.slice(0, 10) === b.start.value.slice(0, 10)
}

const invitation =
  /\b(?:zoom|teams|webex|join)\b.{0,60}\b(?:meeting|invit\w+|sitzung|besprechung|réunion|riunione|reunión)|^(?:topic|thema)\s*:/i
const nearLines = 3

/** "Topic: … / Time: Mar 24, 2026 05:30 PM / Join Zoom Meeting": the hour at which the meeting opens. */
function isInvitation({ lines }: Draft['document'], { when }: Section): boolean {
  const at = when.line.index
  return (
    at >= 0 &&
    lines.slice(Math.max(0, at - nearLines), at + nearLines).some(({ text }) => invitation.test(text))
  )
}

/** "… the talk this Monday, at 10am" and below "Monday, March 17, 10:30 am" with all the rest: an hour in passing. */
function isPassing(talk: Talk, { when }: Section): boolean {
  const titled = talk.title !== null && talk.title.certainty !== 'unsure'
  return !titled && talk.speakers.length === 0 && when.setting !== 'label'
}
