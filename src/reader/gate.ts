import type { Announcement, Kind, Talk } from '../announcement/announcement.ts'
import { wordsToMachines } from '../announcement/decisions/to-machines.ts'
import { isRanged, type When } from '../announcement/decisions/when.ts'
import { textOf, withDoubt, type Draft, type Rule } from '../announcement/gate/check.ts'
import { clockChange } from '../announcement/gate/clock-change.ts'
import { distantEvent } from '../announcement/gate/distant-event.ts'
import { hourShift } from '../announcement/gate/hour-shift.ts'
import { isSameMoment, leftOver } from '../announcement/gate/left-over.ts'
import { subjectDate } from '../announcement/gate/subject-date.ts'
import { twoZones } from '../announcement/gate/two-zones.ts'
import { unclearTime } from '../announcement/gate/unclear-time.ts'
import { unread } from '../announcement/gate/unread.ts'
import type { TimeMention } from '../announcement/mentions/time.ts'
import { lineAt } from '../announcement/text/document.ts'
import { findHappening, foldWords, nextWords, wordsOf } from '../announcement/text/vocabulary.ts'
import type { Answer } from './answer.ts'
import { withContradictions } from './consistent.ts'
import type { AccountOf } from './explained.ts'
import type { Moment } from './moment.ts'
import { openChances } from './voice.ts'

/** The checks of our own gate that ask what is written, and not what things are: that is the model's part. */
const ours: readonly Rule[] = [
  subjectDate,
  unclearTime,
  hourShift,
  twoZones,
  unread,
  clockChange,
  distantEvent,
  leftOver,
]

/** The talks of an answer with what is doubted of them. */
export function passSecondGate(
  draft: Draft,
  moments: readonly Moment[],
  { kind, kindQuote }: Answer,
  accountOf: AccountOf,
): Announcement {
  const rules = [
    ...ours,
    objection,
    withoutHour(accountOf),
    subjectHour,
    subjectHours,
    spokenTo,
    notAnEvent,
    oneTalk,
    blank(kind),
  ]
  const contradicted = withContradictions(draft, moments, accountOf)
  // From here on what the account explains is not an event's.
  const open = { ...contradicted, chances: openChances(draft, accountOf) }
  const checked = rules.reduce((current, rule) => rule(current), open)
  const talks = withoutTwins(checked.talks.map(({ talk }) => talk))
  return {
    kind,
    talks: kind === 'other' ? talks.map((talk) => withDoubt(talk, 'the mail may announce nothing')) : talks,
    reason: kindQuote?.quote.slice(0, 200) ?? '',
  }
}

type Entry = Draft['talks'][number]

/** The draft with a doubt on each talk that `doubtOf` has one for; null means none. */
function doubting(draft: Draft, doubtOf: (entry: Entry) => string | null): Draft {
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const doubt = doubtOf(entry)
      return doubt === null ? entry : { ...entry, talk: withDoubt(entry.talk, doubt) }
    }),
  }
}

/** Below this our own decisions object; chosen with spoilt answers over lists left out (test/reader/noise.test.ts). */
const leastSure = 0.1
/** Below this a day without an hour, beside events that have one, may be only mentioned, not announced. */
const ownDay = 0.7

const objection: Rule = (draft) =>
  doubting(draft, ({ talk }) =>
    talk.sure < leastSure ? 'by our own reading this is not its day and hour' : null,
  )

/** A day without an hour beside events that have one, or in a mail with a clock that no event begins or ends at and that the account calls an event's. */
function withoutHour(accountOf: AccountOf): Rule {
  return (draft) => {
    const { document, talks } = draft
    const used = new Set(
      talks.flatMap(({ section: { when } }) => (when.time === null ? [] : [when.time.from, when.time.until])),
    )
    const open = document.times.find(
      (time) =>
        !used.has(time.from) &&
        !/^(?:quoted|signature|abstract)$/.test(lineAt(document, time.start).region) &&
        (accountOf(time) ?? 'event') === 'event',
    )
    const shared = talks
      .map(({ section: { when } }) => when.time?.start)
      .filter((at, index, all) => at !== undefined && all.indexOf(at) !== index)
    return doubting(draft, ({ talk, section: { when } }) => {
      if (when.time !== null || isRanged(when)) return null
      if (shared.length > 0) return 'a day without an hour, beside an hour that others share'
      if (document.subjectTimes.length > 0) return 'a day without an hour, under a subject that names one'
      if (open !== undefined) return `a day without an hour, and “${textOf(document, open)}” may be its hour`
      // "Next in the series: 18.6.21, Dr L. Amstad, on retractions": named, not announced.
      const timed = talks.filter(({ section }) => section.when.time !== null)
      const before = document.text.slice(lineAt(document, when.mention.start).start, when.mention.start)
      const isNext = talk.sure < ownDay || wordsOf(before).some((word) => nextWords.has(word))
      const isNamed = timed.length > 0 && isNext
      return isNamed || timed.some((other) => isSameDay(other.talk, talk))
        ? 'a day without an hour, beside others that have one'
        : null
    })
  }
}

