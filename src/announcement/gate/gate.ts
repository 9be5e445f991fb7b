import type { Announcement, Change, Kind, Talk } from '../announcement.ts'
import { isOfAnotherTime, saysItTakesPlace } from '../decisions/cancellation.ts'
import { readChange } from '../decisions/change.ts'
import { isBare, openingOf, sentencesOf } from '../decisions/kind.ts'
import { decideKind, mailFeatures } from '../decisions/mail-kind.ts'
import { afterthought } from './afterthought.ts'
import { clockChange } from './clock-change.ts'
import { distantEvent } from './distant-event.ts'
import {
  findCancelled,
  findCondition,
  findEventWord,
  findNoEvent,
  findNotOff,
  findType,
  foldWords,
  wordsOf,
} from '../text/vocabulary.ts'
import { facelessTalk } from './faceless-talk.ts'
import { footnote } from './footnote.ts'
import { foreignDay } from './foreign-day.ts'
import { hourBesideDay } from './hour-beside-day.ts'
import { hourBesideTitle } from './hour-beside-title.ts'
import { hourShift } from './hour-shift.ts'
import { inAnAnswer } from './in-an-answer.ts'
import { bareWeekday } from './bare-weekday.ts'
import { calledOff } from './called-off.ts'
import { leftOver } from './left-over.ts'
import { mixedScript } from './mixed-script.ts'
import { perhapsAnEnd } from './perhaps-an-end.ts'
import { maxDates } from '../decisions/when.ts'
import { saidBeside } from './said-beside.ts'
import { secondPart } from './second-part.ts'
import { severalParts } from './several-parts.ts'
import { notAnEvent } from './not-an-event.ts'
import { oneMoment } from './one-moment.ts'
import { quotedFacts } from './quoted-facts.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'
import { someTentative } from './some-tentative.ts'
import { struckOut } from './struck-out.ts'
import { subjectDate } from './subject-date.ts'
import { talkAfterwards } from './talk-afterwards.ts'
import { titleOfAnotherDay } from './title-of-another-day.ts'
import { twoTimes } from './two-times.ts'
import { twoZones } from './two-zones.ts'
import { toldToMachines } from './told-to-machines.ts'
import { unclearTime } from './unclear-time.ts'
import { unread } from './unread.ts'
import { unsureStart } from './unsure-start.ts'
import { upForAVote } from './up-for-a-vote.ts'
import { wholeDay } from './whole-day.ts'

/** What kind of mail it is, once it is known what it announces. */
function decided(draft: Draft): Draft {
  const talks = draft.talks.map(({ talk }) => talk)
  const features = mailFeatures(draft.document, draft.hint, talks, draft.other)
  return { ...draft, decided: decideKind(features, draft.weights.mailKind) }
}

/** All rules, in the order in which they are applied. */
const rules: readonly Rule[] = [
  notAnEvent,
  decided,
  subjectDate,
  bareWeekday,
  unclearTime,
  perhapsAnEnd,
  hourShift,
  twoTimes,
  hourBesideDay,
  hourBesideTitle,
  titleOfAnotherDay,
  talkAfterwards,
  someTentative,
  twoZones,
  unread,
  clockChange,
  distantEvent,
  oneMoment,
  facelessTalk,
  wholeDay,
  leftOver,
  unsureStart,
  saidBeside,
  calledOff,
  struckOut,
  severalParts,
  quotedFacts,
  inAnAnswer,
  mixedScript,
  toldToMachines,
  upForAVote,
  afterthought,
  secondPart,
  footnote,
  foreignDay,
]

/** The talks that are left, each with what the rules doubt about it. */
export function applyRules(draft: Draft): Draft {
  return rules.reduce((current, rule) => rule(current), draft)
}

/** Applies every rule and settles the kind. */
export function passGate(draft: Draft): Announcement {
  const checked = applyRules(draft)
  const talks = checked.talks.map((entry) => entry.talk)
  const kind = kindOf(checked, talks)
  const unlikely =
    kind === 'other' ? talks.map((talk) => withDoubt(talk, 'the mail may announce nothing')) : talks
  const change = changeOf(checked)
  const missed = kind === 'other' && talks.length === 0 ? missedBy(draft) : null
  return {
    kind,
    talks: unlikely,
    reason: checked.hint.reason || (talks.length === 0 ? (checked.other ?? 'no date of an event') : ''),
    ...(change === null ? {} : { change }),
    ...(missed === null ? {} : { missed }),
    ...(draft.document.dates.length > maxDates ? { beyond: true as const } : {}),
  }
}

/** What a reply, or a mail whose body names no day, says of its thread's talk. */
function changeOf(draft: Draft): Change | null {
  const { document, hint, talks } = draft
  if (talks.length > 1) return null
  if (!document.isReply && talks.some(({ section }) => section.when.line.index >= 0)) return null
  const told = (hint.kind === 'cancellation' && !hint.bare) || hint.notice?.value === 'reinstated'
  const off = hint.unsure ?? (told ? null : calledOffIn(draft))
  return readChange(document, hint, off)
}

/** How likely a day or an hour must be where the subject also speaks of something else. */
const likely = { day: 0.6, hour: 0.5 }

/**
 * The event that a subject names although no talk was read.
 * "Econometrics Workshop, 1/16 (Job Market Seminar)": a job, and an event all the same.
 */
function missedBy({ document, chances, other }: Draft): string | null {
  const isBare = !document.lines.some(({ region, text }) => region !== 'signature' && /\p{L}{3}/u.test(text))
  if (document.isReply || isBare || findType(document.subject) === null) return null
  const speaks = [...chances].some(
    ([mention, sure]) => sure >= ('from' in mention ? likely.hour : likely.day),
  )
  return other === null || speaks ? (findEventWord(document.subject) ?? findType(document.subject)) : null
}

function beginsWithNone(subject: string): boolean {
  const phrase = findNoEvent(subject)
  return phrase !== null && wordsOf(subject).join(' ').startsWith(phrase)
}

/** From this chance on the likeliest kind of mail is believed. */
const sureKind = 0.5

function kindOf(draft: Draft, talks: readonly Talk[]): Kind {
  const { hint } = draft
  const decided = draft.decided ?? { kind: hint.kind, sure: 0 }
  // "Room change: …": a subject that says it in so many words is believed.
  const told = hint.reason !== '' && foldWords(draft.document.subject).includes(hint.reason)
  if (talks.length > 0) return told || decided.sure < sureKind ? hint.kind : decided.kind
  // "I am inclined to cancel": only a plain word cancels something that the mail does not name.
  if (hint.kind === 'cancellation' && !hint.bare) return hint.kind
  // "We have decided to cancel useR! 2020" names no day: a human must see which event is meant.
  if (!draft.document.isReply && calledOffIn(draft) !== null) return 'cancellation'
  // "The talk may be cancelled": something of a known talk may change.
  if (hint.unsure !== null && !isBare(hint.unsure)) return decided.kind === 'other' ? 'other' : 'update'
  // "No seminar this week" calls something off without a date.
  return beginsWithNone(draft.document.subject) ? 'cancellation' : 'other'
}

/** The opening's sentence that says that something was called off; not a question, not about another time. */
function calledOffIn({ document }: Draft): string | null {
  const found = sentencesOf(openingOf(document)).find(
    (sentence) =>
      findCancelled(sentence) !== null &&
      findNotOff(sentence) === null &&
      findCondition(sentence) === null &&
      !sentence.endsWith('?') &&
      !isOfAnotherTime(sentence) &&
      !saysItTakesPlace(sentence) &&
      !isBare(sentence),
  )
  return found ?? null
}