/** The subject's hour is not that of the only event, on the same day. */
const subjectHour: Rule = (draft) => {
  const { date, time } = draft.subject
  return doubting(draft, ({ section: { when } }) =>
    draft.talks.length === 1 &&
    time !== null &&
    when.time !== null &&
    date?.equals(when.date) === true &&
    time.from !== when.time.from
      ? 'the subject names another hour'
      : null,
  )
}

/** "16.15 … / 17.30 …" in a subject: an hour taken from it, while it names one that no event has. */
const subjectHours: Rule = (draft) => {
  const { subject, subjectTimes } = draft.document
  const used = new Set(
    draft.talks.flatMap(({ section: { when } }) =>
      when.time === null ? [] : [when.time.from, when.time.until],
    ),
  )
  const others = subjectTimes.filter(({ from }) => !used.has(from))
  return doubting(draft, ({ section: { when } }) => {
    const open = others.find((time) => !isToldTwice(draft, when, time))
    return when.hourInSubject === true && open !== undefined
      ? `“${subject.slice(open.start, open.end)}” in the subject may be an event’s, too`
      : null
  })
}

const inBrackets = /^\s*\(\s*$/
const elsewhere = /^\s*(?:h\s+)?(?:in|at|à|a|time in)\s+\p{L}{3,}[^()]*\)/iu

/** "16:00 CET / 10am ET", "14:30 (21:30 in Tokyo)": of an hour in the subject. */
function isToldTwice({ document, profile }: Draft, when: When, other: TimeMention): boolean {
  if (when.time === null) return false
  return other.zone === null
    ? inBrackets.test(document.subject.slice(when.time.end, other.start)) &&
        elsewhere.test(document.subject.slice(other.end))
    : isSameMoment(when, other, profile)
}

/** A subject of jobs, calls or deadlines; "Survey" and "Minutes" may be words of a title. */
const notAnEvent: Rule = (draft) => {
  const { other, document, talks } = draft
  if (other === null || findHappening(document.subject) !== null) return draft
  const isTitles = talks.some(({ talk }) => foldWords(talk.title?.value ?? '').includes(other))
  return isTitles ? draft : doubting(draft, () => `the subject speaks of something else: “${other}”`)
}

/** Nothing that the model alone says is believed of a mail that speaks to programs. */
const spokenTo: Rule = (draft) => {
  const { subject, text } = draft.document
  const words = wordsToMachines(text) ?? wordsToMachines(subject)
  return words === null ? draft : doubting(draft, () => `the mail speaks to programs: “${words}”`)
}

/** One title and speaker at two hours of a day, or on a day and hour that another event has for its own. */
const oneTalk: Rule = (draft) =>
  doubting(draft, ({ talk }) => {
    const others = draft.talks.map((entry) => entry.talk).filter((other) => other !== talk)
    const again = others.filter((other) => faceOf(other) === faceOf(talk))
    const rival = others.some(
      (other) => other.start.value === talk.start.value && faceOf(other) !== faceOf(talk),
    )
    const twice = again.some((other) => isSameDay(other, talk) && other.start.value !== talk.start.value)
    return twice || (again.length > 0 && rival) ? 'two times are written' : null
  })

/** An event that is named twice is one. */
function withoutTwins(talks: readonly Talk[]): Talk[] {
  const keyOf = (talk: Talk) =>
    JSON.stringify([talk.start.value, talk.timeZone?.value, faceOf(talk), talk.location?.value])
  return talks.filter((talk, at) => talks.findIndex((other) => keyOf(other) === keyOf(talk)) === at)
}

function faceOf({ title, speakers }: Talk): string {
  return JSON.stringify([title?.value, speakers.map(({ value }) => value.name)])
}

function isSameDay(a: Talk, b: Talk): boolean {
  return a.start.value.slice(0, 10) === b.start.value.slice(0, 10)
}

/** Neither title nor speaker, in a mail that does not speak of something known. */
function blank(kind: Kind): Rule {
  return (draft) =>
    doubting(draft, ({ talk, section: { when } }) => {
      const named = talk.title !== null || talk.speakers.length > 0
      const known = kind !== 'announcement' && when.time !== null
      return named || known || talk.status.value === 'cancelled'
        ? null
        : 'neither title nor speaker is written'
    })
}
